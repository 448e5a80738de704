import { abortedError, GeminiError, geminiError } from './errors.ts';

/**
 * Tells an abort, a time-out, DNS, TLS and socket failures of `fetch` (and of reading its body) apart
 * (docs/PROTOCOL.md §10). undici puts the system's reason on `cause`, sometimes one level deeper.
 */
export function fromFetchFailure(error: unknown, signal: AbortSignal): GeminiError {
	if (error instanceof GeminiError) {
		return error;
	}
	if (signal.aborted) {
		return signal.reason instanceof GeminiError ? signal.reason : abortedError();
	}
	const { code, message } = rootCause(error);
	if (code === undefined) {
		return geminiError('network', message, { cause: error, retryable: true });
	}
	if (/TIMEOUT|TIMEDOUT/.test(code)) {
		return geminiError('timeout', `The endpoint did not answer in time (${code}).`, {
			code,
			cause: error,
			retryable: true,
		});
	}
	return geminiError('network', `${message} (${code})`, {
		code,
		cause: error,
		retryable: !LASTING_FAILURES.test(code),
	});
}

/** A name that does not exist or a certificate that is not trusted will be no better in a second. */
const LASTING_FAILURES =
	/^(ENOTFOUND|EPROTO|ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|HOSTNAME_MISMATCH)/;

/** OpenSSL's own words stand between numbers and file names, and Node gives advice on its command line. */
function readable(message: string): string {
	return message
		.replace(/^[\dA-F]+:error:[\dA-F]+:[^:]*:[^:]*:([^:]+):[\s\S]*$/, '$1')
		.replace(/; if the root CA is installed locally,[\s\S]*$/, '');
}

function rootCause(error: unknown): { message: string; code: string | undefined } {
	let current = error;
	let message = 'Network request failed.';
	let code: string | undefined;
	for (let depth = 0; depth < 5 && current instanceof Error; depth++) {
		message = readable(current.message) || message;
		const own: unknown = Reflect.get(current, 'code');
		code = typeof own === 'string' ? own : code;
		current = current instanceof AggregateError ? current.errors[0] : current.cause;
	}
	return { message, code };
}
