import type { Model } from '../models.ts';
import { googleRefusal, invalidArgument } from '../refusal.ts';
import { partTokens, textTokens } from '../tokens.ts';
import { checkContents } from './checkContents.ts';
import { checkGeneration } from './checkGeneration.ts';
import { checkTools } from './checkTools.ts';
import { checkTurns } from './checkTurns.ts';
import type { GenerateRequest } from './requestSchema.ts';

/** Everything that is wrong beyond names and types; throws a `Refusal` at the first. */
export function checkRequest(request: GenerateRequest, model: Model): void {
	const { contents = [], generationConfig, safetySettings = [], continuationToken } = request;
	if (model.kind === 'embedding') {
		throw googleRefusal(
			404,
			`models/${model.id} is not found for API version v1beta, or is not supported for generateContent. Call ListModels to see the list of available models and their supported methods.`,
		);
	}
	checkContents(contents, model);
	checkGeneration(generationConfig ?? {}, model);
	checkTools(request, model);
	checkTurns(contents, model);
	checkCategories(safetySettings.map(each => each.category));
	checkCache(request);
	if (continuationToken !== undefined && model.generation < 4) {
		throw invalidArgument('Continuation is not supported for this model.');
	}
	const tokens = promptTokens(request);
	if (tokens > model.inputTokenLimit) {
		throw invalidArgument(
			`The input token count (${tokens}) exceeds the maximum number of tokens allowed (${model.inputTokenLimit}).`,
		);
	}
}

function checkCategories(categories: readonly string[]): void {
	const twice = categories.find((each, index) => categories.indexOf(each) !== index);
	if (twice !== undefined) {
		throw invalidArgument(
			`* GenerateContentRequest.safety_settings: Duplicate safety setting for category ${twice}.\n`,
		);
	}
}

/** No content is cached here, so every name is unknown. */
function checkCache(request: GenerateRequest): void {
	if (request.cachedContent === undefined) {
		return;
	}
	if (request.systemInstruction || request.tools || request.toolConfig) {
		throw invalidArgument(
			'CachedContent can not be used with GenerateContent request setting system_instruction, tools or tool_config.',
		);
	}
	throw googleRefusal(404, `Not found: cache content metadata ${request.cachedContent}.`);
}

/** What the request counts as input: turns, system instruction, tools and schemas. */
export function promptTokens(request: GenerateRequest): number {
	const parts = [
		...(request.systemInstruction?.parts ?? []),
		...(request.contents ?? []).flatMap(each => each.parts ?? []),
	];
	const { responseSchema, responseJsonSchema } = request.generationConfig ?? {};
	const extras = [request.tools, responseSchema, responseJsonSchema].filter(Boolean);
	return parts
		.map(partTokens)
		.concat(extras.map(each => textTokens(JSON.stringify(each))))
		.reduce((sum, each) => sum + each, 0);
}
