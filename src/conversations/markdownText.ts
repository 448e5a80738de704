import MarkdownIt from 'markdown-it';

/** Only blocks are looked for, so that what stands inside them is not read. */
const parser = new MarkdownIt({ html: true }).disable('inline');

/** Blocks whose text is shown as it stands, so that nothing can be added inside. Lines, end exclusive. */
export interface RawBlock {
	readonly start: number;
	readonly end: number;
}

export interface MarkdownOutline {
	readonly rawBlocks: readonly RawBlock[];
	readonly tables: readonly RawBlock[];
}

export function outlineOf(markdown: string): MarkdownOutline {
	const ranges = (types: readonly string[]) =>
		parser.parse(markdown, {}).flatMap(({ type, map }) => {
			return types.includes(type) && map ? [{ start: map[0], end: map[1] }] : [];
		});
	return {
		rawBlocks: ranges(['fence', 'code_block', 'html_block']),
		tables: ranges(['table_open']),
	};
}

/**
 * Text that ends in the middle of a code block or of HTML would swallow what stands after it in a document:
 * the block is closed, the HTML shown as text.
 */
export function selfContained(markdown: string): string {
	const text = markdown.trimEnd();
	const tokens = parser.parse(`${text}\n\n# end\n`, {});
	const open = tokens.at(-1);
	if (open === undefined || open.type === 'heading_close') {
		return text;
	}
	if (open.type === 'fence') {
		return `${text}\n${open.markup}`;
	}
	const lines = text.split('\n');
	const start = open.map?.[0] ?? 0;
	const escaped = lines.map((line, index) => (index < start ? line : line.replaceAll('<', '&lt;')));
	return escaped.join('\n');
}

/** Words of a stranger as plain text on one line. */
export function plain(text: string): string {
	return text
		.replace(/\s+/g, ' ')
		.replace(/[\\`*_{}[\]<>()#+!|~^&$]/g, '\\$&')
		.trim();
}

/** A link to the web; any other target is only named. */
export function link(label: string, target: string | undefined): string {
	const text = plain(label) || plain(target ?? '');
	const url = target !== undefined && URL.canParse(target) ? new URL(target) : undefined;
	return url?.protocol === 'https:' || url?.protocol === 'http:'
		? `[${text}](<${url.href.replace(/[<>\s]/g, encodeURIComponent)}>)`
		: text;
}

/** A part that is folded away; `body` is Markdown. */
export function folded(summary: string, body: string): string {
	const safe = selfContained(body).replace(/<(?=\/?(?:details|summary)\b)/gi, '&lt;');
	return `<details>\n<summary>${escapeHtml(summary)}</summary>\n\n${safe}\n\n</details>`;
}

function escapeHtml(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
