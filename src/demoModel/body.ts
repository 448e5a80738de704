import type { Output } from './framing.ts';

/** Waits, or rejects with the signal's reason. */
export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>;

export interface BodyOptions {
	readonly sleep: Sleep;
	/** Milliseconds after each event. */
	readonly pace: number;
	/** The request's signal: aborting it breaks the body with an AbortError. */
	readonly signal: AbortSignal;
	readonly onEnd: (outcome: 'finished' | 'aborted' | 'reset') => void;
}

/** Writes outputs as fast as they are read, and tells how it ended. */
export function createBody(
	outputs: Iterator<Output>,
	options: BodyOptions,
): ReadableStream<Uint8Array> {
	const stopped = new AbortController();
	const signal = AbortSignal.any([options.signal, stopped.signal]);
	return new ReadableStream<Uint8Array>(
		{
			async pull(controller) {
				try {
					const bytes = await nextBytes(outputs, { ...options, signal });
					if (bytes) {
						controller.enqueue(bytes);
					} else {
						options.onEnd('finished');
						controller.close();
					}
				} catch (error) {
					options.onEnd(signal.aborted ? 'aborted' : 'reset');
					controller.error(error);
				}
			},
			cancel(reason) {
				stopped.abort(reason);
				options.onEnd('aborted');
			},
		},
		{ highWaterMark: 0 },
	);
}

async function nextBytes(
	outputs: Iterator<Output>,
	{ sleep, pace, signal }: BodyOptions,
): Promise<Uint8Array | undefined> {
	for (;;) {
		signal.throwIfAborted();
		const { done, value } = outputs.next();
		if (done) {
			return undefined;
		}
		switch (value.kind) {
			case 'bytes':
				return value.bytes;
			case 'event':
				if (pace > 0) {
					await sleep(pace, signal);
				}
				break;
			case 'wait':
				await sleep(value.ms, signal);
				break;
			case 'hang':
				await forever(signal);
				break;
			case 'reset':
				throw connectionReset();
		}
	}
}

/** What `fetch` says when the other side breaks the connection. */
export function connectionReset(): TypeError {
	return new TypeError('terminated', { cause: new Error('read ECONNRESET') });
}

/** Rejects with the signal's reason, and never before. */
export function forever(signal: AbortSignal): Promise<never> {
	return new Promise((_, reject) => {
		const stop = () => reject(signal.reason);
		if (signal.aborted) {
			stop();
		}
		signal.addEventListener('abort', stop, { once: true });
	});
}
