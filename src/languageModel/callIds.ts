const PATTERN = /^comet_[0-9a-f]{12}(?:_(.+))?$/s;

/**
 * The id under which VS Code knows a call: unique over all conversations, because endpoints may repeat
 * theirs or give none, and holding the endpoint's own id, so that it can be sent back after a restart.
 * Short and of plain letters, since a person may go on with a model of another provider.
 */
export function toCallId(wireId: string | undefined): string {
	const unique = crypto.randomUUID().slice(-12);
	return wireId === undefined ? `comet_${unique}` : `comet_${unique}_${wireId}`;
}

/** The endpoint's id in an id of {@link toCallId}; it knows no ids of calls that other models made. */
export function wireIdOf(callId: string): string | undefined {
	return PATTERN.exec(callId)?.[1];
}
