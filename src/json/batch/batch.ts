import { isObject, own } from '../../gemini/schema/jsonValue.ts';
import { keyOf } from '../writtenNumbers.ts';

/** A number of items to be made in several requests. */
export interface BatchJob {
	readonly total: number;
	/** Items a request. */
	readonly batchSize: number;
	/** Requests at a time. */
	readonly concurrency: number;
	/** Properties whose values together no two items may share; empty: any two items may be alike. */
	readonly distinctOn: readonly string[];
}

/** What has been made, as plain data: enough to go on after a failure or another day. */
export interface BatchProgress {
	readonly items: readonly unknown[];
	/** Items that were refused because another had the same keys. */
	readonly duplicates: number;
	/** Items that were refused because they do not satisfy the schema. */
	readonly invalid: number;
	/** Requests that were made; the next ones count on, so that they do not ask for the same again. */
	readonly requests: number;
}

/** One request of a job. */
export interface BatchRequest {
	/** Counts from 1. */
	readonly number: number;
	readonly count: number;
	/** Keys that are taken, newest last. */
	readonly taken: readonly string[];
}

/** Keys that a request tells the model; more would cost more than they help. */
const MAX_TAKEN = 200;
/** Requests in a row that bring nothing new: the model has run out of ideas. */
const MAX_FRUITLESS = 3;

/** Keeps account of a job: what is still to be asked for, and which of what comes is taken. */
export class BatchCollector {
	readonly #job: BatchJob;
	readonly #items: unknown[];
	readonly #keys: Set<string>;
	/** The last keys, newest last. */
	readonly #recent: string[];
	#duplicates: number;
	#invalid: number;
	#inFlight = 0;
	#requests: number;
	#fruitless = 0;

	/** `progress` is that of the same job before it was interrupted. */
	constructor(job: BatchJob, progress?: BatchProgress) {
		this.#job = job;
		this.#items = [...(progress?.items ?? [])];
		this.#keys = new Set(this.#items.map(item => this.#key(item)));
		this.#recent = [...this.#keys].slice(-MAX_TAKEN);
		this.#duplicates = progress?.duplicates ?? 0;
		this.#invalid = progress?.invalid ?? 0;
		this.#requests = progress?.requests ?? 0;
	}

	/** Items made so far. */
	get count(): number {
		return this.#items.length;
	}

	get progress(): BatchProgress {
		return {
			items: [...this.#items],
			duplicates: this.#duplicates,
			invalid: this.#invalid,
			requests: this.#requests,
		};
	}

	get isDone(): boolean {
		return this.#items.length >= this.#job.total;
	}

	/** Nothing new has come for a while, so nothing more is asked for. */
	get isExhausted(): boolean {
		return this.#fruitless >= MAX_FRUITLESS;
	}

	/** The next request, or undefined when enough is made or under way. */
	next(): BatchRequest | undefined {
		const missing = this.#job.total - this.#items.length - this.#inFlight;
		if (missing <= 0 || this.isExhausted) {
			return undefined;
		}
		const count = Math.min(this.#job.batchSize, missing);
		this.#inFlight += count;
		this.#requests += 1;
		return { number: this.#requests, count, taken: [...this.#recent] };
	}

	/** Takes an item over, unless it is wrong, too many, or like another. */
	add(item: unknown, isValid: boolean): boolean {
		if (!isValid) {
			this.#invalid += 1;
			return false;
		}
		const key = this.#key(item);
		if (this.#job.distinctOn.length > 0 && this.#keys.has(key)) {
			this.#duplicates += 1;
			return false;
		}
		if (this.isDone) {
			return false;
		}
		this.#keys.add(key);
		this.#recent.push(key);
		this.#recent.splice(0, this.#recent.length - MAX_TAKEN);
		this.#items.push(item);
		return true;
	}

	/** A request has ended, well or badly; `added` is what it brought. */
	finish(request: BatchRequest, added: number): void {
		this.#inFlight -= request.count;
		this.#fruitless = added > 0 ? 0 : this.#fruitless + 1;
	}

	#key(item: unknown): string {
		const { distinctOn } = this.#job;
		const values = distinctOn.map(name => (isObject(item) ? own(item, name) : item));
		return distinctOn.length === 0 ? '' : keyOf(values.length === 1 ? values[0] : values);
	}
}

/** Makes the items of one request; yields each as it comes. Leaving it early has to end the request. */
export type RunBatch = (request: BatchRequest, signal: AbortSignal) => AsyncIterable<BatchItem>;

export interface BatchItem {
	readonly item: unknown;
	readonly isValid: boolean;
}

/**
 * Works a job off with as many requests at a time as it allows. The first failure ends the other requests and is
 * thrown when they have ended; what was taken until then stays in the collector, so that the job can go on.
 */
export async function runBatches(
	collector: BatchCollector,
	{ concurrency }: BatchJob,
	run: RunBatch,
	onItem: (item: unknown) => void,
	signal: AbortSignal,
): Promise<void> {
	const abort = new AbortController();
	const all = AbortSignal.any([signal, abort.signal]);
	const worker = async () => {
		for (let next = collector.next(); next !== undefined; next = collector.next()) {
			all.throwIfAborted();
			await runOne(collector, next, run(next, all), onItem);
		}
	};
	const workers = Array.from({ length: concurrency }, () =>
		worker().catch((error: unknown) => {
			abort.abort(error);
			throw error;
		}),
	);
	const results = await Promise.allSettled(workers);
	const failed = results.find(result => result.status === 'rejected');
	if (failed !== undefined) {
		throw abort.signal.reason;
	}
}

async function runOne(
	collector: BatchCollector,
	request: BatchRequest,
	items: AsyncIterable<BatchItem>,
	onItem: (item: unknown) => void,
): Promise<void> {
	let added = 0;
	try {
		for await (const { item, isValid } of items) {
			if (collector.add(item, isValid)) {
				added += 1;
				onItem(item);
			}
		}
	} finally {
		collector.finish(request, added);
	}
}
