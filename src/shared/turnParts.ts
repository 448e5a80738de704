import type { Part } from './content.ts';

/**
 * Adds a part to a turn in place: a turn of 200 KB must not be copied for every delta. Text joins its
 * neighbour only when neither is signed and both are thoughts or both are not, because a signature must
 * go back on the very part it came with (docs/PROTOCOL.md §6).
 */
export function appendPart(parts: Part[], part: Part): void {
	const last = parts.at(-1);
	if (
		last !== undefined &&
		isPlainText(last) &&
		isPlainText(part) &&
		(last.thought ?? false) === (part.thought ?? false)
	) {
		parts[parts.length - 1] = { ...last, text: (last.text ?? '') + (part.text ?? '') };
	} else {
		parts.push(part);
	}
}

function isPlainText(part: Part): boolean {
	for (const key in part) {
		if (key !== 'text' && key !== 'thought') {
			return false;
		}
	}
	return typeof part.text === 'string';
}

/** What a person reads of a turn: its text without the thoughts. */
export function visibleText(parts: readonly Part[]): string {
	return parts.map(part => (part.thought === true ? '' : (part.text ?? ''))).join('');
}

/** The summaries of the thinking. */
export function thoughtText(parts: readonly Part[]): string {
	return parts.map(part => (part.thought === true ? (part.text ?? '') : '')).join('');
}

/**
 * The parts of a model's turn that call a function and wait for the caller's answer: those that the endpoint
 * has run itself are answered in the same turn (docs/PROTOCOL.md §5).
 */
export function openCalls(parts: readonly Part[]): readonly Part[] {
	const answers = parts.flatMap(({ functionResponse }) => functionResponse ?? []);
	return parts.filter(({ functionCall }) => {
		if (functionCall === undefined) {
			return false;
		}
		const answered = answers.findIndex(({ id, name }) =>
			id === undefined || functionCall.id === undefined
				? name === functionCall.name
				: id === functionCall.id,
		);
		// Two calls of one function without ids are answered by two answers.
		return answered < 0 || answers.splice(answered, 1).length === 0;
	});
}
