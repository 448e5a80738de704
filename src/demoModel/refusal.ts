/** One `google.rpc.*` detail of an error. */
export type ErrorDetail = { readonly '@type': string } & Readonly<Record<string, unknown>>;

const STATUS_NAMES: Readonly<Record<number, string>> = {
	400: 'INVALID_ARGUMENT',
	401: 'UNAUTHENTICATED',
	403: 'PERMISSION_DENIED',
	404: 'NOT_FOUND',
	429: 'RESOURCE_EXHAUSTED',
	499: 'CANCELLED',
	500: 'INTERNAL',
	503: 'UNAVAILABLE',
	504: 'DEADLINE_EXCEEDED',
};

/** A request that is answered with an error, in the words of docs/PROTOCOL.md §10. */
export class Refusal extends Error {
	readonly status: number;
	readonly body: Readonly<Record<string, unknown>>;

	constructor(status: number, message: string, body: Readonly<Record<string, unknown>>) {
		super(message);
		this.status = status;
		this.body = body;
	}
}

/** Google's error shape. */
export function googleRefusal(
	status: number,
	message: string,
	details: readonly ErrorDetail[] = [],
	statusName = STATUS_NAMES[status] ?? 'UNKNOWN',
): Refusal {
	const error = { code: status, message, status: statusName };
	return new Refusal(status, message, {
		error: details.length > 0 ? { ...error, details } : error,
	});
}

/** CometAPI's shape: no `status`, a word or nothing in `code`. */
export function cometRefusal(status: number, message: string, code: string): Refusal {
	const text = `${message} (request id: ${REQUEST_ID})`;
	return new Refusal(status, text, {
		error: { message: text, type: 'comet_api_error', param: '', code },
	});
}

const REQUEST_ID = '20261122160000000000000DemoModel';

export function invalidArgument(message: string, details: readonly ErrorDetail[] = []): Refusal {
	return googleRefusal(400, message, details);
}

/** A reason that machines read, e.g. `API_KEY_INVALID`. */
export function errorInfo(reason: string): ErrorDetail {
	return {
		'@type': 'type.googleapis.com/google.rpc.ErrorInfo',
		reason,
		domain: 'googleapis.com',
		metadata: { service: 'generativelanguage.googleapis.com' },
	};
}
