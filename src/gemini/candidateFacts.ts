import type { Citation, SafetyRating, TokenLogprob, UrlContext } from '../shared/events.ts';
import { type CandidateState, emit, snapshotLogprobs, type WireEvent } from './candidateState.ts';
import type { ChunkCandidate } from './chunk.ts';
import { buildGrounding, mergeGrounding } from './grounding.ts';
import { optional } from './json.ts';

/** What a chunk says about a candidate beside its content (docs/PROTOCOL.md §4). */
export function pushFacts(
	candidate: ChunkCandidate,
	state: CandidateState,
	events: WireEvent[],
): void {
	const { index } = state;
	const ratings = toRatings(candidate.safetyRatings);
	if (ratings !== undefined) {
		emit(state, { type: 'safety', candidate: index, ratings }, events);
	}
	if (candidate.citationMetadata && addCitations(state.citations, candidate.citationMetadata)) {
		emit(state, { type: 'citations', candidate: index, citations: [...state.citations] }, events);
	}
	if (candidate.groundingMetadata && Object.keys(candidate.groundingMetadata).length > 0) {
		state.grounding = mergeGrounding(state.grounding, candidate.groundingMetadata);
		pushGrounding(state, events);
	}
	const urls = candidate.urlContextMetadata?.urlMetadata;
	if (urls?.length) {
		emit(state, { type: 'urlContext', candidate: index, urls: urls.map(toUrlContext) }, events);
	}
	addLogprobs(state, candidate);
	state.tokenCount = candidate.tokenCount ?? state.tokenCount;
}

export function pushGrounding(state: CandidateState, events: WireEvent[]): void {
	if (state.grounding === undefined) {
		return;
	}
	const grounding = buildGrounding(state.grounding, state.texts);
	state.hasUnplacedSupports = grounding.supports.some(({ start }) => start === undefined);
	emit(state, { type: 'grounding', candidate: state.index, grounding }, events);
}

/** Log-probabilities come in slices; they are told once, when the candidate or the stream ends. */
export function pushLogprobs(state: CandidateState, events: WireEvent[]): void {
	if (state.logprobs.hasNews) {
		state.logprobs.hasNews = false;
		const logprobs = snapshotLogprobs(state.logprobs);
		emit(state, { type: 'logprobs', candidate: state.index, logprobs }, events);
	}
}

export function toRatings(ratings: ChunkCandidate['safetyRatings']): SafetyRating[] | undefined {
	if (!ratings?.length) {
		return undefined;
	}
	const known = ratings.flatMap(rating => {
		const { category } = rating;
		// Vertex fills the list of an image with empty objects.
		return category
			? [
					{
						category,
						...optional('probability', rating.probability),
						...optional('blocked', rating.blocked),
						...optional('probabilityScore', rating.probabilityScore),
						...optional('severity', rating.severity),
						...optional('severityScore', rating.severityScore),
						...optional('overwrittenThreshold', rating.overwrittenThreshold),
					},
				]
			: [];
	});
	return known.length > 0 ? known : undefined;
}

type RawUrl = NonNullable<NonNullable<ChunkCandidate['urlContextMetadata']>['urlMetadata']>[number];

function toUrlContext({ retrievedUrl, urlRetrievalStatus }: RawUrl): UrlContext {
	return {
		...optional('url', retrievedUrl),
		status: urlRetrievalStatus ?? 'URL_RETRIEVAL_STATUS_UNSPECIFIED',
	};
}

type RawCitations = NonNullable<ChunkCandidate['citationMetadata']>;
type RawCitation = NonNullable<RawCitations['citations']>[number];

/** The union of both shapes over all chunks, which may repeat a citation; whether there was a new one. */
function addCitations(known: Citation[], { citationSources, citations }: RawCitations): boolean {
	const before = known.length;
	for (const raw of [...(citationSources ?? []), ...(citations ?? [])]) {
		const citation = toCitation(raw);
		const isKnown = known.some(
			({ startIndex, endIndex, uri, title }) =>
				startIndex === citation.startIndex &&
				endIndex === citation.endIndex &&
				uri === citation.uri &&
				title === citation.title,
		);
		if (!isKnown) {
			known.push(citation);
		}
	}
	return known.length > before;
}

function toCitation(raw: RawCitation): Citation {
	return {
		...optional('startIndex', raw.startIndex),
		...optional('endIndex', raw.endIndex),
		...optional('uri', raw.uri),
		...optional('title', raw.title),
		...optional('license', raw.license || undefined),
		...(raw.publicationDate && optional('publicationDate', isoDate(raw.publicationDate))),
	};
}

function isoDate({
	year,
	month,
	day,
}: NonNullable<RawCitation['publicationDate']>): string | undefined {
	const pad = (value: number, digits: number) => String(value).padStart(digits, '0');
	if (!year) {
		return undefined;
	}
	if (!month) {
		return pad(year, 4);
	}
	return day
		? `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`
		: `${pad(year, 4)}-${pad(month, 2)}`;
}

interface RawLogprob {
	readonly token?: string | null | undefined;
	readonly tokenId?: number | null | undefined;
	readonly logProbability?: number | null | undefined;
}

function addLogprobs({ logprobs }: CandidateState, candidate: ChunkCandidate): void {
	const { avgLogprobs, logprobsResult } = candidate;
	if (typeof avgLogprobs === 'number') {
		logprobs.average = avgLogprobs;
		logprobs.hasNews = true;
	}
	if (!logprobsResult) {
		return;
	}
	logprobs.hasNews = true;
	logprobs.sum = logprobsResult.logProbabilitySum ?? logprobs.sum;
	for (const each of logprobsResult.chosenCandidates ?? []) {
		logprobs.chosen.push(toLogprob(each));
	}
	for (const { candidates } of logprobsResult.topCandidates ?? []) {
		logprobs.top.push((candidates ?? []).map(toLogprob));
	}
}

function toLogprob({ token, tokenId, logProbability }: RawLogprob): TokenLogprob {
	return {
		token: token ?? '',
		...optional('tokenId', tokenId),
		logProbability: logProbability ?? 0,
	};
}
