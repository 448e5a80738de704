import assert from 'node:assert/strict';
import { parseDuration, parseRetryAfter, parseRetryHint } from '../../../src/gemini/duration.ts';
import {
	errorFromResponse,
	errorFromStream,
	isErrorObject,
} from '../../../src/gemini/errorBody.ts';
import { geminiError, INTERNAL_ERROR, toErrorInfo } from '../../../src/gemini/errors.ts';
import { fromFetchFailure } from '../../../src/gemini/fetchFailure.ts';
import { withoutKey } from '../../../src/gemini/hideKey.ts';
import { networkFailure } from './fakeEndpoint.ts';

const NOW = Date.UTC(2026, 10, 20);

function read(status: number, body: unknown, headers: Record<string, string> = {}) {
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	return errorFromResponse(status, text, new Headers(headers), NOW).info;
}

const google = (code: number, status: string, message: string, details: object[] = []) => ({
	error: { code, message, status, details },
});
const gateway = (code: unknown, message = 'Something (request id: 20261120abc)') => ({
	error: { message, type: 'comet_api_error', param: '', code },
});
const quota = (violation: object, delay?: string) =>
	google(429, 'RESOURCE_EXHAUSTED', 'You exceeded your current quota.', [
		{ '@type': 'type.googleapis.com/google.rpc.QuotaFailure', violations: [violation] },
		...(delay === undefined
			? []
			: [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: delay }]),
	]);

function twoQuotas() {
	const violations = [{ quotaId: 'PerMinute' }, { quotaId: 'RequestsPerDay' }];
	return google(429, 'RESOURCE_EXHAUSTED', 'You exceeded your current quota.', [{ violations }]);
}

describe('An error of Google', () => {
	it('says what, why, and when to come back', () => {
		assert.deepEqual(
			read(429, quota({ quotaId: 'GenerateRequestsPerMinutePerProject' }, '34.074824224s')),
			{
				kind: 'quota',
				message: 'You exceeded your current quota.',
				status: 429,
				code: 'RESOURCE_EXHAUSTED',
				retryAfterMs: 34_075,
				retryable: true,
			},
		);
	});

	for (const [name, body] of [
		['the day’s quota', quota({ quotaId: 'GenerateRequestsPerDayPerProject' }, '20s')],
		['the day’s quota beside another', twoQuotas()],
		['a quota of zero', quota({ quotaValue: '0' }, '20s')],
		['a quota of zero, as number', quota({ quotaValue: 0 })],
		['a wait of over five minutes', quota({}, '301s')],
		['“limit: 0” in words', google(429, 'RESOURCE_EXHAUSTED', 'Quota exceeded, limit: 0')],
	] as const) {
		it(`is final for ${name}`, () => {
			const { kind, retryable } = read(429, body);
			assert.deepEqual({ kind, retryable }, { kind: 'quota', retryable: false });
		});
	}

	for (const [status, word, message, kind, retryable] of [
		[400, 'INVALID_ARGUMENT', 'The input token count exceeds the maximum.', 'badRequest', false],
		[400, 'INVALID_ARGUMENT', 'API key not valid. Please pass a valid API key.', 'auth', false],
		[400, 'INVALID_ARGUMENT', 'API key expired. Please renew the API key.', 'auth', false],
		[400, 'INVALID_ARGUMENT', 'API Key not found. Please pass a valid API key.', 'auth', false],
		[400, 'FAILED_PRECONDITION', 'User location is not supported.', 'badRequest', false],
		[401, 'UNAUTHENTICATED', 'Invalid authentication credentials.', 'auth', false],
		[402, 'PAYMENT', 'No balance.', 'quota', false],
		[403, 'PERMISSION_DENIED', 'Method doesn’t allow unregistered callers.', 'auth', false],
		[404, 'NOT_FOUND', 'models/x is not found.', 'notFound', false],
		[408, 'CANCELLED', 'Timed out.', 'timeout', true],
		[413, '', 'Too large.', 'badRequest', false],
		[499, 'CANCELLED', 'The operation was cancelled.', 'unavailable', true],
		[500, 'INTERNAL', 'An internal error has occurred.', 'unavailable', true],
		[501, 'UNIMPLEMENTED', 'No.', 'unavailable', false],
		[502, '', 'Bad gateway', 'unavailable', true],
		[503, 'UNAVAILABLE', 'The model is overloaded.', 'unavailable', true],
		[504, 'DEADLINE_EXCEEDED', 'Deadline exceeded.', 'timeout', true],
		[524, '', 'A timeout occurred', 'timeout', true],
	] as const) {
		it(`${status} ${word} “${message}” is ${kind}${retryable ? ', to be tried again' : ''}`, () => {
			const info = read(status, google(status, word, message));
			assert.deepEqual(
				[info.kind, info.retryable, info.message, info.status],
				[kind, retryable, message, status],
			);
		});
	}

	it('names the reason of its details', () => {
		const details = [
			{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'SERVICE_DISABLED' },
			{ '@type': 'type.googleapis.com/google.rpc.RequestInfo', requestId: 'req-12345' },
		];
		const { code, kind } = read(403, google(403, 'PERMISSION_DENIED', 'Not enabled.', details));
		assert.deepEqual({ code, kind }, { code: 'SERVICE_DISABLED', kind: 'auth' });
	});

	it('may come inside an array', () => {
		assert.equal(read(503, [google(503, 'UNAVAILABLE', 'Busy.')]).message, 'Busy.');
	});

	it('of Vertex may list its errors twice', () => {
		const body = {
			error: {
				code: 400,
				message: 'Bad.',
				errors: [{ message: 'Bad.', domain: 'global', reason: 'badRequest' }],
				status: 'INVALID_ARGUMENT',
			},
		};
		assert.deepEqual(read(400, body), {
			kind: 'badRequest',
			message: 'Bad.',
			status: 400,
			code: 'INVALID_ARGUMENT',
			retryable: false,
		});
	});
});

