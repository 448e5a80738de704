import { type JsonJob, withSeed } from '../jobs.ts';
import { ItemReader } from '../stream/itemReader.ts';
import { type Constraint, type StreamOptions, streamJson } from '../stream/streamJson.ts';
import { isValid, type Validator } from '../validation/verdict.ts';
import type { BatchItem, BatchRequest, RunBatch } from './batch.ts';
import { buildBatchPrompt } from './batchPrompt.ts';

export interface ItemSourceDeps {
	readonly generate: StreamOptions['generate'];
	readonly validator: Pick<Validator, 'validate'>;
	readonly onNotice: StreamOptions['onNotice'];
}

/**
 * Makes the items of a job, request by request; each is checked and given as soon as it has come. What is cut
 * off in the middle is no item, and is not sent back. Refusals of the schema are remembered for the next request.
 */
export function createItemSource(
	job: JsonJob,
	distinctOn: readonly string[],
	{ generate, validator, onNotice }: ItemSourceDeps,
): RunBatch {
	let constraint: Constraint = 'full';
	return async function* (batch: BatchRequest, outer: AbortSignal): AsyncGenerator<BatchItem> {
		const build = (allowed: Constraint) =>
			buildBatchPrompt({ ...numbered(job, batch.number), constraint: allowed }, batch, distinctOn);
		const reader = new ItemReader({ of: 'array' });
		const arrived = new Arrivals<unknown>();
		const leaving = new AbortController();
		const signal = AbortSignal.any([outer, leaving.signal]);
		const onText = (text: string) => arrived.add(reader.push(text));
		const answer = streamJson(build, { generate, signal, constraint, onText, onNotice });
		// It may fail before anybody waits for it.
		answer.catch(() => undefined).finally(() => arrived.end());
		try {
			for await (const item of arrived) {
				const verdict = await validator.validate(JSON.stringify(item), job.schema);
				yield { item, isValid: isValid(verdict) };
			}
			({ constraint } = await answer);
		} finally {
			leaving.abort();
			await Promise.allSettled([answer]);
		}
	};
}

/** The same seed for all requests would give the same items. */
function numbered(job: JsonJob, number: number): JsonJob {
	const { seed, ...config } = job.base.generationConfig ?? {};
	const base = { ...job.base, generationConfig: config };
	return seed === undefined ? job : { ...job, base: withSeed(base, seed + number - 1) };
}

/** What comes from one side, to be waited for on the other. */
class Arrivals<T> implements AsyncIterable<T> {
	#waiting: T[] = [];
	#hasEnded = false;
	#wake: () => void = () => undefined;

	add(values: readonly T[]): void {
		this.#waiting.push(...values);
		this.#wake();
	}

	end(): void {
		this.#hasEnded = true;
		this.#wake();
	}

	async *[Symbol.asyncIterator](): AsyncGenerator<T> {
		for (;;) {
			const values = this.#waiting;
			this.#waiting = [];
			yield* values;
			if (this.#waiting.length === 0) {
				if (this.#hasEnded) {
					return;
				}
				await new Promise<void>(resolve => {
					this.#wake = resolve;
				});
			}
		}
	}
}
