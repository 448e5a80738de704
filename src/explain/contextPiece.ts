/** In the order in which they are dropped last: what comes first is worth most. */
export const CONTEXT_KINDS = [
	'problems',
	'symbol',
	'signatures',
	'imports',
	'surroundings',
] as const;
export type ContextKind = (typeof CONTEXT_KINDS)[number];

/** Something beside the code that makes the answer right. */
export interface ContextPiece {
	readonly kind: ContextKind;
	/** For the person, e.g. “2 problems”. */
	readonly title: string;
	/** For the model: a line that says what it is, and the content in a fence. */
	readonly text: string;
	/** An estimate. */
	readonly tokens: number;
	/** It is what was asked about: no budget leaves it out. */
	readonly isRequired?: boolean | undefined;
}

/** What goes along and what does not. */
export interface FittedContext {
	readonly sent: readonly ContextPiece[];
	readonly leftOut: readonly ContextPiece[];
}

/** Takes pieces in the order of their worth while they fit into what the code leaves of the budget. */
export function fitBudget(
	pieces: readonly ContextPiece[],
	budget: number,
	codeTokens: number,
): FittedContext {
	const order = (piece: ContextPiece) => CONTEXT_KINDS.indexOf(piece.kind);
	let left = budget - codeTokens;
	const sent: ContextPiece[] = [];
	const leftOut: ContextPiece[] = [];
	for (const piece of pieces.toSorted((a, b) => order(a) - order(b))) {
		if (piece.tokens <= left || piece.isRequired === true) {
			left -= piece.tokens;
			sent.push(piece);
		} else {
			leftOut.push(piece);
		}
	}
	return { sent, leftOut };
}
