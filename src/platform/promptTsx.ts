import { isRecord } from '../gemini/json.ts';

/**
 * The text in a prompt element that `@vscode/prompt-tsx` serialized: nodes with `children`, and leaves
 * with `text` and `lineBreakBefore`. What has another shape is shown as JSON rather than lost.
 */
export function promptTsxText(value: unknown): string {
	if (typeof value === 'string') {
		return value;
	}
	const pieces: string[] = [];
	collect(isRecord(value) && 'node' in value ? value['node'] : value, pieces);
	return pieces.length > 0 ? pieces.join('').trimStart() : JSON.stringify(value);
}

function collect(node: unknown, pieces: string[]): void {
	if (!isRecord(node)) {
		return;
	}
	const { text, lineBreakBefore, children } = node;
	if (typeof text === 'string') {
		pieces.push(lineBreakBefore ? `\n${text}` : text);
	}
	if (Array.isArray(children)) {
		for (const child of children) {
			collect(child, pieces);
		}
	}
}
