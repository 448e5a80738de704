import type { Prompt } from '../shared/prompt.ts';
import { isUnsupported } from './checkKey.ts';
import { type Endpoint, operationUrl, providerOf } from './endpoint.ts';
import { GeminiError } from './errors.ts';
import { estimatePromptTokens } from './estimateTokens.ts';
import { fetchJson } from './fetchJson.ts';
import { isRecord, toJson } from './json.ts';
import { bareModelId } from './modelName.ts';
import { buildRequest } from './request.ts';
import type { TransportOptions } from './transport.ts';

export interface TokenCount {
	readonly tokens: number;
	/** Guessed here, because the endpoint could not or would not count. */
	readonly isEstimate: boolean;
}

/** Counts the tokens of a request. @throws GeminiError `aborted` only: any other failure gives an estimate. */
export type CountTokens = (
	prompt: Prompt,
	endpoint: Endpoint,
	options: TransportOptions,
) => Promise<TokenCount>;

/** The two bodies that endpoints understand (docs/PROTOCOL.md §11). */
type Form = 'wrapped' | 'flat';

/** Remembers, as long as it lives, which endpoints cannot count and which body the others take. */
export function createTokenCounter(): CountTokens {
	const forms = new Map<string, Form | 'unsupported'>();
	return async (prompt, endpoint, options) => {
		const estimate = { tokens: estimatePromptTokens(prompt), isEstimate: true };
		const known = forms.get(endpoint.baseUrl);
		if (known === 'unsupported') {
			return estimate;
		}
		const first = known ?? (providerOf(endpoint.baseUrl) === 'vertex' ? 'flat' : 'wrapped');
		for (const form of known === undefined ? [first, otherThan(first)] : [first]) {
			const result = await ask(prompt, form, endpoint, options);
			if (typeof result === 'number') {
				forms.set(endpoint.baseUrl, form);
				return { tokens: result, isEstimate: false };
			}
			if (result === 'unsupported') {
				forms.set(endpoint.baseUrl, 'unsupported');
				return estimate;
			}
			if (result === 'failed') {
				return estimate;
			}
		}
		return estimate;
	};
}

function otherThan(form: Form): Form {
	return form === 'wrapped' ? 'flat' : 'wrapped';
}

async function ask(
	prompt: Prompt,
	form: Form,
	endpoint: Endpoint,
	options: TransportOptions,
): Promise<number | 'unsupported' | 'otherForm' | 'failed'> {
	try {
		const url = operationUrl(endpoint, prompt.model, 'countTokens');
		const body = toJson(bodyOf(prompt, form));
		const answer = await fetchJson(url, endpoint, { method: 'POST', body }, options);
		const total = isRecord(answer) ? answer['totalTokens'] : undefined;
		return typeof total === 'number' ? total : 'failed';
	} catch (error) {
		if (!(error instanceof GeminiError) || error.kind === 'aborted') {
			throw error;
		}
		if (isAboutModel(error)) {
			return 'failed';
		}
		if (saysMalformed(error)) {
			return 'otherForm';
		}
		if (isUnsupported(error.info)) {
			return 'unsupported';
		}
		return error.kind === 'badRequest' ? 'otherForm' : 'failed';
	}
}

/**
 * Gateways say of a body in the other form that it has a field too many or one too few, with any status; a key, a
 * quota or a connection is about neither form.
 */
function saysMalformed({ kind, message }: GeminiError): boolean {
	return (
		['badRequest', 'notFound', 'unavailable'].includes(kind) &&
		/unknown (name|field)|cannot find field|\bcontents\b.{0,9}\b(required|missing|not specified|empty)/i.test(
			message,
		)
	);
}

/** A model that does not exist says nothing about the endpoint; a path that does not exist does. */
function isAboutModel({ info, message }: GeminiError): boolean {
	return (
		info.code === 'model_not_found' || /models?\b.*\b(not found|not exist|no longer)/i.test(message)
	);
}

function bodyOf(prompt: Prompt, form: Form): object {
	const { contents, systemInstruction, tools } = buildRequest(prompt);
	const request = {
		contents,
		...(systemInstruction && { systemInstruction }),
		...(tools && { tools }),
	};
	return form === 'flat'
		? request
		: { generateContentRequest: { model: `models/${bareModelId(prompt.model)}`, ...request } };
}
