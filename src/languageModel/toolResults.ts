import type { PlainMessage, PlainPart } from './plainMessage.ts';

export type ToolCall = Extract<PlainPart, { kind: 'toolCall' }>;
export type ToolResult = Extract<PlainPart, { kind: 'toolResult' }>;

/** Finds the result of each call; ids may repeat in history that others wrote, results then go in order. */
export class ToolResults {
	private readonly open = new Map<string, ToolResult[]>();
	private readonly taken = new Set<ToolResult>();

	constructor(messages: readonly PlainMessage[]) {
		const calls = new Map<string, number>();
		for (const part of messages.flatMap(({ parts }) => parts)) {
			if (part.kind === 'toolCall') {
				calls.set(part.callId, (calls.get(part.callId) ?? 0) + 1);
			} else if (part.kind === 'toolResult') {
				this.addTo(calls, part);
			}
		}
	}

	take({ callId }: ToolCall): ToolResult | undefined {
		return this.open.get(callId)?.shift();
	}

	/** A result that no call before it asked for. */
	isOrphan(result: ToolResult): boolean {
		return !this.taken.has(result);
	}

	private addTo(calls: Map<string, number>, result: ToolResult): void {
		const unanswered = calls.get(result.callId) ?? 0;
		if (unanswered === 0) {
			return;
		}
		calls.set(result.callId, unanswered - 1);
		this.taken.add(result);
		const queue = this.open.get(result.callId);
		if (queue === undefined) {
			this.open.set(result.callId, [result]);
		} else {
			queue.push(result);
		}
	}
}
