import { estimateTextTokens } from '../../gemini/estimateTokens.ts';

export interface FittedFiles {
	readonly files: readonly { readonly path: string; readonly text: string }[];
	/** How many are not among them. */
	readonly leftOut: number;
}

/**
 * The contents of files, from the first on, as long as they fit into so many tokens; what `read` gives no
 * text for (media, a file that is too large or gone) is left out, as is the first that does not fit and all
 * after it.
 */
export async function fitFiles<T extends { readonly path: string }>(
	candidates: readonly T[],
	budget: number,
	read: (file: T) => Promise<string | undefined>,
): Promise<FittedFiles> {
	const files: { path: string; text: string }[] = [];
	let tokens = 0;
	for (const candidate of budget > 0 ? candidates : []) {
		const text = await read(candidate);
		tokens += text === undefined ? 0 : estimateTextTokens(text);
		if (tokens > budget) {
			break;
		}
		if (text !== undefined) {
			files.push({ path: candidate.path, text });
		}
	}
	return { files, leftOut: candidates.length - files.length };
}
