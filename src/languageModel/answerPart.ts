/** What is reported to VS Code, without its classes. */
export type AnswerPart =
	| { readonly kind: 'text'; readonly text: string }
	| {
			readonly kind: 'thinking';
			readonly text: string;
			/** One an answer, so that its pieces stay together. */
			readonly id: string;
			readonly metadata?: Readonly<Record<string, unknown>> | undefined;
	  }
	| {
			readonly kind: 'toolCall';
			readonly callId: string;
			readonly name: string;
			readonly input: Readonly<Record<string, unknown>>;
	  }
	| { readonly kind: 'data'; readonly mimeType: string; readonly data: Uint8Array };
