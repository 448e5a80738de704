import { toPart } from '../platform/dataParts.ts';
import type { Content, FunctionResponse, Part } from '../shared/content.ts';
import { wireIdOf } from './callIds.ts';
import { type HistoryContext, modelParts } from './modelTurn.ts';
import type { PlainMessage, PlainPart } from './plainMessage.ts';
import { type ToolCall, type ToolResult, ToolResults } from './toolResults.ts';

export interface ConvertedMessages {
	readonly systemInstruction: readonly Part[];
	readonly contents: readonly Content[];
}

/**
 * Chat messages as the turns that the endpoint accepts (docs/PROTOCOL.md §2, §5): system messages become
 * the instruction; neighbours of one role become one turn; each turn with calls is followed by one user
 * turn with a response for every call, in the order of the calls.
 */
export function convertMessages(
	messages: readonly PlainMessage[],
	context: HistoryContext,
): ConvertedMessages {
	const results = new ToolResults(messages);
	const turns = new Turns(results, context);
	const systemInstruction: Part[] = [];
	for (const { role, parts } of messages) {
		if (role === 'system') {
			systemInstruction.push(...contentParts(parts));
		} else if (role === 'assistant') {
			turns.addModel(modelParts(parts, context), callsIn(parts));
		} else {
			turns.addUser(parts.flatMap(part => userParts(part, results)));
		}
	}
	const contents = turns.finish();
	// An instruction alone is a question, too, but the endpoint refuses a request without contents.
	return contents.length === 0 && systemInstruction.length > 0
		? { systemInstruction: [], contents: [{ role: 'user', parts: systemInstruction }] }
		: { systemInstruction, contents };
}

/** What the endpoint is told where the messages leave a gap that it would refuse. */
const GAPS = {
	noBeginning: '(Earlier messages are not shown.)',
	continue: 'Continue.',
	notRun: 'The tool was not run.',
} as const;

class Turns {
	private readonly contents: Content[] = [];
	private pending: ToolCall[] = [];
	private readonly results: ToolResults;
	private readonly context: HistoryContext;

	constructor(results: ToolResults, context: HistoryContext) {
		this.results = results;
		this.context = context;
	}

	addModel(parts: readonly Part[], calls: readonly ToolCall[]): void {
		if (this.contents.length === 0 && parts.length > 0) {
			this.push('user', [{ text: GAPS.noBeginning }]);
		}
		this.push('model', parts);
		this.pending.push(...calls);
	}

	addUser(parts: readonly Part[]): void {
		this.answerCalls();
		this.push('user', parts);
	}

	finish(): readonly Content[] {
		this.answerCalls();
		// Newer models refuse a request that ends with their own words.
		if (this.contents.at(-1)?.role === 'model') {
			this.push('user', [{ text: GAPS.continue }]);
		}
		return this.contents;
	}

	private answerCalls(): void {
		const answers = this.pending.map(call => ({ call, result: this.results.take(call) }));
		this.pending = [];
		this.push(
			'user',
			answers.map(({ call, result }) => ({
				functionResponse: functionResponse(call, result, this.context),
			})),
		);
		this.push(
			'user',
			answers.flatMap(({ result }) => (result === undefined ? [] : attachments(result))),
		);
	}

	private push(role: Content['role'], parts: readonly Part[]): void {
		const last = this.contents.at(-1);
		if (parts.length === 0) {
			return;
		}
		if (last?.role === role) {
			this.contents[this.contents.length - 1] = { role, parts: [...last.parts, ...parts] };
		} else {
			this.contents.push({ role, parts });
		}
	}
}

function callsIn(parts: readonly PlainPart[]): readonly ToolCall[] {
	return parts.filter(part => part.kind === 'toolCall');
}

function contentParts(parts: readonly PlainPart[]): readonly Part[] {
	return parts.flatMap((part): readonly Part[] => {
		const converted = part.kind === 'text' || part.kind === 'data' ? toPart(part) : undefined;
		return converted === undefined ? [] : [converted];
	});
}

function userParts(part: PlainPart, results: ToolResults): readonly Part[] {
	if (part.kind !== 'toolResult') {
		return contentParts([part]);
	}
	// Results that belong to a call stand behind that call already.
	return results.isOrphan(part)
		? [
				{ text: `Result of a tool call that is not shown:\n${resultText(part)}` },
				...attachments(part),
			]
		: [];
}

function functionResponse(
	call: ToolCall,
	result: ToolResult | undefined,
	{ functionName }: HistoryContext,
): FunctionResponse {
	const id = wireIdOf(call.callId);
	return {
		...(id !== undefined && { id }),
		name: functionName(call.name),
		response: responseOf(result),
	};
}

/** Text stays text: an object with `$ref` in it would be taken for a reference to a part. */
function responseOf(result: ToolResult | undefined): Readonly<Record<string, unknown>> {
	if (result === undefined) {
		return { error: GAPS.notRun };
	}
	return { [result.isError ? 'error' : 'result']: resultText(result) };
}

function resultText({ content }: ToolResult): string {
	return contentParts(content)
		.flatMap(part => part.text ?? [])
		.join('\n');
}

/** Pictures of a result stand beside the response: not every model takes them inside. */
function attachments({ content }: ToolResult): readonly Part[] {
	return contentParts(content).filter(part => part.inlineData !== undefined);
}
