import type { Part } from '../shared/content.ts';
import type {
	Citation,
	Logprobs,
	ModelEvent,
	ResponseMeta,
	SafetyRating,
} from '../shared/events.ts';
import type { Chunk, ChunkCandidate, ChunkGrounding, ChunkPart } from './chunk.ts';
import { buildGrounding, mergeGrounding } from './grounding.ts';
import { createPartialCall, type PartialCall } from './partialArgs.ts';
import { createUsageMerger } from './usage.ts';

/** Turns the chunks of one response into events; holds what only makes sense over several chunks. */
export interface EventMapper {
	map(chunk: Chunk): ModelEvent[];
	/** What was waiting for the end: an unfinished call, grounding whose passages came late. */
	end(): ModelEvent[];
}

interface CandidateState {
	/** Pieces of the visible text, joined only when grounding needs positions. */
	readonly text: string[];
	readonly citations: Citation[];
	partialCall: PartialCall | undefined;
	grounding: ChunkGrounding | undefined;
	hasUnplacedSupports: boolean;
}

export function createEventMapper(): EventMapper {
	const candidates = new Map<number, CandidateState>();
	const usage = createUsageMerger();
	let meta: ResponseMeta = {};

	const stateOf = (index: number): CandidateState => {
		const known = candidates.get(index);
		if (known !== undefined) {
			return known;
		}
		const created: CandidateState = {
			text: [],
			citations: [],
			partialCall: undefined,
			grounding: undefined,
			hasUnplacedSupports: false,
		};
		candidates.set(index, created);
		return created;
	};

	return {
		map(chunk) {
			const events: ModelEvent[] = [];
			const nextMeta = mergeMeta(meta, chunk);
			if (nextMeta !== meta) {
				meta = nextMeta;
				events.push({ type: 'meta', meta });
			}
			pushBlock(chunk, events);
			for (const candidate of chunk.candidates ?? []) {
				const index = candidate.index ?? 0;
				pushCandidate(candidate, index, stateOf(index), events);
			}
			const merged = usage.merge(chunk.usageMetadata);
			if (merged !== undefined) {
				events.push({ type: 'usage', usage: merged });
			}
			return events;
		},
		end() {
			const events: ModelEvent[] = [];
			for (const [index, state] of candidates) {
				finishPartialCall(index, state, events);
				if (state.hasUnplacedSupports) {
					pushGrounding(index, state, events);
				}
			}
			return events;
		},
	};
}

function mergeMeta(meta: ResponseMeta, chunk: Chunk): ResponseMeta {
	const modelVersion = chunk.modelVersion ?? meta.modelVersion;
	const responseId = chunk.responseId ?? meta.responseId;
	const createTime = chunk.createTime ?? meta.createTime;
	const same =
		modelVersion === meta.modelVersion &&
		responseId === meta.responseId &&
		createTime === meta.createTime;
	return same ? meta : { modelVersion, responseId, createTime };
}

function pushBlock({ promptFeedback }: Chunk, events: ModelEvent[]): void {
	// Feedback that holds nothing but ratings is no block.
	if (promptFeedback?.blockReason) {
		events.push({
			type: 'blocked',
			reason: promptFeedback.blockReason,
			message: promptFeedback.blockReasonMessage ?? undefined,
			ratings: ratingsOf(promptFeedback.safetyRatings),
		});
	}
}

function pushCandidate(
	candidate: ChunkCandidate,
	index: number,
	state: CandidateState,
	events: ModelEvent[],
): void {
	const parts = candidate.content?.parts;
	if (parts) {
		for (const part of parts) {
			pushPart(part, index, state, events);
		}
	}
	pushMetadata(candidate, index, state, events);
	if (candidate.finishReason) {
		finishPartialCall(index, state, events);
		events.push({
			type: 'finish',
			candidate: index,
			reason: candidate.finishReason,
			message: candidate.finishMessage ?? undefined,
		});
	}
}

/** Most chunks carry text and nothing else: the rarer fields are looked at only when one is there. */
function pushMetadata(
	candidate: ChunkCandidate,
	index: number,
	state: CandidateState,
	events: ModelEvent[],
): void {
	const ratings = ratingsOf(candidate.safetyRatings);
	if (ratings !== undefined) {
		events.push({ type: 'safety', candidate: index, ratings });
	}
	const citations = citationsOf(candidate);
	if (citations.length > 0) {
		addCitations(state.citations, citations);
		events.push({ type: 'citations', candidate: index, citations: [...state.citations] });
	}
	if (candidate.groundingMetadata && Object.keys(candidate.groundingMetadata).length > 0) {
		state.grounding = mergeGrounding(state.grounding, candidate.groundingMetadata);
		pushGrounding(index, state, events);
	}
	const urls = candidate.urlContextMetadata?.urlMetadata;
	if (urls?.length) {
		events.push({
			type: 'urlContext',
			candidate: index,
			urls: urls.map(({ retrievedUrl, urlRetrievalStatus }) => ({
				url: retrievedUrl ?? undefined,
				status: urlRetrievalStatus ?? 'URL_RETRIEVAL_STATUS_UNSPECIFIED',
			})),
		});
	}
	const logprobs = logprobsOf(candidate);
	if (logprobs !== undefined) {
		events.push({ type: 'logprobs', candidate: index, logprobs });
	}
}

