import { answerTo } from './answer/answerTo.ts';
import { type Ask, createAsk, textOf } from './answer/ask.ts';
import { chunkMaker, foldChunks, toChunks } from './chunks.ts';
import type { Model } from './models.ts';
import { createRandom, hash } from './random.ts';
import { invalidArgument, Refusal } from './refusal.ts';
import {
	type BodyForm,
	events,
	type Reply,
	type Routed,
	refusalReply,
	type Step,
} from './reply.ts';
import { parseRequest } from './requestCheck/parseRequest.ts';
import { type GenerateRequest, generateContentRequest } from './requestCheck/requestSchema.ts';
import type { ScenarioContext, Scenarios } from './scenarios/scenario.ts';
import type { ChosenScenario, ScenarioQueue } from './scenarios/scenarioQueue.ts';
import type { WireChunk } from './wire.ts';

/** Throws a `Refusal` for a request that a real endpoint would refuse. */
export type CheckRequest = (request: GenerateRequest, model: Model) => void;

export interface GenerateDeps {
	readonly settings: { readonly seed: number; readonly now: () => number };
	readonly queue: ScenarioQueue;
	readonly scenarios: Scenarios;
	readonly check: CheckRequest | undefined;
}

/** Checks a request, answers it, and lets the chosen scenario have its way. */
export function generate(body: string, model: Model, form: BodyForm, deps: GenerateDeps): Routed {
	const request = parseRequest(generateContentRequest, body);
	deps.check?.(request, model);
	const chosen = deps.queue.take(lastUserText(request));
	const scenario = chosen?.name;
	try {
		const context = createContext(request, model, chosen, deps);
		const reply = scenarioReply(chosen, context, deps.scenarios) ?? plainReply(request, context);
		return { reply: shaped(reply, form), form, scenario };
	} catch (error) {
		if (error instanceof Refusal) {
			return { reply: refusalReply(error, form), form, scenario };
		}
		throw error;
	}
}

function lastUserText({ contents = [] }: GenerateRequest): string {
	return textOf(contents.findLast(turn => turn.role !== 'model' && textOf(turn) !== ''));
}

function createContext(
	request: GenerateRequest,
	model: Model,
	chosen: ChosenScenario | undefined,
	{ settings, queue }: GenerateDeps,
): ScenarioContext {
	const params = chosen?.params ?? new Map<string, string>();
	const ask: Ask = createAsk(request, model, settings.seed);
	const fingerprint = hash(JSON.stringify([request.contents, request.systemInstruction]));
	const responseId = responseIdOf(fingerprint);
	const number = (name: string, fallback: number) => Number(params.get(name) ?? fallback);
	return {
		ask,
		params,
		responseId,
		fingerprint,
		now: settings.now(),
		number,
		chunk: chunkMaker(ask, responseId),
		chunks: (answer = answerTo(ask)) => [...toChunks(answer, ask, { responseId })],
		stillFails: times =>
			chosen?.isQueued === true ||
			queue.stillFails(`${chosen?.name} ${ask.prompt}`, number('times', times)),
	};
}

function responseIdOf(seed: number): string {
	const random = createRandom(seed);
	const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
	return Array.from({ length: 16 }, () => letters[random.int(0, letters.length - 1)]).join('');
}

function scenarioReply(
	chosen: ChosenScenario | undefined,
	context: ScenarioContext,
	scenarios: Scenarios,
): Reply | undefined {
	if (chosen === undefined) {
		if (context.ask.request.continuationToken !== undefined) {
			throw invalidArgument('Invalid continuation token.');
		}
		return undefined;
	}
	const scenario = scenarios[chosen.name];
	if (!scenario) {
		throw invalidArgument(`Unknown scenario ${chosen.name}. GET /__demo/scenarios lists them.`);
	}
	return scenario.reply(context);
}

function plainReply({ generationConfig }: GenerateRequest, context: ScenarioContext): Reply {
	const count = generationConfig?.candidateCount ?? 1;
	const { ask, responseId } = context;
	const candidates = Array.from({ length: count }, (_, index) => [
		...toChunks(answerTo(ask), ask, { responseId, index }),
	]);
	return { status: 200, steps: events(interleave(candidates)) };
}

function interleave(lists: readonly (readonly WireChunk[])[]): WireChunk[] {
	const longest = lists.toSorted((a, b) => b.length - a.length)[0] ?? [];
	return longest.flatMap((_, at) => lists.flatMap(list => list.slice(at, at + 1)));
}

const STREAM_HEADERS = {
	'content-type': 'text/event-stream',
	'content-disposition': 'attachment',
};
const JSON_HEADERS = { 'content-type': 'application/json; charset=UTF-8' };

/** Gives a reply its content type; a unary one gets all its events as one. */
function shaped(reply: Reply, form: BodyForm): Reply {
	const headers = { ...(form === 'sse' ? STREAM_HEADERS : JSON_HEADERS), ...reply.headers };
	return form === 'single'
		? { ...reply, headers, steps: folded(reply.steps) }
		: { ...reply, headers };
}

function folded(steps: Iterable<Step>): Step[] {
	const all = [...steps];
	const chunks = all.flatMap(step => (step.kind === 'event' ? [step.data] : []));
	const rest = all.filter(step => step.kind !== 'event');
	return chunks.length > 0 ? [...events([foldChunks(chunks)]), ...rest] : rest;
}
