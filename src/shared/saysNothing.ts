import type { Part } from './content.ts';

/** Whether an answer gives nothing to a person: no part but thoughts, empty texts and lone signatures. */
export function saysNothing(parts: readonly Part[]): boolean {
	return parts.every(part => part.thought === true || isEmptyText(part));
}

/** Any other field may be something to show, also one that is newer than this code. */
function isEmptyText({ text, thought: _, thoughtSignature: __, ...rest }: Part): boolean {
	return (text ?? '') === '' && Object.keys(rest).length === 0;
}