function pushGrounding(index: number, state: CandidateState, events: ModelEvent[]): void {
	if (state.grounding === undefined) {
		return;
	}
	const grounding = buildGrounding(state.grounding, state.text.join(''));
	state.hasUnplacedSupports = grounding.supports.some(({ start }) => start === undefined);
	events.push({ type: 'grounding', candidate: index, grounding });
}

function pushPart(
	raw: ChunkPart,
	candidate: number,
	state: CandidateState,
	events: ModelEvent[],
): void {
	const part = verbatim(raw);
	if (raw.functionCall) {
		pushFunctionCall(raw, part, candidate, state, events);
	} else if (raw.text && !raw.thought) {
		state.text.push(raw.text);
		events.push({ type: 'text', candidate, text: raw.text, part });
	} else if (raw.text) {
		events.push({ type: 'thought', candidate, text: raw.text, part });
	} else if (part.inlineData) {
		events.push({
			type: 'media',
			candidate,
			media: part.inlineData,
			draft: raw.thought === true,
			part,
		});
	} else if (part.executableCode) {
		events.push({ type: 'executableCode', candidate, code: part.executableCode, part });
	} else if (part.codeExecutionResult) {
		events.push({
			type: 'codeExecutionResult',
			candidate,
			result: part.codeExecutionResult,
			part,
		});
	} else if (part.toolCall ?? part.toolResponse) {
		events.push({
			type: 'serverTool',
			candidate,
			trace: part.toolCall ?? part.toolResponse ?? {},
			part,
		});
	} else if (hasData(part)) {
		events.push({ type: 'part', candidate, part });
	}
}

/** An empty text without a signature says nothing; everything else is worth keeping. */
function hasData(part: Part): boolean {
	return Object.entries(part).some(
		([key, value]) => value !== '' && value !== null && key !== 'thought',
	);
}

function pushFunctionCall(
	raw: ChunkPart,
	part: Part,
	candidate: number,
	state: CandidateState,
	events: ModelEvent[],
): void {
	const { name, partialArgs, willContinue } = raw.functionCall ?? {};
	const isPartial = Boolean(partialArgs || willContinue || !name);
	if (name) {
		finishPartialCall(candidate, state, events);
	}
	if (!isPartial) {
		const call = part.functionCall;
		if (call !== undefined) {
			events.push({ type: 'functionCall', candidate, call, part });
		}
		return;
	}
	if (name) {
		state.partialCall = createPartialCall(part);
	}
	state.partialCall?.add(partialArgs ?? []);
	if (!willContinue) {
		finishPartialCall(candidate, state, events);
	}
}

function finishPartialCall(candidate: number, state: CandidateState, events: ModelEvent[]): void {
	const part = state.partialCall?.finish();
	state.partialCall = undefined;
	if (part?.functionCall !== undefined) {
		events.push({ type: 'functionCall', candidate, call: part.functionCall, part });
	}
}

/** The check has said that the shape fits; `null` fields count as absent for every reader. */
function verbatim(raw: ChunkPart): Part {
	for (const value of Object.values(raw)) {
		if (value === null) {
			return Object.fromEntries(Object.entries(raw).filter(([, each]) => each !== null));
		}
	}
	return raw as Part;
}

function ratingsOf(ratings: ChunkCandidate['safetyRatings']): SafetyRating[] | undefined {
	return ratings?.length
		? ratings.map(({ category, probability, blocked }) => ({
				category,
				probability: probability ?? undefined,
				blocked: blocked ?? undefined,
			}))
		: undefined;
}

function citationsOf({ citationMetadata }: ChunkCandidate): Citation[] {
	const found = citationMetadata?.citationSources ?? citationMetadata?.citations ?? [];
	return found.map(({ startIndex, endIndex, uri, title, license, publicationDate }) => ({
		startIndex: startIndex ?? undefined,
		endIndex: endIndex ?? undefined,
		uri: uri ?? undefined,
		title: title ?? undefined,
		license: license ?? undefined,
		publicationDate: publicationDate ? isoDate(publicationDate) : undefined,
	}));
}

function isoDate(date: {
	year?: number | null | undefined;
	month?: number | null | undefined;
	day?: number | null | undefined;
}): string {
	const known: string[] = [];
	for (const [value, digits] of [
		[date.year, 4],
		[date.month, 2],
		[date.day, 2],
	] as const) {
		if (!value) {
			break;
		}
		known.push(String(value).padStart(digits, '0'));
	}
	return known.join('-');
}

/** Chunks may repeat a citation or bring further ones. */
function addCitations(known: Citation[], more: readonly Citation[]): void {
	for (const citation of more) {
		const repeated = known.some(
			({ startIndex, endIndex, uri }) =>
				startIndex === citation.startIndex &&
				endIndex === citation.endIndex &&
				uri === citation.uri,
		);
		if (!repeated) {
			known.push(citation);
		}
	}
}

function logprobsOf({ avgLogprobs, logprobsResult }: ChunkCandidate): Logprobs | undefined {
	if (avgLogprobs == null && !logprobsResult) {
		return undefined;
	}
	const token = (each: {
		token?: string | null | undefined;
		logProbability?: number | null | undefined;
	}) => ({
		token: each.token ?? '',
		logProbability: each.logProbability ?? 0,
	});
	return {
		average: avgLogprobs ?? undefined,
		chosen: logprobsResult?.chosenCandidates?.map(token),
		top: logprobsResult?.topCandidates?.map(({ candidates }) => (candidates ?? []).map(token)),
	};
}
