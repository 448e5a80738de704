import { markdownLines } from './markdownLines.ts';

/**
 * An answer as Markdown that loads nothing and runs nothing: VS Code renders Markdown of comments and
 * previews with images from anywhere, and an image's address can carry away what a prompt injection put
 * into it. Images become plain links; HTML at the start of a line is shown as text, because a parser's
 * idea of where such a block ends would decide what is code.
 */
export function safeMarkdown(text: string): string {
	return [...markdownLines(text, true)]
		.map(({ line, isCode }) => (isCode ? line : safeLine(line)))
		.join('\n');
}

function safeLine(line: string): string {
	return line.replaceAll('![', '! [').replace(/^(\s*(?:[>*+-]\s+|\d+[.)]\s+)*)</, '$1\\<');
}
