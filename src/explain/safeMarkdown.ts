/**
 * An answer as Markdown that loads nothing and runs nothing: VS Code renders Markdown of comments and
 * previews with images from anywhere, and an image's address can carry away what a prompt injection put
 * into it. Images become plain links; HTML at the start of a line is shown as text, because a parser's
 * idea of where such a block ends would decide what is code. Fences that begin in the first column mean
 * the same to every parser and stay as they are.
 */
export function safeMarkdown(text: string): string {
	let fence: string | undefined;
	return text
		.split('\n')
		.map(line => {
			if (fence !== undefined) {
				if (closes(line, fence)) {
					fence = undefined;
				}
				return line;
			}
			fence = /^(`{3,})[^`]*$/.exec(line)?.[1] ?? /^(~{3,})/.exec(line)?.[1];
			return fence === undefined ? safeLine(line) : line;
		})
		.join('\n');
}

function closes(line: string, fence: string): boolean {
	const run = /^ {0,3}(`{3,}|~{3,})[ \t]*\r?$/.exec(line)?.[1];
	return run !== undefined && run[0] === fence[0] && run.length >= fence.length;
}

function safeLine(line: string): string {
	return line.replaceAll('![', '! [').replace(/^(\s*(?:[>*+-]\s+|\d+[.)]\s+)*)</, '$1\\<');
}
