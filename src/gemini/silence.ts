import { abortedError, geminiError } from './errors.ts';

/** One abort signal for the caller's cancel, an endpoint that says nothing, and our own leaving. */
export interface Silence {
	readonly signal: AbortSignal;
	/** Waiting for the endpoint begins (as it does with the request). */
	resume(): void;
	/** Something came, and it is the consumer's turn: no clock runs. */
	pause(): void;
	/** Ends the clock, and the request if it still runs. */
	close(): void;
}

/**
 * A busy stream is read thousands of times a second, so the timer is not set anew for each read: when it
 * fires it looks at how long the present wait has lasted.
 */
export function watchSilence({
	signal,
	idleTimeoutMs,
}: {
	readonly signal: AbortSignal;
	readonly idleTimeoutMs: number;
}): Silence {
	const controller = new AbortController();
	let waitingSince: number | undefined = performance.now();
	const onTimer = () => {
		const waited = waitingSince === undefined ? 0 : performance.now() - waitingSince;
		if (waited < idleTimeoutMs) {
			timer = setTimeout(onTimer, idleTimeoutMs - waited);
		} else {
			controller.abort(silentError(idleTimeoutMs));
		}
	};
	let timer = setTimeout(onTimer, idleTimeoutMs);
	const onAbort = () => {
		clearTimeout(timer);
		controller.abort(reasonOf(signal));
	};
	if (signal.aborted) {
		onAbort();
	} else {
		signal.addEventListener('abort', onAbort, { once: true });
	}
	return {
		signal: controller.signal,
		resume() {
			waitingSince = performance.now();
		},
		pause() {
			waitingSince = undefined;
		},
		close() {
			clearTimeout(timer);
			signal.removeEventListener('abort', onAbort);
			controller.abort(abortedError());
		},
	};
}

/** A caller's own deadline is a time-out, not a person's wish. */
function reasonOf({ reason }: AbortSignal) {
	return reason instanceof DOMException && reason.name === 'TimeoutError'
		? geminiError('timeout', 'The endpoint did not answer in time.', { retryable: true })
		: abortedError();
}

function silentError(idleTimeoutMs: number) {
	const seconds = Math.round(idleTimeoutMs / 1_000);
	return geminiError('timeout', `The endpoint was silent for ${seconds} seconds.`, {
		code: 'IDLE_TIMEOUT',
		retryable: true,
	});
}
