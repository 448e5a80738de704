import type { ResponseMeta } from '../shared/events.ts';
import { finishPartialCall, type IsDeclared, releaseHeld } from './callEvents.ts';
import { pushFacts, pushGrounding, pushLogprobs, toRatings } from './candidateFacts.ts';
import {
	type CandidateState,
	createCandidateState,
	emit,
	rewindCandidate,
	secureCandidate,
	type WireEvent,
} from './candidateState.ts';
import type { Chunk, ChunkCandidate } from './chunk.ts';
import { optional } from './json.ts';
import { pushPart } from './partEvents.ts';
import { createUsageMerger } from './usage.ts';

export type { WireEvent } from './candidateState.ts';

/**
 * Turns the chunks of one answer into events; holds what only makes sense over several chunks. An answer
 * may take several requests (docs/PROTOCOL.md §4).
 */
export interface EventMapper {
	/** `isPlain`: what `isPlainChunk` says of the chunk, if it was asked. */
	map(chunk: Chunk, events: WireEvent[], isPlain?: boolean): void;
	/** What was waiting for the end: an unfinished call, grounding whose passages came late. */
	end(events: WireEvent[]): void;
	/** The same when the stream broke: a call whose arguments are not complete is none. */
	abandon(events: WireEvent[]): void;
	/** The response's header about its tier. */
	tier(name: string): readonly WireEvent[];
	/** Another request goes on from the last continuation token. */
	resume(): void;
}

export function createEventMapper(isDeclared: IsDeclared = () => true): EventMapper {
	const candidates = new Map<number, CandidateState>();
	const usage = createUsageMerger();
	let meta: ResponseMeta = {};

	const stateOf = (index: number): CandidateState => {
		let state = candidates.get(index);
		if (state === undefined) {
			state = createCandidateState(index);
			candidates.set(index, state);
		}
		return state;
	};

	return {
		map(chunk, events, isPlain = false) {
			const nextMeta = mergeMeta(meta, chunk);
			if (nextMeta !== meta) {
				meta = nextMeta;
				events.push({ type: 'meta', meta });
			}
			// Looking for what a plain chunk does not hold would cost as much as the rest.
			if (!isPlain) {
				pushBlock(chunk, events);
			}
			for (const candidate of chunk.candidates ?? []) {
				const state = stateOf(candidate.index ?? 0);
				pushParts(candidate, state, isDeclared, events);
				if (!isPlain) {
					pushFacts(candidate, state, events);
					pushCheckpoint(candidate, state, events);
				}
				if (candidate.finishReason) {
					pushFinish(candidate, state, isDeclared, events);
				}
			}
			const merged = usage.merge(chunk.usageMetadata);
			if (merged !== undefined) {
				events.push({ type: 'usage', usage: merged });
			}
		},
		end(events) {
			for (const state of candidates.values()) {
				finishPartialCall(state, isDeclared, events);
				releaseHeld(state, events);
				pushLogprobs(state, events);
				if (state.hasUnplacedSupports) {
					pushGrounding(state, events);
				}
			}
		},
		abandon(events) {
			for (const state of candidates.values()) {
				state.partialCall = undefined;
				releaseHeld(state, events);
			}
		},
		tier(serviceTier) {
			meta = { ...meta, serviceTier };
			return [{ type: 'meta', meta }];
		},
		resume() {
			usage.nextRequest();
			for (const state of candidates.values()) {
				rewindCandidate(state);
			}
		},
	};
}

/** The same object when nothing changed: the facts repeat in every chunk. */
function mergeMeta(meta: ResponseMeta, chunk: Chunk): ResponseMeta {
	const { modelVersion, responseId, createTime, modelStatus } = chunk;
	const isKnown =
		(modelVersion ?? meta.modelVersion) === meta.modelVersion &&
		(responseId ?? meta.responseId) === meta.responseId &&
		(createTime ?? meta.createTime) === meta.createTime &&
		(!modelStatus || meta.modelStatus !== undefined);
	if (isKnown) {
		return meta;
	}
	return {
		...meta,
		...optional('modelVersion', modelVersion),
		...optional('responseId', responseId),
		...optional('createTime', createTime),
		...(modelStatus && {
			modelStatus: {
				...optional('message', modelStatus.message),
				...optional('stage', modelStatus.modelStage),
				...optional('retirementTime', modelStatus.retirementTime),
			},
		}),
	};
}

function pushBlock({ promptFeedback }: Chunk, events: WireEvent[]): void {
	// Feedback that holds nothing but ratings is no block.
	if (promptFeedback?.blockReason) {
		events.push({
			type: 'blocked',
			reason: promptFeedback.blockReason,
			...optional('message', promptFeedback.blockReasonMessage),
			...optional('ratings', toRatings(promptFeedback.safetyRatings)),
		});
	}
}

function pushParts(
	{ content }: ChunkCandidate,
	state: CandidateState,
	isDeclared: IsDeclared,
	events: WireEvent[],
): void {
	const parts = content?.parts;
	if (parts) {
		for (const part of parts) {
			state.texts.push(pushPart(part, state, isDeclared, events));
		}
	}
}

function pushCheckpoint(
	{ continuationToken }: ChunkCandidate,
	state: CandidateState,
	events: WireEvent[],
): void {
	if (continuationToken && state.index === 0) {
		secureCandidate(state);
		emit(state, { type: 'checkpoint', token: continuationToken }, events);
	}
}

function pushFinish(
	candidate: ChunkCandidate,
	state: CandidateState,
	isDeclared: IsDeclared,
	events: WireEvent[],
): void {
	finishPartialCall(state, isDeclared, events);
	pushLogprobs(state, events);
	emit(
		state,
		{
			type: 'finish',
			candidate: state.index,
			reason: candidate.finishReason ?? '',
			...optional('message', candidate.finishMessage),
			...optional('tokenCount', state.tokenCount),
			...optional('continuationToken', candidate.continuationToken),
		},
		events,
	);
}
