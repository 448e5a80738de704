const KEPT = 200;
const KEY_HEADERS = new Set(['authorization', 'x-goog-api-key', 'cookie']);
const SECRET = /\b(?:sk-[\w-]{6,}|AIza[\w-]{16,})/g;

type Outcome = 'pending' | 'finished' | 'aborted' | 'reset';

/** One request as it came, without its secrets. */
export interface JournalEntry {
	readonly id: number;
	readonly method: string;
	/** Path and query. */
	readonly path: string;
	/** Names in lower case; the value of a header that holds a key is `present`. */
	readonly headers: Readonly<Record<string, string>>;
	/** Parsed JSON, or text that is not JSON; absent without a body. */
	readonly body?: unknown;
	readonly scenario?: string | undefined;
	readonly status?: number | undefined;
	/** `aborted`: the client went away before the end. */
	readonly outcome: Outcome;
}

/** Keys in free text are worth as much as those in headers. */
export function redact(text: string): string {
	return text.replace(SECRET, '[redacted]');
}

export interface Journal {
	readonly entries: readonly JournalEntry[];
	add(request: Request, body: string): JournalEntry;
	update(id: number, change: Partial<JournalEntry>): void;
	clear(): void;
}

/** Keeps the last requests, oldest first. */
export function createJournal(): Journal {
	const entries: JournalEntry[] = [];
	let count = 0;
	return {
		entries,
		add(request, body) {
			const entry = describe(request, body, ++count);
			entries.push(entry);
			entries.splice(0, entries.length - KEPT);
			return entry;
		},
		update(id, change) {
			const index = entries.findIndex(each => each.id === id);
			const entry = entries[index];
			if (entry) {
				entries[index] = { ...entry, ...change };
			}
		},
		clear() {
			entries.length = 0;
		},
	};
}

function describe(request: Request, body: string, id: number): JournalEntry {
	const url = new URL(request.url);
	if (url.searchParams.has('key')) {
		url.searchParams.set('key', 'present');
	}
	const headers = Object.fromEntries(
		Array.from(request.headers, ([name, value]) => [
			name,
			KEY_HEADERS.has(name) ? 'present' : redact(value),
		]),
	);
	return {
		id,
		method: request.method,
		path: redact(`${url.pathname}${url.search}`),
		headers,
		...(body !== '' && { body: parsed(redact(body)) }),
		outcome: 'pending',
	};
}

function parsed(body: string): unknown {
	try {
		return JSON.parse(body);
	} catch {
		return body;
	}
}