describe('An error of a gateway', () => {
	it('keeps the request id that support asks for', () => {
		assert.deepEqual(read(401, gateway('', 'Invalid token (request id: 20261120abc)')), {
			kind: 'auth',
			message: 'Invalid token (request id: 20261120abc)',
			status: 401,
			requestId: '20261120abc',
			retryable: false,
		});
		assert.equal(read(500, {}, { 'x-oneapi-request-id': 'abc-123456' }).requestId, 'abc-123456');
	});

	for (const [status, code, kind, retryable] of [
		[500, 'invalid_request', 'badRequest', false],
		[500, 'bad_response_status_code', 'unavailable', true],
		[500, 'empty_response', 'unavailable', true],
		[500, '', 'unavailable', true],
		[403, 'insufficient_user_quota', 'quota', false],
		[429, 'pre_consume_token_quota_failed', 'quota', false],
		[503, 'model_not_found', 'notFound', false],
		[500, 'get_channel_failed', 'unavailable', true],
		[503, 'channel:no_available_key', 'unavailable', true],
		[500, 'channel:response_time_exceeded', 'unavailable', true],
		[400, 'prompt_blocked', 'blocked', false],
		[400, 'sensitive_words_detected', 'blocked', false],
		[400, 'read_request_body_failed', 'badRequest', false],
		[429, null, 'quota', true],
		[429, 429, 'quota', true],
		[429, '429', 'quota', true],
	] as const) {
		it(`${status} ${code} is ${kind}${retryable ? ', to be tried again' : ''}`, () => {
			const info = read(status, gateway(code));
			assert.deepEqual([info.kind, info.retryable], [kind, retryable]);
		});
	}

	it('is read through to the error that it wraps as text', () => {
		const inner = google(429, 'RESOURCE_EXHAUSTED', 'Please retry in 2.5s.');
		for (const message of [
			JSON.stringify(inner),
			JSON.stringify([inner]),
			`${JSON.stringify(inner)} (request id: 20261120abc)`,
			JSON.stringify({ error: { message: JSON.stringify(inner) } }),
		]) {
			const info = read(429, { error: { message, type: 'upstream_error', code: 'x' } });
			assert.deepEqual(
				[info.message, info.code, info.retryAfterMs],
				['Please retry in 2.5s.', 'RESOURCE_EXHAUSTED', 2_500],
			);
		}
	});

	it('keeps the code of an error whose words stand beside it', () => {
		const body = { error: { code: 'insufficient_user_quota' }, message: 'Balance too low' };
		assert.deepEqual(read(429, body), {
			kind: 'quota',
			message: 'Balance too low',
			status: 429,
			code: 'insufficient_user_quota',
			retryable: false,
		});
	});

	it('may be Google’s as a text', () => {
		const error = JSON.stringify(google(429, 'RESOURCE_EXHAUSTED', 'Please retry in 2.5s.'));
		const { message, code, retryAfterMs } = read(429, { error });
		assert.deepEqual(
			[message, code, retryAfterMs],
			['Please retry in 2.5s.', 'RESOURCE_EXHAUSTED', 2_500],
		);
	});

	const KEY_DETAILS = [{ reason: 'API_KEY_INVALID' }];
	for (const [status, code, inner, kind, retryable, shown] of [
		[
			500,
			'invalid_request',
			google(400, 'INVALID_ARGUMENT', 'Unknown name "foo"'),
			'badRequest',
			false,
			'invalid_request',
		],
		[
			403,
			'insufficient_user_quota',
			{ error: { message: 'inner' } },
			'quota',
			false,
			'insufficient_user_quota',
		],
		[503, 'model_not_found', google(503, 'UNAVAILABLE', 'x'), 'notFound', false, 'model_not_found'],
		[
			400,
			'prompt_blocked',
			google(400, 'INVALID_ARGUMENT', 'x'),
			'blocked',
			false,
			'prompt_blocked',
		],
		[
			400,
			'get_channel_failed',
			google(400, 'INVALID_ARGUMENT', 'x'),
			'unavailable',
			false,
			'get_channel_failed',
		],
		[
			500,
			'bad_response_status_code',
			google(400, 'INVALID_ARGUMENT', 'x', KEY_DETAILS),
			'auth',
			false,
			'API_KEY_INVALID',
		],
		[
			500,
			'invalid_request',
			google(400, 'INVALID_ARGUMENT', 'x', KEY_DETAILS),
			'auth',
			false,
			'API_KEY_INVALID',
		],
		[
			500,
			'invalid_request',
			gateway('insufficient_user_quota', 'x'),
			'quota',
			false,
			'insufficient_user_quota',
		],
		[500, 'empty_response', { error: { message: 'inner' } }, 'unavailable', true, 'empty_response'],
	] as const) {
		it(`${status} ${code} around ${JSON.stringify(inner)} is ${kind}`, () => {
			const message = `${JSON.stringify(inner)} (request id: 2026abcdef)`;
			const info = read(status, gateway(code, message));
			assert.deepEqual(
				[info.kind, info.retryable, info.code, info.message, info.requestId],
				[kind, retryable, shown, inner.error.message, '2026abcdef'],
			);
		});
	}

	for (const [body, message] of [
		[{ error: 'plain words' }, 'plain words'],
		[{ message: 'plain words', success: false }, 'plain words'],
		[{ detail: 'plain words' }, 'plain words'],
		[{ msg: 'plain words' }, 'plain words'],
		[{ error: { message: '' } }, 'HTTP 500'],
		[{ error: { message: '', detail: 'plain words' } }, 'plain words'],
		[{ error: { code: 'x' }, message: 'plain words' }, 'plain words'],
		[{ error: {}, detail: 'plain words', message: '' }, 'plain words'],
		[{ error: true, msg: 'plain words' }, 'plain words'],
		[{ error: '', message: 'plain words' }, 'plain words'],
		[{ error: { message: 'inner' }, message: 'outer' }, 'inner'],
		['', 'HTTP 500'],
		['Internal Server Error', 'HTTP 500: Internal Server Error'],
		['{"error":', 'HTTP 500: {"error":'],
		[
			'<!DOCTYPE html><html><head><title>502 Bad\n Gateway</title></head><body>x</body></html>',
			'HTTP 500: 502 Bad Gateway',
		],
		[
			'<html><style>p{}</style><script>alert(1)</script><p>Not <b>here</b></p></html>',
			'HTTP 500: Not here',
		],
	] as const) {
		it(`${JSON.stringify(body).slice(0, 40)} reads “${message}”`, () => {
			assert.equal(read(500, body).message, message);
		});
	}

	it('that is a web page says that something else answered', () => {
		const page = '<!doctype html><title>Error 404 (Not Found)!!1</title>';
		assert.deepEqual([read(404, page).kind, read(404, page).code], ['notFound', 'NOT_AN_API']);
		assert.deepEqual([read(403, page).kind, read(403, page).code], ['blocked', 'NOT_AN_API']);
	});

	for (const [status, kind] of [
		[502, 'unavailable'],
		[503, 'unavailable'],
		[504, 'timeout'],
		[524, 'timeout'],
	] as const) {
		it(`that is a web page of status ${status} is an outage and no wrong address`, () => {
			assert.deepEqual(read(status, '<!DOCTYPE html><title>gateway | Down</title>'), {
				kind,
				message: `HTTP ${status}: gateway | Down`,
				status,
				retryable: true,
			});
		});
	}

	it('is cut to a readable length', () => {
		const words = 'words '.repeat(9_999);
		assert.equal(read(400, { error: { message: words } }).message, `${words.slice(0, 1_998)}…`);
		const { message } = read(400, { error: { message: 'x'.repeat(9_999) } });
		assert.ok(message.length > 1_500 && message.length <= 2_001, `${message.length} characters`);
	});
});

