import * as z from 'zod';
import {
	cometCatalogue,
	modelNotFound,
	nativeModel,
	nativeModelPage,
	openAiModels,
} from './catalogue.ts';
import { type GenerateDeps, generate } from './generate.ts';
import type { Journal } from './journal.ts';
import { checkKey } from './keys.ts';
import { findModel, type Model } from './models.ts';
import { NOT_FOUND_PAGE } from './pages.ts';
import { Refusal } from './refusal.ts';
import {
	type BodyForm,
	htmlReply,
	jsonReply,
	type Reply,
	type Routed,
	refusalReply,
} from './reply.ts';
import { promptTokens } from './requestCheck/checkRequest.ts';
import { parseRequest } from './requestCheck/parseRequest.ts';
import { countTokensRequest } from './requestCheck/requestSchema.ts';
import { listScenarios } from './scenarios/scenario.ts';

export interface RouterDeps extends GenerateDeps {
	readonly settings: GenerateDeps['settings'] & { readonly requireKey: boolean };
	readonly journal: Journal;
	readonly reset: () => void;
}

export type Router = (request: Request, body: string) => Routed;

/** Finds what a request wants, checks its key where one counts, and turns refusals into replies. */
export function createRouter(deps: RouterDeps): Router {
	return (request, body) => {
		const { pathname, searchParams } = new URL(request.url);
		const call = /^\/v1(?:beta)?\/models\/([^/]+):(\w+)$/.exec(pathname);
		const form = call?.[2] === 'streamGenerateContent' ? streamForm(searchParams) : 'single';
		try {
			if (pathname.startsWith('/__demo/')) {
				return { reply: admin(request.method, pathname, body, deps), form };
			}
			if (request.method === 'POST' && call?.[1] && call[2]) {
				checkKey(request, deps.settings.requireKey);
				return callModel(decodeURIComponent(call[1]), call[2], body, form, deps);
			}
			return { reply: request.method === 'GET' ? read(request, deps) : notFound(), form };
		} catch (error) {
			if (error instanceof Refusal) {
				return { reply: refusalReply(error, form), form };
			}
			if (error instanceof URIError) {
				return { reply: notFound(), form };
			}
			throw error;
		}
	};
}

function streamForm(query: URLSearchParams): BodyForm {
	return query.get('alt') === 'sse' ? 'sse' : 'array';
}

function callModel(
	id: string,
	method: string,
	body: string,
	form: BodyForm,
	deps: RouterDeps,
): Routed {
	const model = findModel(id);
	switch (method) {
		case 'generateContent':
		case 'streamGenerateContent':
			if (!model) {
				throw modelNotFound(id);
			}
			return generate(body, model, form, deps);
		case 'countTokens':
			if (!model) {
				throw modelNotFound(id, method);
			}
			return { reply: jsonReply(200, countTokens(body, model)), form };
		default:
			return { reply: notFound(), form };
	}
}

function countTokens(body: string, { id }: Model) {
	const request = parseRequest(countTokensRequest, body);
	const inner = request.generateContentRequest ?? request;
	if ('model' in inner && inner.model !== undefined && inner.model !== `models/${id}`) {
		throw modelNotFound(inner.model.replace(/^models\//, ''), 'countTokens');
	}
	const totalTokens = promptTokens(inner);
	return { totalTokens, promptTokensDetails: [{ modality: 'TEXT', tokenCount: totalTokens }] };
}

function read(request: Request, { settings }: RouterDeps): Reply {
	const { pathname, searchParams } = new URL(request.url);
	if (pathname === '/api/models') {
		return jsonReply(200, cometCatalogue());
	}
	const id = /^\/v1(?:beta)?\/models\/([^/:]+)$/.exec(pathname)?.[1];
	if (id === undefined && !['/v1beta/models', '/v1/models'].includes(pathname)) {
		return notFound();
	}
	checkKey(request, settings.requireKey);
	if (id === undefined) {
		const isNative = pathname === '/v1beta/models';
		return jsonReply(200, isNative ? nativeModelPage(searchParams) : openAiModels());
	}
	const model = findModel(decodeURIComponent(id));
	if (!model) {
		throw modelNotFound(decodeURIComponent(id));
	}
	return jsonReply(200, nativeModel(model));
}

function notFound(): Reply {
	return htmlReply(404, NOT_FOUND_PAGE);
}

const scenarioOrder = z.object({
	name: z.string(),
	times: z.int().min(1).max(1000).optional(),
	params: z.record(z.string(), z.string()).optional(),
});

function admin(method: string, path: string, body: string, deps: RouterDeps): Reply {
	switch (`${method} ${path}`) {
		case 'GET /__demo/scenarios':
			return jsonReply(200, listScenarios(deps.scenarios));
		case 'GET /__demo/requests':
			return jsonReply(200, deps.journal.entries);
		case 'POST /__demo/scenario': {
			const order = scenarioOrder.safeParse(parseJson(body));
			if (!order.success) {
				return jsonReply(400, { error: { message: z.prettifyError(order.error) } });
			}
			if (!(order.data.name in deps.scenarios)) {
				return jsonReply(400, { error: { message: `unknown scenario ${order.data.name}` } });
			}
			deps.queue.add(order.data);
			return jsonReply(200, order.data);
		}
		case 'POST /__demo/reset':
			deps.reset();
			return jsonReply(200, {});
		default:
			return notFound();
	}
}

function parseJson(body: string): unknown {
	try {
		return JSON.parse(body);
	} catch {
		return undefined;
	}
}
