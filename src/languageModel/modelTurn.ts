import { toPart } from '../platform/dataParts.ts';
import type { Part } from '../shared/content.ts';
import { wireIdOf } from './callIds.ts';
import type { PlainPart } from './plainMessage.ts';
import {
	type AnswerRecord,
	recordFromMetadata,
	type SignatureMemory,
	type TextSignature,
} from './signatureMemory.ts';
import type { ToolCall } from './toolResults.ts';

export interface HistoryContext {
	/** Where the request goes: signatures of other models and endpoints stay out. */
	readonly model: string;
	readonly baseUrl: string;
	readonly memory: SignatureMemory;
	/** The name under which a tool is declared to the model. */
	functionName(toolName: string): string;
}

/** An assistant message as the parts the model once sent, as far as they can be had again. */
export function modelParts(parts: readonly PlainPart[], context: HistoryContext): readonly Part[] {
	const record = recordOf(parts, context);
	let position = 0;
	return parts.flatMap((part): readonly Part[] => {
		switch (part.kind) {
			case 'text': {
				const start = position;
				position += part.text.length;
				return textParts(part.text, start, record);
			}
			case 'toolCall':
				return [callPart(part, record, context)];
			case 'data':
				return [toPart(part) ?? []].flat();
			default:
				return [];
		}
	});
}

function recordOf(parts: readonly PlainPart[], context: HistoryContext): AnswerRecord | undefined {
	const text = visibleText(parts);
	const callIds = parts.flatMap(part => (part.kind === 'toolCall' ? [part.callId] : []));
	const reported = parts.flatMap(part =>
		part.kind === 'thinking' ? (recordFromMetadata(part.metadata) ?? []) : [],
	);
	// Later parts of an answer report more of it than earlier ones.
	const record = reported.at(-1) ?? context.memory.recall(callIds, text);
	const fits = record !== undefined && record.textLength <= text.length;
	return fits && record.model === context.model && record.baseUrl === context.baseUrl
		? record
		: undefined;
}

function visibleText(parts: readonly PlainPart[]): string {
	return parts.map(part => (part.kind === 'text' ? part.text : '')).join('');
}

/** The passage from `start` on, cut where signed pieces begin and end, without the notes of ours behind it. */
function textParts(text: string, start: number, record: AnswerRecord | undefined): readonly Part[] {
	if (record === undefined) {
		return text === '' ? [] : [{ text }];
	}
	const end = Math.min(start + text.length, record.textLength);
	const slice = (from: number, to: number) => text.slice(from - start, to - start);
	const parts: Part[] = [];
	let position = start;
	for (const signed of record.texts.filter(each => lies(each, start, end))) {
		if (signed.start > position) {
			parts.push({ text: slice(position, signed.start) });
		}
		position = signed.start + signed.length;
		parts.push({ text: slice(signed.start, position), thoughtSignature: signed.signature });
	}
	if (end > position) {
		parts.push({ text: slice(position, end) });
	}
	return parts;
}

/** An empty signed piece belongs to the passage that it ends. */
function lies({ start, length }: TextSignature, from: number, to: number): boolean {
	return start + length <= to && (length > 0 ? start >= from : start > from);
}

function callPart(call: ToolCall, record: AnswerRecord | undefined, context: HistoryContext): Part {
	const id = wireIdOf(call.callId);
	const thoughtSignature = record?.calls[call.callId];
	return {
		functionCall: {
			...(id !== undefined && { id }),
			name: context.functionName(call.name),
			args: call.input,
		},
		...(thoughtSignature !== undefined && { thoughtSignature }),
	};
}
