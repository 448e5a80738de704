/** Lines as people count them: from 1, both ends included. */
export interface LineRange {
	readonly first: number;
	readonly last: number;
}

/** What a person pointed at. `cell` is a whole notebook cell, `output` a selection in a terminal. */
export const SUBJECT_KINDS = [
	'selection',
	'symbol',
	'line',
	'problem',
	'file',
	'cell',
	'output',
] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

/** The code that is to be explained, as it was when the person asked. */
export interface Subject {
	readonly kind: SubjectKind;
	/** As people write it: relative to the workspace folder, or the title of an untitled document. */
	readonly path?: string | undefined;
	readonly languageId: string;
	readonly lines?: LineRange | undefined;
	/** Name of the symbol that was found at the cursor. */
	readonly symbol?: string | undefined;
	/** What exactly was marked, when it is less than a line. */
	readonly focus?: string | undefined;
	readonly code: string;
	/** The code is not all of it, and the person knows: they chose this form. `lines` is the count of the whole. */
	readonly cut?:
		| { readonly form: 'beginning' | 'end' | 'outline'; readonly lines: number }
		| undefined;
}

/** `src/a.ts:10-20`, the way links are written; a lone path where there are no lines. */
export function locationOf({ path, lines }: Pick<Subject, 'path' | 'lines'>): string {
	if (lines === undefined) {
		return path ?? '';
	}
	const range = lines.first === lines.last ? `${lines.first}` : `${lines.first}-${lines.last}`;
	return path === undefined ? range : `${path}:${range}`;
}

export function lineCount({ first, last }: LineRange): number {
	return last - first + 1;
}
