/**
 * The elements of batches, one by one. A generator's `yield` costs more for each element than the parsing of
 * it, so this hands out what is there without going through one; for the rest it is a generator, which ends
 * its source when it is left.
 */
export function flatten<T extends object>(
	source: AsyncGenerator<readonly T[]>,
): AsyncGenerator<T, undefined> {
	let batch: readonly T[] = [];
	let index = 0;
	/** The last of the steps that wait for a batch; they are answered in the order in which they came. */
	let waiting: Promise<unknown> | undefined;

	const refill = async (): Promise<IteratorResult<T, undefined>> => {
		for (;;) {
			const value = batch[index++];
			if (value !== undefined) {
				return { done: false, value };
			}
			const step = await source.next();
			if (step.done) {
				return { done: true, value: undefined };
			}
			batch = step.value;
			index = 0;
		}
	};
	const inTurn = (): Promise<IteratorResult<T, undefined>> => {
		const step = waiting === undefined ? refill() : waiting.then(refill, refill);
		waiting = step;
		const settle = () => {
			waiting = waiting === step ? undefined : waiting;
		};
		step.then(settle, settle);
		return step;
	};

	return {
		next() {
			const value = waiting === undefined ? batch[index] : undefined;
			if (value === undefined) {
				return inTurn();
			}
			index++;
			return Promise.resolve({ done: false, value });
		},
		async return() {
			batch = [];
			await source.return(undefined);
			return { done: true, value: undefined };
		},
		async throw(error) {
			batch = [];
			await source.return(undefined);
			throw error;
		},
		[Symbol.asyncIterator]() {
			return this;
		},
	};
}
