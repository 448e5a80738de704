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

/** The hint in Google's own words: “Please retry in 34.07s.”, or “in 18h26m11s” when a day's quota is gone. */
export function parseRetryHint(message: string | undefined): number | undefined {
	const hint = /retry in ((?:\d+(?:\.\d+)?(?:ms|[hms]))+)/i.exec(message ?? '')?.[1];
	if (hint === undefined) {
		return undefined;
	}
	const pieces = [...hint.matchAll(/(\d+(?:\.\d+)?)(ms|[hms])/gi)];
	return pieces.reduce((sum, [, amount, unit]) => sum + toMilliseconds(amount, unit), 0);
}

const UNITS_MS: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1_000, ms: 1 };

function toMilliseconds(amount: string | undefined, unit = 's'): number {
	return Math.ceil(Number(amount) * (UNITS_MS[unit.toLowerCase()] ?? 0));
}
