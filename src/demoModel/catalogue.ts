import { listedModels, type Model } from './models.ts';
import { googleRefusal } from './refusal.ts';

/** `GET /v1beta/models`: one page of Google's list. */
export function nativeModelPage(query: URLSearchParams) {
	const models = listedModels();
	const size = Math.min(Math.max(Number(query.get('pageSize') ?? 50), 1), 1000);
	const start = Number(query.get('pageToken') ?? 0);
	const next = start + size;
	return {
		models: models.slice(start, next).map(nativeModel),
		...(next < models.length && { nextPageToken: String(next) }),
	};
}

export function nativeModel(model: Model) {
	return {
		name: `models/${model.id}`,
		version: String(model.generation),
		displayName: displayName(model.id),
		description: `${displayName(model.id)}, answered by the demo model`,
		inputTokenLimit: model.inputTokenLimit,
		outputTokenLimit: model.outputTokenLimit,
		supportedGenerationMethods:
			model.kind === 'embedding'
				? ['embedContent']
				: ['generateContent', 'countTokens', 'createCachedContent', 'batchGenerateContent'],
		temperature: 1,
		topP: 0.95,
		topK: 64,
		maxTemperature: 2,
		...(model.thinking.control !== 'none' && { thinking: true }),
	};
}

function displayName(id: string): string {
	return id.replace(/(^|-)([a-z\d])/g, (_, dash: string, letter: string) => {
		return `${dash === '' ? '' : ' '}${letter.toUpperCase()}`;
	});
}

/** `GET /v1/models`: OpenAI's form. */
export function openAiModels() {
	return {
		object: 'list',
		data: listedModels().map(({ id }) => ({
			id,
			object: 'model',
			created: 1_763_000_000,
			owned_by: 'google',
		})),
	};
}

const FEATURES: Readonly<Record<Model['kind'], readonly string[]>> = {
	text: ['text-to-text', 'image-to-text'],
	image: ['text-to-image', 'image-to-image'],
	speech: ['text-to-speech'],
	embedding: ['text-to-embedding'],
};

/** `GET /api/models`: CometAPI's public catalogue with prices. */
export function cometCatalogue() {
	const models = listedModels();
	return {
		success: true,
		page: 1,
		page_size: models.length,
		total: models.length,
		data: models.map(({ id, kind, price }) => ({
			id,
			provider: 'google',
			model_type: kind,
			features: FEATURES[kind],
			pricing: {
				currency: 'USD / M Tokens',
				input: price.input,
				output: price.output,
				per_request: null,
				per_second: null,
			},
			api_doc_url: 'https://apidoc.cometapi.com/api/text/gemini-generating-content',
		})),
	};
}

export function modelNotFound(id: string, method = 'generateContent') {
	const message = `models/${id} is not found for API version v1beta, or is not supported for ${method}. Call ListModels to see the list of available models and their supported methods.`;
	return googleRefusal(404, message, [
		{
			'@type': 'type.googleapis.com/google.rpc.DebugInfo',
			detail: `[ORIGINAL ERROR] generic::not_found: ${message}`,
		},
	]);
}
