import type { Model } from '../models.ts';
import { invalidArgument } from '../refusal.ts';
import { isValidSignature } from '../signatures.ts';
import type { RequestContent, RequestPart } from './contentSchema.ts';

const CALL_TURN =
	'Please ensure that function call turn comes immediately after a user turn or after a function response turn.';
const RESPONSE_TURN =
	'Please ensure that function response turn comes immediately after a function call turn.';
const COUNT =
	'Please ensure that the number of function response parts is equal to the number of function call parts of the function call turn.';

interface Turn {
	readonly isModel: boolean;
	readonly parts: readonly RequestPart[];
	/** Index of its first content in the request. */
	readonly position: number;
}

/** Calls, their responses and their signatures (docs/PROTOCOL.md §5.4, §6). */
export function checkTurns(contents: readonly RequestContent[], model: Model): void {
	const turns = mergeTurns(contents);
	for (const [index, turn] of turns.entries()) {
		checkRoundTrip(turn, turns[index - 1], turns[index + 1]);
	}
	if (model.generation >= 3 && model.kind === 'text') {
		for (const turn of currentTurn(turns)) {
			checkSignatures(turn, model);
		}
	}
}

/** Neighbours of the same role count as one turn. */
function mergeTurns(contents: readonly RequestContent[]): Turn[] {
	const turns: Turn[] = [];
	contents.forEach(({ role, parts = [] }, position) => {
		const isModel = role === 'model';
		const last = turns.at(-1);
		if (last?.isModel === isModel) {
			turns[turns.length - 1] = { ...last, parts: [...last.parts, ...parts] };
		} else {
			turns.push({ isModel, parts, position });
		}
	});
	return turns;
}

function checkRoundTrip(turn: Turn, previous: Turn | undefined, next: Turn | undefined): void {
	if (!turn.isModel) {
		if (responsesOf(turn).length > 0 && openCalls(previous).length === 0) {
			throw invalidArgument(RESPONSE_TURN);
		}
		return;
	}
	const calls = openCalls(turn);
	if (calls.length === 0) {
		return;
	}
	if (previous === undefined) {
		throw invalidArgument(CALL_TURN);
	}
	const responses = responsesOf(next);
	const answered = calls.every((call, index) => {
		const response = responses[index];
		return response?.name === call.name && (!response.id || response.id === call.id);
	});
	if (responses.length !== calls.length || !(answered || matchesById(calls, responses))) {
		throw invalidArgument(COUNT);
	}
}

interface Named {
	readonly id?: string | undefined;
	readonly name: string;
}

/** Ids allow another order. */
function matchesById(calls: readonly Named[], responses: readonly Named[]): boolean {
	return calls.every(call => call.id && responses.some(({ id }) => id === call.id));
}

function responsesOf(turn: Turn | undefined): Named[] {
	return turn?.parts.flatMap(part => part.functionResponse ?? []) ?? [];
}

/** Calls that the same turn does not answer; those of server-side tools it does. */
function openCalls(turn: Turn | undefined): Named[] {
	if (!turn?.isModel) {
		return [];
	}
	const calls = turn.parts.flatMap(part => part.functionCall ?? []);
	return calls.slice(responsesOf(turn).length);
}

/** Everything after the last user turn that is more than function responses. */
function currentTurn(turns: readonly Turn[]): readonly Turn[] {
	const start = turns.findLastIndex(
		({ isModel, parts }) => !isModel && parts.some(part => !part.functionResponse),
	);
	return turns.slice(start + 1).filter(({ isModel }) => isModel);
}

function checkSignatures({ parts, position }: Turn, model: Model): void {
	const first = parts.find(part => part.functionCall);
	if (first?.functionCall && !first.thoughtSignature) {
		throw invalidArgument(
			`Function call is missing a thought_signature in functionCall parts. This is required for tools to work correctly, and missing thought_signature may lead to degraded model performance. Additional data, function call \`default_api:${first.functionCall.name}\` , position ${position + 1}. Please refer to https://ai.google.dev/gemini-api/docs/thought-signatures for more details.`,
		);
	}
	for (const part of parts) {
		const { thoughtSignature: signature } = part;
		if (signature && !isValidSignature(signature, model.id, signatureSubject(part))) {
			throw invalidArgument('Corrupted thought signature.');
		}
	}
}

/** What a signature is bound to; a client may take `default_api.` off a name. */
export function signatureSubject(part: {
	readonly text?: string | undefined;
	readonly functionCall?: { readonly name: string } | undefined;
}): string {
	if (part.functionCall) {
		return `call:${part.functionCall.name.replace(/^default_api[.:]/, '')}`;
	}
	return part.text === undefined ? 'data' : 'text';
}
