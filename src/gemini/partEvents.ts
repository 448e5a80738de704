import type { Part } from '../shared/content.ts';
import { type IsDeclared, pushFunctionCall, pushServerResponse } from './callEvents.ts';
import { type CandidateState, emit, type WireEvent } from './candidateState.ts';
import type { ChunkPart } from './chunk.ts';
import { isRecord } from './json.ts';

/**
 * One part of the wire as the event of its kind; the part itself travels along verbatim. Returns its visible
 * text, empty where it has none.
 */
export function pushPart(
	raw: ChunkPart,
	state: CandidateState,
	isDeclared: IsDeclared,
	events: WireEvent[],
): string {
	const part = withoutNulls(raw);
	const candidate = state.index;
	if (raw.functionCall) {
		pushFunctionCall(raw, part, state, isDeclared, events);
	} else if (raw.text) {
		if (raw.thought) {
			emit(state, { type: 'thought', candidate, text: raw.text, part }, events);
		} else {
			emit(state, { type: 'text', candidate, text: raw.text, part }, events);
			return raw.text;
		}
	} else if (part.inlineData) {
		const draft = raw.thought === true;
		emit(state, { type: 'media', candidate, media: part.inlineData, draft, part }, events);
	} else if (part.executableCode) {
		emit(state, { type: 'executableCode', candidate, code: part.executableCode, part }, events);
	} else if (part.codeExecutionResult) {
		const result = part.codeExecutionResult;
		emit(state, { type: 'codeExecutionResult', candidate, result, part }, events);
	} else if (part.toolCall ?? part.toolResponse) {
		const trace = part.toolCall ?? part.toolResponse ?? {};
		emit(state, { type: 'serverTool', candidate, trace, part }, events);
	} else if (raw.functionResponse) {
		pushServerResponse(part, state, events);
	} else if (saysSomething(part)) {
		emit(state, { type: 'part', candidate, part }, events);
	}
	return '';
}

/** An empty text without a signature says nothing; everything else is worth keeping. */
function saysSomething(part: Part): boolean {
	return Object.entries(part).some(
		([key, value]) => value !== '' && value !== null && key !== 'thought',
	);
}

/** The part as it came; a field that a gateway wrote out as `null` is absent for every reader. */
function withoutNulls(raw: ChunkPart): Part {
	if (hasNoNulls(raw)) {
		return raw;
	}
	const fields = fieldsWithValue(raw).map(([key, value]) => [
		key,
		// What lies deeper, such as arguments, is the model's own data and keeps its nulls.
		isRecord(value) ? Object.fromEntries(fieldsWithValue(value)) : value,
	]);
	return Object.fromEntries(fields);
}

function hasNoNulls(raw: ChunkPart): raw is ChunkPart & Part {
	let key: keyof ChunkPart;
	for (key in raw) {
		const value: unknown = raw[key];
		// Nearly all values are texts: nothing is made to look at them.
		if (typeof value === 'object' && (value === null || Object.values(value).includes(null))) {
			return false;
		}
	}
	return true;
}

function fieldsWithValue(record: object): [string, unknown][] {
	return Object.entries(record).filter(([, value]) => value !== null);
}
