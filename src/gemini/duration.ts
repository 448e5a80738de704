/** A protobuf Duration (`"34.07s"`, also seen: `"900ms"`) in milliseconds, rounded up. */
export function parseDuration(text: string | undefined): number | undefined {
	const match = /^(\d+(?:\.\d+)?)(ms|s)$/.exec(text?.trim() ?? '');
	return match === null ? undefined : toMilliseconds(match[1], match[2]);
}

/** `Retry-After`: seconds or an HTTP date; `now` in milliseconds since the epoch. */
export function parseRetryAfter(value: string | null, now: number): number | undefined {
	if (value === null || value.trim() === '') {
		return undefined;
	}
	const seconds = Number(value);
	if (Number.isFinite(seconds)) {
		return Math.max(0, Math.ceil(seconds * 1_000));
	}
	const date = Date.parse(value);
	return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** The hint in Google's own words: “Please retry in 34.07s.” */
export function parseRetryHint(message: string | undefined): number | undefined {
	const match = /retry in (\d+(?:\.\d+)?)(ms|s)/i.exec(message ?? '');
	return match === null ? undefined : toMilliseconds(match[1], match[2]);
}

function toMilliseconds(amount: string | undefined, unit: string | undefined): number {
	return Math.ceil(Number(amount) * (unit?.toLowerCase() === 'ms' ? 1 : 1_000));
}
