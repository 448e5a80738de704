/** Nothing could be shown; the message is for a person. */
export class NoAnswerError extends Error {
	/** The kind of failure, where the stream failed. */
	readonly code: string | undefined;

	constructor(message: string, code?: string) {
		super(message);
		this.name = 'NoAnswerError';
		this.code = code;
	}
}
