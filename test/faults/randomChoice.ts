import { createRandom as createNumbers } from '../unit/gemini/random.ts';

/** Choices that are the same in every run. */
export interface Random {
	/** A whole number from 0 to `limit` - 1. */
	below(limit: number): number;
	chance(probability: number): boolean;
	pick<T>(choices: readonly T[]): T;
}

export function createRandom(seed: number): Random {
	const next = createNumbers(seed * 7_919 + 17);
	const below = (limit: number) => Math.floor(next() * limit);
	return {
		below,
		chance: probability => next() < probability,
		pick(choices) {
			const choice = choices[below(choices.length)];
			if (choice === undefined) {
				throw new Error('There is nothing to choose from.');
			}
			return choice;
		},
	};
}
