/** One run of equally coloured characters of a line of code. */
export interface ColorToken {
	/** UTF-16 length. */
	readonly length: number;
	/** `#rrggbb` or `#rrggbbaa`; the block's own colour when absent. */
	readonly color?: string | undefined;
	/** TextMate's bits: 1 italic, 2 bold, 4 underline, 8 strikethrough. */
	readonly fontStyle?: number | undefined;
}

export type TokenLine = readonly ColorToken[];
