import { Worker } from 'node:worker_threads';
import type { Unchecked, Validator, Verdict } from './verdict.ts';

export interface ValidationRequest {
	readonly id: number;
	readonly text: string;
	readonly schemaText: string;
}

export interface ValidationResponse {
	readonly id: number;
	readonly verdict: Verdict;
}

export interface ValidationLimits {
	readonly deadlineMs: number;
	readonly heapMegabytes: number;
}

interface Pending {
	readonly settle: (verdict: Verdict) => void;
	readonly timer: NodeJS.Timeout;
}

/** The longest answer of a model takes a twentieth of both. */
const LIMITS: ValidationLimits = { deadlineMs: 10_000, heapMegabytes: 384 };
const LOOK_AT_HEAP_EVERY_MS = 100;

/**
 * Validates in a thread of its own, which is ended when a verdict takes longer or more memory than
 * `limits`: a pattern in a foreign schema may backtrack for years, and each of a million wrong items makes
 * an error. `entry` is the bundled validationWorker.node.
 */
export function createValidator(entry: URL | string, limits = LIMITS): Validator {
	return new WorkerValidator(entry, limits);
}

class WorkerValidator implements Validator {
	readonly #entry: URL | string;
	readonly #limits: ValidationLimits;
	readonly #pending = new Map<number, Pending>();
	#worker: Worker | undefined;
	#watch: NodeJS.Timeout | undefined;
	#lastId = 0;

	constructor(entry: URL | string, limits: ValidationLimits) {
		this.#entry = entry;
		this.#limits = limits;
	}

	async validate(text: string, schema: unknown): Promise<Verdict> {
		const schemaText = textOf(schema);
		if (typeof schemaText !== 'string') {
			return { problems: [], unchecked: schemaText };
		}
		this.#lastId += 1;
		const request: ValidationRequest = { id: this.#lastId, text, schemaText };
		const { promise, resolve } = Promise.withResolvers<Verdict>();
		const { deadlineMs } = this.#limits;
		const timer = setTimeout(
			() => this.#end({ reason: 'deadline', message: `${deadlineMs / 1_000} s` }),
			deadlineMs,
		);
		this.#pending.set(request.id, { settle: resolve, timer });
		this.#running().postMessage(request);
		return promise;
	}

	dispose(): void {
		this.#end({ reason: 'thread', message: 'disposed' });
	}

	#running(): Worker {
		const worker = this.#worker ?? this.#start();
		this.#worker = worker;
		this.#watch ??= setInterval(() => this.#lookAtHeap(worker), LOOK_AT_HEAP_EVERY_MS);
		return worker;
	}

	#start(): Worker {
		const worker = new Worker(this.#entry);
		worker.unref();
		worker.on('message', ({ id, verdict }: ValidationResponse) => this.#settle(id, verdict));
		worker.on('error', error => this.#end({ reason: 'thread', message: error.message }));
		return worker;
	}

	/**
	 * `resourceLimits` would do this in the thread, but a single large array that outgrows them ends the
	 * whole process, and that is the extension host.
	 */
	#lookAtHeap(worker: Worker): void {
		const { heapMegabytes } = this.#limits;
		worker.getHeapStatistics().then(
			({ used_heap_size: bytes }) => {
				if (worker === this.#worker && bytes > heapMegabytes * 1_000_000) {
					this.#end({ reason: 'memory', message: `${heapMegabytes} MB` });
				}
			},
			() => {
				// It is ending, or has not started.
			},
		);
	}

	#settle(id: number, verdict: Verdict): void {
		const pending = this.#pending.get(id);
		if (pending !== undefined) {
			clearTimeout(pending.timer);
			this.#pending.delete(id);
			pending.settle(verdict);
		}
		if (this.#pending.size === 0) {
			clearInterval(this.#watch);
			this.#watch = undefined;
		}
	}

	/** Ends the thread with everything that waits for it; the next request starts another. */
	#end(unchecked: Unchecked): void {
		const worker = this.#worker;
		this.#worker = undefined;
		worker?.removeAllListeners();
		void worker?.terminate();
		for (const id of [...this.#pending.keys()]) {
			this.#settle(id, { problems: [], unchecked });
		}
	}
}

/** What was written as YAML may hold what no JSON does, or be nested beyond what can be written. */
function textOf(schema: unknown): string | Unchecked {
	try {
		return JSON.stringify(schema ?? null);
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		return { reason: error instanceof RangeError ? 'depth' : 'schema', message };
	}
}
