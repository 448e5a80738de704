/** The message of an error and, under it, those of its causes: what a person at a terminal needs. */
export function describeError(error: unknown): string {
	if (!(error instanceof Error)) {
		return String(error);
	}
	return error.cause === undefined
		? error.message
		: `${error.message}\n\n${describeError(error.cause)}`;
}
