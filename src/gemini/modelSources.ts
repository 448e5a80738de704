import type { Endpoint } from './endpoint.ts';
import { isGoogle } from './endpoint.ts';
import { geminiError } from './errors.ts';
import { fetchJson } from './fetchJson.ts';
import { isRecord, optional, stringOf } from './json.ts';
import type { ModelEntry, ModelPrice } from './modelInfo.ts';
import { bareModelId } from './modelName.ts';
import type { TransportOptions } from './transport.ts';

/** A list that never ends must not be read for ever. */
const MAX_PAGES = 20;

/** The native list, all pages: the models that can generate. @throws GeminiError */
export async function nativeModels(
	endpoint: Endpoint,
	options: TransportOptions,
): Promise<readonly ModelEntry[]> {
	const entries: ModelEntry[] = [];
	let pageToken: string | undefined;
	for (let page = 0; page < MAX_PAGES; page++) {
		const query = pageToken === undefined ? '' : `&pageToken=${encodeURIComponent(pageToken)}`;
		const url = `${endpoint.baseUrl}/v1beta/models?pageSize=1000${query}`;
		const answer = await fetchJson(url, endpoint, { method: 'GET' }, options);
		entries.push(...listOf(answer, 'models').flatMap(toNativeEntry));
		pageToken = isRecord(answer) ? stringOf(answer['nextPageToken']) : undefined;
		if (!pageToken) {
			break;
		}
	}
	return entries;
}

function toNativeEntry(raw: Record<string, unknown>): ModelEntry[] {
	const name = stringOf(raw['name']);
	const methods = raw['supportedGenerationMethods'];
	// `streamGenerateContent` is not listed by any endpoint; without a list of methods, all are assumed.
	if (!name || (Array.isArray(methods) && !methods.includes('generateContent'))) {
		return [];
	}
	const stage = stageOf(raw['modelStage']);
	return [
		{
			id: bareModelId(name),
			source: 'native',
			...optional('displayName', stringOf(raw['displayName'])),
			...optional('description', stringOf(raw['description'])),
			...optional('inputTokenLimit', countOf(raw['inputTokenLimit'])),
			...optional('outputTokenLimit', countOf(raw['outputTokenLimit'])),
			...optional('retirement', stage),
			...(raw['thinking'] === true && { capabilities: { thinking: true } }),
		},
	];
}

function stageOf(stage: unknown): string | undefined {
	const word = isRecord(stage) ? stage['modelStage'] : stage;
	return typeof word === 'string' && /DEPRECATED|RETIR|LEGACY/.test(word) ? word : undefined;
}

/** The models that the key may use, as OpenAI-like gateways list them. @throws GeminiError */
export async function openAiModels(
	endpoint: Endpoint,
	options: TransportOptions,
): Promise<readonly ModelEntry[]> {
	const authHeader = isGoogle(endpoint.baseUrl) ? endpoint.authHeader : 'bearer';
	const url = `${endpoint.baseUrl}/v1/models`;
	const answer = await fetchJson(url, { ...endpoint, authHeader }, { method: 'GET' }, options);
	return listOf(answer, 'data').flatMap(raw => {
		const id = stringOf(raw['id']);
		return id
			? [{ id: bareModelId(id), source: 'openai' as const, ...optional('owner', ownerOf(raw)) }]
			: [];
	});
}

function ownerOf(raw: Record<string, unknown>): string | undefined {
	return stringOf(raw['owned_by']) || undefined;
}

/** CometAPI's public catalogue, with prices. The key stays at home. @throws GeminiError */
export async function catalogueModels(
	endpoint: Endpoint,
	options: TransportOptions,
): Promise<readonly ModelEntry[]> {
	const entries: ModelEntry[] = [];
	const open: Endpoint = { ...endpoint, apiKey: undefined };
	for (let page = 1; page <= MAX_PAGES; page++) {
		const query = page === 1 ? '' : `?page=${page}`;
		const answer = await fetchJson(
			`${endpoint.baseUrl}/api/models${query}`,
			open,
			{ method: 'GET' },
			options,
		);
		const before = entries.length;
		const known = new Set(entries.map(({ id }) => id));
		const news = listOf(answer, 'data')
			.flatMap(toCatalogueEntry)
			.filter(({ id }) => !known.has(id));
		entries.push(...news);
		const total = isRecord(answer) ? Number(answer['total']) : 0;
		if (entries.length === before || !(entries.length < total)) {
			break;
		}
	}
	return entries;
}

function toCatalogueEntry(raw: Record<string, unknown>): ModelEntry[] {
	const id = stringOf(raw['id']);
	if (!id) {
		return [];
	}
	const features = Array.isArray(raw['features']) ? raw['features'].map(String) : [];
	const drawsImages =
		raw['model_type'] === 'image' || features.some(feature => /-to-image$/.test(feature));
	return [
		{
			id: bareModelId(id),
			source: 'catalogue',
			...optional('owner', stringOf(raw['provider'])),
			...optional('price', priceOf(raw['pricing'])),
			...(drawsImages && { capabilities: { imageOutput: true } }),
		},
	];
}

function priceOf(raw: unknown): ModelPrice | undefined {
	if (!isRecord(raw) || !/^USD\b/.test(stringOf(raw['currency']) ?? 'USD')) {
		return undefined;
	}
	const price = {
		...optional('inputPerMillion', amountOf(raw['input'])),
		...optional('outputPerMillion', amountOf(raw['output'])),
		...optional('perRequest', amountOf(raw['per_request'])),
		...optional('perSecond', amountOf(raw['per_second'])),
	};
	return Object.keys(price).length === 0 ? undefined : price;
}

function amountOf(value: unknown): number | undefined {
	const amount = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	return typeof amount === 'number' && Number.isFinite(amount) && amount >= 0 ? amount : undefined;
}

function countOf(value: unknown): number | undefined {
	const count = amountOf(value);
	return count !== undefined && count > 0 ? Math.floor(count) : undefined;
}

function listOf(answer: unknown, field: string): Record<string, unknown>[] {
	const list = isRecord(answer) ? answer[field] : undefined;
	if (!Array.isArray(list)) {
		throw geminiError(
			'protocol',
			'The endpoint answered with something that is no list of models.',
			{
				code: 'NOT_AN_API',
			},
		);
	}
	return list.filter(isRecord);
}
