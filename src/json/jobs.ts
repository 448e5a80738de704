import type { Prompt } from '../shared/prompt.ts';
import type { Source } from './prompt.ts';

/** Everything that decides what one generation asks for, as plain data: enough to ask again. */
export interface JsonJob {
	/** Of the schema, for people. */
	readonly name: string;
	/** Refers to nothing outside itself. */
	readonly schema: unknown;
	/** Where the schema was read; decides whose settings hold. */
	readonly uri: string | undefined;
	readonly wish: string;
	readonly sources?: readonly Source[] | undefined;
	readonly base: Omit<Prompt, 'contents'>;
}

/** The settings with a seed, so that the same request can be made again. */
export function withSeed(base: Omit<Prompt, 'contents'>, seed: number): Omit<Prompt, 'contents'> {
	return { ...base, generationConfig: { seed, ...base.generationConfig } };
}

/** The settings with other limits, after an answer that met the former ones. */
export function withLimits(
	base: Omit<Prompt, 'contents'>,
	{
		maxOutputTokens,
		thinkingLevel,
	}: Pick<Prompt, 'thinkingLevel'> & { readonly maxOutputTokens?: number | undefined },
): Omit<Prompt, 'contents'> {
	return {
		...base,
		...(thinkingLevel !== undefined && { thinkingLevel }),
		...(maxOutputTokens !== undefined && {
			generationConfig: { ...base.generationConfig, maxOutputTokens },
		}),
	};
}
