import type { ErrorInfo } from '../shared/errorInfo.ts';
import { type Endpoint, providerOf } from './endpoint.ts';
import { GeminiError } from './errors.ts';
import { KNOWN_MODELS } from './knownModels.ts';
import {
	guessCapabilities,
	isGeminiFamily,
	type ModelEntry,
	type ModelInfo,
	type ModelSource,
} from './modelInfo.ts';
import { generationOf } from './modelName.ts';
import { catalogueModels, nativeModels, openAiModels } from './modelSources.ts';
import { choosableLevels } from './thinking.ts';
import type { TransportOptions } from './transport.ts';

export type { ModelInfo } from './modelInfo.ts';

/** What an endpoint offered at a time: plain data, to be kept by the caller and given back as `cached`. */
export interface Catalogue {
	/** The endpoint that was asked. */
	readonly baseUrl: string;
	/** Milliseconds since the epoch. */
	readonly fetchedAt: number;
	/** Gemini's first, then by name. */
	readonly models: readonly ModelInfo[];
	/** Sources that said nothing, and why. */
	readonly failures: Partial<Readonly<Record<ModelSource, ErrorInfo>>>;
}

export interface ListOptions extends TransportOptions {
	/** A former answer, returned as it is while it is younger than `maxAgeMs` (24 hours), and when all fails. */
	readonly cached?: Catalogue | undefined;
	readonly maxAgeMs?: number | undefined;
}

const DAY_MS = 24 * 60 * 60 * 1_000;

/**
 * The models of an endpoint, from everything that tells of them (docs/PROTOCOL.md §11): the native list, else
 * `/v1/models`, else CometAPI's catalogue say which there are; the others add what they know. A source that
 * fails is passed over; when all do, the built-in table is offered.
 * @throws GeminiError `aborted` only.
 */
export async function listModels(endpoint: Endpoint, options: ListOptions): Promise<Catalogue> {
	const now = (options.now ?? Date.now)();
	const { cached, maxAgeMs = DAY_MS } = options;
	const former = cached?.baseUrl === endpoint.baseUrl ? cached : undefined;
	if (former !== undefined && isFresh(former, now, maxAgeMs)) {
		return former;
	}
	const failures: Partial<Record<ModelSource, ErrorInfo>> = {};
	const ask = async (source: ModelSource, list: typeof nativeModels) => {
		try {
			return await list(endpoint, options);
		} catch (error) {
			if (!(error instanceof GeminiError) || error.kind === 'aborted') {
				throw error;
			}
			failures[source] = error.info;
			return [];
		}
	};
	const provider = providerOf(endpoint.baseUrl);
	const isGateway = provider === 'comet' || provider === 'other';
	const [native, openai, catalogue] = await Promise.all([
		ask('native', nativeModels),
		isGateway ? ask('openai', openAiModels) : [],
		isGateway ? ask('catalogue', catalogueModels) : [],
	]);
	const leading = [native, openai, catalogue].find(entries => entries.length > 0);
	if (leading === undefined && former !== undefined) {
		return { ...former, failures };
	}
	const models = mergeModels(
		leading ?? KNOWN_MODELS,
		[native, openai, catalogue, KNOWN_MODELS],
		// Gateways list what they have of others in the native form too.
		id => isGeminiFamily(id) || provider === 'google',
	);
	return { baseUrl: endpoint.baseUrl, fetchedAt: now, models, failures };
}

/** A clock that was set back makes an answer from the future, which is not fresh either. */
function isFresh({ fetchedAt }: Catalogue, now: number, maxAgeMs: number): boolean {
	return now - fetchedAt < maxAgeMs && fetchedAt <= now;
}

function mergeModels(
	leading: readonly ModelEntry[],
	sources: readonly (readonly ModelEntry[])[],
	isFamily: (id: string) => boolean,
): ModelInfo[] {
	const byId = sources.map(entries => new Map(entries.map(entry => [entry.id, entry])));
	const ids = new Set(leading.map(({ id }) => id));
	return [...ids]
		.map(id => {
			const entries = byId.flatMap(known => known.get(id) ?? []);
			return { ...mergeEntries(id, entries), isGemini: isFamily(id) };
		})
		.sort(inOrder);
}

/** Gemini's before others, the newest generation first. */
function inOrder(a: ModelInfo, b: ModelInfo): number {
	const generations = [generationOf(b.id), generationOf(a.id)] as const;
	return (
		Number(b.isGemini) - Number(a.isGemini) ||
		(generations[0] === generations[1] ? 0 : generations[0] - generations[1]) ||
		b.id.localeCompare(a.id, 'en', { numeric: true })
	);
}

/** What an earlier source says wins. */
function mergeEntries(id: string, entries: readonly ModelEntry[]): Omit<ModelInfo, 'isGemini'> {
	let facts: Partial<ModelEntry> = {};
	let capabilities = guessCapabilities(id);
	for (const entry of entries.toReversed()) {
		facts = { ...facts, ...entry };
		capabilities = { ...capabilities, ...entry.capabilities };
	}
	const { source: _source, ...rest } = facts;
	return {
		...rest,
		id,
		thinkingLevels: choosableLevels(id),
		capabilities,
		sources: entries.map(({ source }) => source),
	};
}