describe('An error inside a stream', () => {
	for (const [value, expected] of [
		[google(503, 'UNAVAILABLE', 'Busy.'), ['unavailable', 503, true]],
		[{ error: { status: 'RESOURCE_EXHAUSTED', message: 'x' } }, ['quota', 429, true]],
		[{ error: { code: 14, message: 'x' } }, ['unavailable', 500, true]],
		[{ error: { code: 14, status: 'NOT_FOUND', message: 'x' } }, ['notFound', 404, false]],
		[{ error: 'words' }, ['unavailable', 500, true]],
		[[{ error: { code: 400, message: 'x' } }], ['badRequest', 400, false]],
		[{ error: { code: 'invalid_request', message: 'x' } }, ['badRequest', 500, false]],
	] as const) {
		it(`is read like any other: ${JSON.stringify(value)}`, () => {
			const { kind, status, retryable } = errorFromStream(value).info;
			assert.deepEqual([kind, status, retryable], expected);
		});
	}

	it('may come without the object around it', () => {
		const bare = { code: 401, message: 'Invalid token (request id: 2026abc)' };
		assert.deepEqual(errorFromStream(bare).info, {
			kind: 'auth',
			message: 'Invalid token (request id: 2026abc)',
			status: 401,
			requestId: '2026abc',
			retryable: false,
		});
		assert.deepEqual(
			[
				bare,
				[bare],
				{ message: 'x', error: null, candidates: null },
				{ message: 'x', candidates: [] },
				{ message: 'x', usageMetadata: {} },
				{ message: '' },
				{ message: { text: 'x' } },
				{ code: 401 },
				{ code: 401, msg: 'x' },
				{ detail: 'x' },
				{ detail: 'x', candidates: [] },
			].map(isErrorObject),
			[true, true, true, false, false, false, false, false, true, true, false],
		);
	});

	it('may say so in other words than “message”', () => {
		const { kind, message } = errorFromStream({ code: 401, msg: 'No such key.' }).info;
		assert.deepEqual([kind, message], ['auth', 'No such key.']);
	});

	it('is told from a response', () => {
		assert.deepEqual(
			[{ error: {} }, { error: 'x' }, [{ error: {} }], { error: null }, {}, null, 'error', []].map(
				isErrorObject,
			),
			[true, true, true, false, false, false, false, false],
		);
	});
});

