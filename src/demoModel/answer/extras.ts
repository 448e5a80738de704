import type { WireCandidate } from '../wire.ts';
import type { Answer } from './answer.ts';
import type { Ask } from './ask.ts';

/** What a request can ask to be told about the answer: safety ratings, log probabilities. */
export function withExtras(answer: Answer, ask: Ask): Answer {
	const { safetySettings = [], generationConfig = {} } = ask.request;
	const ratings = safetySettings.map(({ category }) => ({ category, probability: 'NEGLIGIBLE' }));
	const closing: Partial<WireCandidate> = {
		...answer.closing,
		...(ratings.length > 0 && { safetyRatings: ratings }),
		...(generationConfig.responseLogprobs && logprobs(answer, generationConfig.logprobs ?? 0)),
	};
	return { ...answer, closing };
}

const LIKELIHOODS = [-0.05, -0.4, -0.01, -1.2] as const;

function logprobs(answer: Answer, alternatives: number) {
	const text = answer.parts.map(part => part.text ?? '').join('');
	const tokens = (text.match(/\s*\S+/g) ?? []).slice(0, 64);
	const chosen = tokens.map((token, index) => ({
		token,
		tokenId: 1000 + index,
		logProbability: LIKELIHOODS[index % LIKELIHOODS.length] ?? 0,
	}));
	const sum = chosen.reduce((total, { logProbability }) => total + logProbability, 0);
	return {
		avgLogprobs: sum / Math.max(chosen.length, 1),
		logprobsResult: {
			chosenCandidates: chosen,
			logProbabilitySum: sum,
			...(alternatives > 0 && {
				topCandidates: chosen.map(first => ({
					candidates: Array.from({ length: alternatives }, (_, rank) =>
						rank === 0
							? first
							: { token: `~${rank}`, tokenId: rank, logProbability: first.logProbability - rank },
					),
				})),
			}),
		},
	};
}
