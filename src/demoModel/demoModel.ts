import { connectionReset, createBody, forever, type Sleep } from './body.ts';
import { frame } from './framing.ts';
import type { CheckRequest } from './generate.ts';
import { createJournal, type JournalEntry } from './journal.ts';
import { type BodyForm, type Framing, GOOGLE_FRAMING, type Reply } from './reply.ts';
import { createRouter } from './routes.ts';
import type { Scenarios } from './scenarios/scenario.ts';
import { createScenarioQueue, type ScenarioOrder } from './scenarios/scenarioQueue.ts';
import type { ScenarioName } from './scenarios/scenarios.ts';

export interface DemoOptions {
	/** Tests pass one that does not wait. */
	readonly sleep?: Sleep | undefined;
	/** Milliseconds since 1970, for dates in answers. */
	readonly now?: (() => number) | undefined;
	/** Milliseconds between the events of a stream; default 35, 0 for tests. */
	readonly pace?: number | undefined;
	readonly framing?: Partial<Framing> | undefined;
	/** Refuse requests without a key (403) or with one of an unknown kind; default false. */
	readonly requireKey?: boolean | undefined;
	/** What prompts and the queue may name; see `LABORATORY`. */
	readonly scenarios?: Scenarios | undefined;
	/** Refuses what a real endpoint refuses; see `LABORATORY`. */
	readonly check?: CheckRequest | undefined;
	/** Another seed gives other answers; the same one always the same. */
	readonly seed?: number | undefined;
}

export interface DemoModel {
	/** Takes what the global `fetch` takes; only the path of the address counts. */
	readonly fetch: (input: Request | URL | string, init?: RequestInit) => Promise<Response>;
	/** The last 200 requests, oldest first, without their secrets. */
	readonly requests: readonly JournalEntry[];
	/** The next generate requests behave so, before any scenario that a prompt names. */
	queueScenario(order: ScenarioOrder & { readonly name: ScenarioName }): void;
	/** Forgets the journal, queued scenarios and counts. */
	reset(): void;
}

/** A Gemini-compatible endpoint, strict about requests, that answers from the request alone. */
export function createDemoModel(options: DemoOptions = {}): DemoModel {
	const settings = withDefaults(options);
	const journal = createJournal();
	const queue = createScenarioQueue();
	const reset = () => {
		journal.clear();
		queue.clear();
	};
	const route = createRouter({
		settings,
		journal,
		queue,
		reset,
		scenarios: options.scenarios ?? {},
		check: options.check,
	});

	async function fetch(input: Request | URL | string, init?: RequestInit): Promise<Response> {
		const request = new Request(input, init);
		const body = await request.text();
		const isAdmin = new URL(request.url).pathname.startsWith('/__demo/');
		const entry = isAdmin ? undefined : journal.add(request, body);
		const note = (change: Partial<JournalEntry>) => entry && journal.update(entry.id, change);
		const { reply, form, scenario } = route(request, body);
		note({ scenario, status: reply.status });
		try {
			await head(reply, settings.sleep, request.signal);
		} catch (error) {
			note({ outcome: request.signal.aborted ? 'aborted' : 'reset', status: undefined });
			throw error;
		}
		return respond(reply, form, request.signal, note);
	}

	function respond(
		reply: Reply,
		form: BodyForm,
		signal: AbortSignal,
		note: (change: Partial<JournalEntry>) => void,
	): Response {
		const framing = { ...settings.framing, ...reply.framing };
		const body = createBody(frame(reply.steps, form, framing), {
			sleep: settings.sleep,
			pace: reply.pace ?? settings.pace,
			signal,
			onEnd: outcome => note({ outcome }),
		});
		return new Response(body, { status: reply.status, headers: { ...HEADERS, ...reply.headers } });
	}

	return { fetch, requests: journal.entries, queueScenario: queue.add, reset };
}

function withDefaults(options: DemoOptions) {
	return {
		sleep: options.sleep ?? sleep,
		now: options.now ?? Date.now,
		pace: options.pace ?? 35,
		framing: { ...GOOGLE_FRAMING, ...options.framing },
		requireKey: options.requireKey ?? false,
		seed: options.seed ?? 1,
	};
}

const HEADERS = {
	server: 'comet-gemini-demo',
	vary: 'Origin, X-Origin, Referer',
	'x-content-type-options': 'nosniff',
	'x-frame-options': 'SAMEORIGIN',
	'x-xss-protection': '0',
};

/** What happens before the status line. */
async function head(reply: Reply, wait: Sleep, signal: AbortSignal): Promise<void> {
	signal.throwIfAborted();
	if (reply.resets) {
		throw connectionReset();
	}
	if (reply.delayMs === Number.POSITIVE_INFINITY) {
		await forever(signal);
	}
	if (reply.delayMs) {
		await wait(reply.delayMs, signal);
	}
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
	return new Promise((resolve, reject) => {
		const stop = () => {
			clearTimeout(timer);
			reject(signal.reason);
		};
		const timer = setTimeout(() => {
			signal.removeEventListener('abort', stop);
			resolve();
		}, ms);
		signal.addEventListener('abort', stop, { once: true });
	});
}