describe('An “error” beside an answer', () => {
	const candidates = [{ content: { parts: [{ text: 'a' }] } }];

	for (const error of [false, null, '', ' ', 0, {}, [], { code: 0, message: '', details: [] }]) {
		it(`is none when it says nothing: ${JSON.stringify(error)}`, () => {
			assert.equal(isErrorObject({ error, candidates }), false);
			assert.equal(isErrorObject([{ error, usageMetadata: {} }]), false);
		});
	}

	for (const error of [true, 'x', 500, { code: 500 }, { status: 'INTERNAL' }, ['x']]) {
		it(`is one when it says something: ${JSON.stringify(error)}`, () => {
			assert.equal(isErrorObject({ error, candidates }), true);
		});
	}

	it('is one that says nothing where there is no answer', () => {
		assert.deepEqual(
			[{ error: false }, { error: {} }, { error: '', candidates: null }].map(isErrorObject),
			[true, true, true],
		);
	});
});

describe('A wait that an endpoint asks for', () => {
	for (const [text, ms] of [
		['34s', 34_000],
		['34.074824224s', 34_075],
		['900ms', 900],
		['0s', 0],
		['1m', undefined],
		['soon', undefined],
		[undefined, undefined],
	] as const) {
		it(`reads the duration ${text}`, () => {
			assert.equal(parseDuration(text), ms);
		});
	}

	it('reads Retry-After in seconds and as a date', () => {
		const date = new Date(NOW + 5_000).toUTCString();
		assert.deepEqual(
			['3', '0.5', date, new Date(NOW - 5_000).toUTCString(), 'later', '', null].map(value =>
				parseRetryAfter(value, NOW),
			),
			[3_000, 500, 5_000, 0, undefined, undefined, undefined],
		);
	});

	it('reads the hint in words', () => {
		assert.deepEqual(
			['Please retry in 34.07s.', 'retry in 900ms', 'Retry later', undefined].map(parseRetryHint),
			[34_070, 900, undefined, undefined],
		);
		assert.deepEqual(
			[
				'Please retry in 18h26m11s.',
				'Please retry in 1h0.5s',
				'Please retry in 2m30.5s.',
				'Please retry in 1m5ms.',
				'Please retry in 2M.',
				'Please retry in 3 days',
			].map(parseRetryHint),
			[66_371_000, 3_600_500, 150_500, 60_005, 120_000, undefined],
		);
	});

	it('of hours in words is the end, as a day’s quota is', () => {
		const words = 'You exceeded your current quota. Please retry in 18h26m11.5s.';
		assert.deepEqual(read(429, google(429, 'RESOURCE_EXHAUSTED', words)), {
			kind: 'quota',
			message: words,
			status: 429,
			code: 'RESOURCE_EXHAUSTED',
			retryAfterMs: 66_371_500,
			retryable: false,
		});
		assert.equal(errorFromStream(google(429, 'RESOURCE_EXHAUSTED', words)).info.retryable, false);
	});

	it('comes from RetryInfo before the header before the words', () => {
		const words = 'Please retry in 3s.';
		const details = [{ retryDelay: '1s' }];
		const headers = { 'retry-after': '2' };
		assert.deepEqual(
			[
				read(429, google(429, 'RESOURCE_EXHAUSTED', words, details), headers),
				read(429, google(429, 'RESOURCE_EXHAUSTED', words), headers),
				read(429, google(429, 'RESOURCE_EXHAUSTED', words)),
			].map(({ retryAfterMs }) => retryAfterMs),
			[1_000, 2_000, 3_000],
		);
	});
});

