import { Worker } from 'node:worker_threads';
import type { Validator, Verdict } from './verdict.ts';

export interface ValidationRequest {
	readonly id: number;
	readonly text: string;
	readonly schemaText: string;
}

export interface ValidationResponse {
	readonly id: number;
	readonly verdict: Verdict;
}

interface Pending {
	readonly settle: (verdict: Verdict) => void;
	readonly timer: NodeJS.Timeout;
}

/**
 * Validates in a thread of its own, which is ended when a verdict takes longer than `deadlineMs`: a pattern
 * in a foreign schema may backtrack for years. `entry` is the bundled validationWorker.node.
 */
export function createValidator(entry: URL | string, deadlineMs = 10_000): Validator {
	return new WorkerValidator(entry, deadlineMs);
}

class WorkerValidator implements Validator {
	readonly #entry: URL | string;
	readonly #deadlineMs: number;
	readonly #pending = new Map<number, Pending>();
	#worker: Worker | undefined;
	#lastId = 0;

	constructor(entry: URL | string, deadlineMs: number) {
		this.#entry = entry;
		this.#deadlineMs = deadlineMs;
	}

	validate(text: string, schema: unknown): Promise<Verdict> {
		this.#lastId += 1;
		const id = this.#lastId;
		const request: ValidationRequest = { id, text, schemaText: JSON.stringify(schema) };
		const { promise, resolve } = Promise.withResolvers<Verdict>();
		const timer = setTimeout(
			() => this.#end({ reason: 'deadline', message: `${this.#deadlineMs} ms` }),
			this.#deadlineMs,
		);
		this.#pending.set(id, { settle: resolve, timer });
		this.#running().postMessage(request);
		return promise;
	}

	dispose(): void {
		this.#end({ reason: 'deadline', message: 'disposed' });
	}

	#running(): Worker {
		if (this.#worker !== undefined) {
			return this.#worker;
		}
		const worker = new Worker(this.#entry);
		worker.unref();
		worker.on('message', ({ id, verdict }: ValidationResponse) => this.#settle(id, verdict));
		worker.on('error', error => this.#end({ reason: 'depth', message: error.message }));
		this.#worker = worker;
		return worker;
	}

	#settle(id: number, verdict: Verdict): void {
		const pending = this.#pending.get(id);
		if (pending !== undefined) {
			clearTimeout(pending.timer);
			this.#pending.delete(id);
			pending.settle(verdict);
		}
	}

	/** Ends the thread with everything that waits for it; the next request starts another. */
	#end(unchecked: NonNullable<Verdict['unchecked']>): void {
		const worker = this.#worker;
		this.#worker = undefined;
		worker?.removeAllListeners();
		void worker?.terminate();
		for (const id of [...this.#pending.keys()]) {
			this.#settle(id, { problems: [], unchecked });
		}
	}
}
