import type * as vscode from 'vscode';

/**
 * What VS Code has at run time without asking for a proposal, but not in its typings. Everything here
 * may be missing and has to be looked for before it is used.
 */
declare module 'vscode' {
	interface LanguageModelThinkingPart {
		readonly value: string | readonly string[];
		readonly id: string | undefined;
		readonly metadata: Readonly<Record<string, unknown>> | undefined;
	}

	const LanguageModelThinkingPart:
		| (new (
				value: string,
				id?: string,
				metadata?: Readonly<Record<string, unknown>>,
		  ) => LanguageModelThinkingPart)
		| undefined;
}

/** What our provider can report. */
export type ReportedPart = vscode.LanguageModelResponsePart | vscode.LanguageModelThinkingPart;

/** What is asked for models; `configuration` is that of a group in *Manage Models*. */
export interface ModelListOptions extends vscode.PrepareLanguageModelChatModelOptions {
	readonly configuration?: Readonly<Record<string, unknown>> | undefined;
}

export interface ResponseOptions extends vscode.ProvideLanguageModelChatResponseOptions {
	/** The values of the model's own `configurationSchema`. */
	readonly modelConfiguration?: Readonly<Record<string, unknown>> | undefined;
}