describe('A failure of the network', () => {
	const live = new AbortController().signal;

	for (const [code, kind, retryable] of [
		['ECONNRESET', 'network', true],
		['ECONNREFUSED', 'network', true],
		['EAI_AGAIN', 'network', true],
		['UND_ERR_SOCKET', 'network', true],
		['ENOTFOUND', 'network', false],
		['CERT_HAS_EXPIRED', 'network', false],
		['SELF_SIGNED_CERT_IN_CHAIN', 'network', false],
		['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'network', false],
		['ERR_TLS_CERT_ALTNAME_INVALID', 'network', false],
		['ERR_SSL_WRONG_VERSION_NUMBER', 'network', false],
		['ETIMEDOUT', 'timeout', true],
		['UND_ERR_CONNECT_TIMEOUT', 'timeout', true],
		['UND_ERR_HEADERS_TIMEOUT', 'timeout', true],
		['UND_ERR_BODY_TIMEOUT', 'timeout', true],
	] as const) {
		it(`${code} is ${kind}${retryable ? ', to be tried again' : ''}`, () => {
			const { info } = fromFetchFailure(networkFailure(code), live);
			assert.deepEqual([info.kind, info.code, info.retryable], [kind, code, retryable]);
		});
	}

	it('is told by the innermost cause', () => {
		const inner = Object.assign(new Error('connect ECONNREFUSED ::1:80'), { code: 'ECONNREFUSED' });
		const failure = new TypeError('fetch failed', { cause: new AggregateError([inner]) });
		assert.equal(
			fromFetchFailure(failure, live).message,
			'connect ECONNREFUSED ::1:80 (ECONNREFUSED)',
		);
		assert.equal(fromFetchFailure(new Error('terminated'), live).message, 'terminated');
		assert.equal(fromFetchFailure('odd', live).message, 'Network request failed.');
	});

	it('of any other kind is told as it is, and not tried again', () => {
		assert.deepEqual(
			[toErrorInfo(new Error('odd')), toErrorInfo('odder')],
			['odd', 'odder'].map(message => ({
				kind: 'protocol',
				message,
				code: INTERNAL_ERROR,
				retryable: false,
			})),
		);
		const { info } = geminiError('quota', 'x');
		assert.equal(toErrorInfo(geminiError('quota', 'x')).kind, info.kind);
	});

	it('after an abort is the abort', () => {
		const controller = new AbortController();
		controller.abort(geminiError('timeout', 'too late'));
		assert.equal(fromFetchFailure(new Error('x'), controller.signal).kind, 'timeout');
		assert.equal(fromFetchFailure(new Error('x'), AbortSignal.abort()).kind, 'aborted');
	});
});

describe('A key that an endpoint quotes', () => {
	it('is taken out of the error', () => {
		const error = geminiError('auth', 'Incorrect API key provided: sk-0123456789.');
		assert.equal(withoutKey(error, ' sk-0123456789').message, 'Incorrect API key provided: ••••.');
		assert.equal(withoutKey(error, undefined), error);
		assert.equal(withoutKey(error, 'other-key-0'), error);
		assert.equal(withoutKey(error, 'key'), error);
	});
});
