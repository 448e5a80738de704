/** Of Markdown the host looks for blocks alone: no bare address in it becomes a link. */
export class LinkifyIt {}
