import type { Part } from '../shared/content.ts';
import { type CandidateState, emit, type WireEvent } from './candidateState.ts';
import type { ChunkPart } from './chunk.ts';
import { isRecord, stringOf } from './json.ts';
import { createPartialCall } from './partialArgs.ts';

/** Whether the request declared a function of this name. */
export type IsDeclared = (name: string) => boolean;

/**
 * Models sometimes call `default_api.read_file` where `read_file` was declared. The event names the declared
 * function; the part keeps the word of the wire (docs/PROTOCOL.md §5).
 */
export function bareFunctionName(name: string): string {
	return name.replace(/^default_api[.:]/, '');
}

export function pushFunctionCall(
	raw: ChunkPart,
	part: Part,
	state: CandidateState,
	isDeclared: IsDeclared,
	events: WireEvent[],
): void {
	const { name, partialArgs, willContinue } = raw.functionCall ?? {};
	if (name) {
		finishPartialCall(state, isDeclared, events);
		if (!partialArgs && !willContinue) {
			emitCall(part, state, isDeclared, events);
			return;
		}
		state.partialCall = createPartialCall(raw);
	}
	state.partialCall?.add(raw);
	if (!willContinue) {
		finishPartialCall(state, isDeclared, events);
	}
}

/** A call ends with an empty piece, the next call, a finish reason, or the stream. */
export function finishPartialCall(
	state: CandidateState,
	isDeclared: IsDeclared,
	events: WireEvent[],
): void {
	const part = state.partialCall?.finish();
	state.partialCall = undefined;
	if (part !== undefined) {
		emitCall(part, state, isDeclared, events);
	}
}

/**
 * A function that the request did not declare may be one that the endpoint runs itself: then its result
 * follows in the same turn. The call, and what comes after it, waits for that or for the end.
 */
function emitCall(
	part: Part,
	state: CandidateState,
	isDeclared: IsDeclared,
	events: WireEvent[],
): void {
	const call = part.functionCall;
	if (call === undefined) {
		return;
	}
	const name = bareFunctionName(call.name);
	if (!isDeclared(name)) {
		state.held ??= [];
	}
	emit(
		state,
		{
			type: 'functionCall',
			candidate: state.index,
			call: name === call.name ? call : { ...call, name },
			part,
		},
		events,
	);
}

/** A result inside the model's own turn: the endpoint has run the call it belongs to. */
export function pushServerResponse(part: Part, state: CandidateState, events: WireEvent[]): void {
	const response: unknown = part.functionResponse;
	if (!isRecord(response)) {
		return;
	}
	const { held } = state;
	const answered = held?.findIndex(event => isAnsweredBy(event, response)) ?? -1;
	const call = held?.[answered];
	if (held !== undefined && call?.type === 'functionCall') {
		held[answered] = {
			type: 'serverTool',
			candidate: state.index,
			trace: call.call,
			part: call.part,
		};
	}
	emit(
		state,
		{
			type: 'serverTool',
			candidate: state.index,
			trace: {
				id: stringOf(response['id']),
				name: stringOf(response['name']),
				response: isRecord(response['response']) ? response['response'] : undefined,
			},
			part,
		},
		events,
	);
	if (!held?.some(event => event.type === 'functionCall')) {
		releaseHeld(state, events);
	}
}

function isAnsweredBy(event: WireEvent, response: Record<string, unknown>): boolean {
	if (event.type !== 'functionCall') {
		return false;
	}
	const { id, name } = event.part.functionCall ?? {};
	return id === undefined || response['id'] === undefined
		? name === response['name']
		: id === response['id'];
}

/** Nobody has answered what is still held: these calls are the caller's. */
export function releaseHeld(state: CandidateState, events: WireEvent[]): void {
	for (const event of state.held ?? []) {
		events.push(event);
	}
	state.held = undefined;
}
