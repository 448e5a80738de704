import type { Citation, Logprobs, ModelEvent, TokenLogprob } from '../shared/events.ts';
import type { ChunkGrounding } from './chunk.ts';
import type { PartialCall } from './partialArgs.ts';

/** An event of the engine: what callers see, and the places from which an answer can be continued. */
export type WireEvent = ModelEvent | { readonly type: 'checkpoint'; readonly token: string };

/** What the chunks of one candidate add up to, as far as later chunks need it. */
export interface CandidateState {
	readonly index: number;
	/**
	 * The visible text of each part, for the positions of grounding. Most answers have none, so it is joined
	 * only when there are some.
	 */
	readonly texts: string[];
	/** How many of `texts` stood before the last continuation token. */
	safeTexts: number;
	readonly citations: Citation[];
	readonly logprobs: LogprobState;
	tokenCount: number | undefined;
	partialCall: PartialCall | undefined;
	grounding: ChunkGrounding | undefined;
	hasUnplacedSupports: boolean;
	/** Events that wait until it is known who answers a call, in order; see callEvents. */
	held: WireEvent[] | undefined;
}

interface LogprobState {
	average: number | undefined;
	sum: number | undefined;
	readonly chosen: TokenLogprob[];
	readonly top: (readonly TokenLogprob[])[];
	/** How many of `chosen` and `top` came before the last continuation token. */
	safe: { readonly chosen: number; readonly top: number };
	hasNews: boolean;
}

export function createCandidateState(index: number): CandidateState {
	return {
		index,
		texts: [],
		safeTexts: 0,
		citations: [],
		logprobs: {
			average: undefined,
			sum: undefined,
			chosen: [],
			top: [],
			safe: { chosen: 0, top: 0 },
			hasNews: false,
		},
		tokenCount: undefined,
		partialCall: undefined,
		grounding: undefined,
		hasUnplacedSupports: false,
		held: undefined,
	};
}

/** All there is stands before the newest continuation token, and will not come again. */
export function secureCandidate(state: CandidateState): void {
	state.safeTexts = state.texts.length;
	const { chosen, top } = state.logprobs;
	state.logprobs.safe = { chosen: chosen.length, top: top.length };
}

/** Forgets what came after the last continuation token, since it will come again. */
export function rewindCandidate(state: CandidateState): void {
	state.texts.length = state.safeTexts;
	const { chosen, top, safe } = state.logprobs;
	chosen.length = safe.chosen;
	top.length = safe.top;
	state.partialCall = undefined;
	state.held = undefined;
}

/** Emits an event of the candidate, behind those that are held back. */
export function emit(state: CandidateState, event: WireEvent, events: WireEvent[]): void {
	(state.held ?? events).push(event);
}

export function snapshotLogprobs({ average, sum, chosen, top }: LogprobState): Logprobs {
	return {
		average,
		sum,
		chosen: chosen.length > 0 ? [...chosen] : undefined,
		top: top.length > 0 ? [...top] : undefined,
	};
}
