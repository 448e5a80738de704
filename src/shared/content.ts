/**
 * The wire's own nouns (docs/PROTOCOL.md §1): plain data that requests, responses, stored
 * conversations and the webview share. Every field is optional because every producer leaves some out;
 * the index signature keeps fields that a newer endpoint adds, so that a turn can be replayed verbatim.
 */

/** Bytes inside a request or response: base64 of the standard alphabet. */
export interface InlineData {
	readonly mimeType: string;
	readonly data: string;
	readonly displayName?: string | undefined;
}

/** A file that the endpoint fetches itself. */
export interface FileData {
	readonly fileUri: string;
	readonly mimeType?: string | undefined;
	readonly displayName?: string | undefined;
}

export interface FunctionCall {
	readonly name: string;
	readonly id?: string | undefined;
	readonly args?: Readonly<Record<string, unknown>> | undefined;
}

export interface FunctionResponse {
	readonly name: string;
	/** Echoes the call's id, and is absent when the call had none. */
	readonly id?: string | undefined;
	/** Always an object: a scalar result is wrapped by the caller. */
	readonly response: Readonly<Record<string, unknown>>;
	readonly parts?: readonly Part[] | undefined;
}

export interface ExecutableCode {
	readonly code: string;
	readonly language?: string | undefined;
	readonly id?: string | undefined;
}

export interface CodeExecutionResult {
	readonly outcome: string;
	readonly output?: string | undefined;
	readonly id?: string | undefined;
}

/** A call, or its result, of a tool that the endpoint runs itself. */
export interface ServerToolTrace {
	readonly id?: string | undefined;
	/** The function's name, where the tool is a function of a server that the endpoint asked. */
	readonly name?: string | undefined;
	readonly toolType?: string | undefined;
	readonly args?: Readonly<Record<string, unknown>> | undefined;
	readonly response?: Readonly<Record<string, unknown>> | undefined;
}

/** One piece of a turn: exactly one data field, plus metadata. Unknown kinds are kept as they came. */
export interface Part {
	readonly text?: string | undefined;
	readonly inlineData?: InlineData | undefined;
	readonly fileData?: FileData | undefined;
	readonly functionCall?: FunctionCall | undefined;
	readonly functionResponse?: FunctionResponse | undefined;
	readonly executableCode?: ExecutableCode | undefined;
	readonly codeExecutionResult?: CodeExecutionResult | undefined;
	readonly toolCall?: ServerToolTrace | undefined;
	readonly toolResponse?: ServerToolTrace | undefined;
	/** The part is a summary of the model's thinking (or a draft image). */
	readonly thought?: boolean | undefined;
	/** Opaque; must go back on the very part it came with (docs/PROTOCOL.md §6). */
	readonly thoughtSignature?: string | undefined;
	readonly videoMetadata?: Readonly<Record<string, unknown>> | undefined;
	readonly mediaResolution?: Readonly<Record<string, unknown>> | undefined;
	readonly [key: string]: unknown;
}

export interface Content {
	readonly role: 'user' | 'model';
	readonly parts: readonly Part[];
}
