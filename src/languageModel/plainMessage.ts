import type { PlainContent } from '../platform/dataParts.ts';

/** One part of a chat message without VS Code's classes, so that converting it needs no VS Code. */
export type PlainPart =
	| PlainContent
	| {
			readonly kind: 'toolCall';
			readonly callId: string;
			readonly name: string;
			readonly input: Readonly<Record<string, unknown>>;
	  }
	| {
			readonly kind: 'toolResult';
			readonly callId: string;
			readonly content: readonly PlainContent[];
			readonly isError: boolean;
	  }
	/** `metadata` is what a provider reported with it, ours or another's. */
	| { readonly kind: 'thinking'; readonly metadata: unknown };

export interface PlainMessage {
	readonly role: 'system' | 'user' | 'assistant';
	readonly parts: readonly PlainPart[];
}

/** A tool as VS Code offers it. */
export interface PlainTool {
	readonly name: string;
	readonly description: string;
	/** JSON Schema of any dialect. */
	readonly inputSchema?: unknown;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
