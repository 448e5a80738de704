import type { ErrorKind } from '../../../src/shared/errorInfo.ts';
import type { CardAction } from '../../../src/shared/protocol.ts';
import {
	answer,
	cutGzip,
	drip,
	end,
	falseGzip,
	first,
	frame,
	gateway,
	google,
	gzip,
	halfAnd,
	hangUp,
	html,
	hugeHead,
	inTurn,
	last,
	redirect,
	reset,
	shortBody,
	silence,
	silentHead,
	whole,
} from './behaviours.ts';
import type { Behaviour, FaultServer } from './faultServer.ts';

export interface Fault {
	readonly name: string;
	/** Default: the plain server's. */
	readonly origin?: (server: FaultServer) => string;
	/** Made anew for each try, because some count. */
	readonly behaviour?: () => Behaviour;
	/** What a person gets of the answer. */
	readonly text: 'none' | 'half' | 'whole';
	/** Absent where nothing fails, or the endpoint does not say that it was done. */
	readonly kind?: ErrorKind;
	/** The first button. */
	readonly action?: CardAction;
	/** Moves the clock of the wall, in milliseconds, in mid-stream. */
	readonly clockJump?: number;
}

const SSE = { 'content-type': 'text/event-stream' };
const HELP = [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'API_KEY_INVALID' }];
const RETRY = [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '0.02s' }];
const DAILY = [
	{
		'@type': 'type.googleapis.com/google.rpc.QuotaFailure',
		violations: [{ quotaId: 'GenerateRequestsPerDayPerProjectPerModel', quotaValue: '50' }],
	},
];
const refused503 = { error: { code: 503, status: 'UNAVAILABLE', message: 'Overloaded.' } };

type Common = Omit<Fault, 'name' | 'origin' | 'behaviour'>;

/** Faults that a person notices in the same way. */
function all(common: Common, list: readonly Omit<Fault, keyof Common>[]): Fault[] {
	return list.map(fault => ({ ...fault, ...common }));
}

const unreachable: readonly Fault[] = all({ text: 'none', kind: 'network', action: 'retry' }, [
	{ name: 'nobody listens', origin: server => server.closedOrigin },
	{ name: 'the name does not exist', origin: () => 'https://gateway.invalid' },
	{ name: 'a certificate of its own', origin: server => server.selfSignedOrigin },
	{ name: 'a TLS server without a certificate', origin: server => server.brokenTlsOrigin },
	{ name: 'https where http is spoken', origin: ({ origin }) => origin.replace('http', 'https') },
	{ name: 'another protocol', origin: server => server.nonsenseOrigin },
	{ name: 'a server that hangs up', origin: server => server.hangUpOrigin },
	{ name: 'a reset before the answer', behaviour: () => reset },
	{ name: 'a close before the answer', behaviour: () => hangUp },
	{ name: 'a head that never ends', behaviour: () => hugeHead },
]);

const slow: readonly Fault[] = [
	{ name: 'silence before the head', behaviour: () => silence, text: 'none' as const },
	{ name: 'silence after the head', behaviour: () => silentHead, text: 'none' as const },
	{ name: 'silence in mid-stream', behaviour: () => halfAnd(silence), text: 'half' as const },
].map(fault => ({ ...fault, kind: 'timeout', action: 'retry' }));

const cut: readonly Fault[] = [
	{ name: 'a reset in mid-stream', behaviour: () => halfAnd(reset) },
	{ name: 'a close in mid-stream', behaviour: () => halfAnd(hangUp) },
	{ name: 'half an event', behaviour: () => halfAnd(end(last.slice(0, 30))) },
	{ name: 'a body shorter than it says', behaviour: () => shortBody },
].map(fault => ({ ...fault, text: 'half', kind: 'network', action: 'retry' }));

const garbled: readonly Fault[] = [
	{
		name: 'invalid JSON in mid-stream',
		behaviour: () => halfAnd(end(`data: {"candidates":[}\n\n${last}`)),
		text: 'half',
		kind: 'protocol',
		action: 'chooseEndpoint',
	},
	{
		name: 'a number for an event',
		behaviour: () => answer(200, 'data: 42\n\n', SSE),
		text: 'none',
		kind: 'protocol',
		action: 'chooseEndpoint',
	},
	{
		name: 'text that is no event',
		behaviour: () => answer(200, 'Hello, world', { 'content-type': 'text/plain' }),
		text: 'none',
		kind: 'protocol',
		action: 'chooseEndpoint',
	},
	{
		name: 'a page with status 200',
		behaviour: () => html(200, 'Log in to Hotel Wi-Fi'),
		text: 'none',
		kind: 'protocol',
		action: 'chooseEndpoint',
	},
	{
		name: 'a page in mid-stream',
		behaviour: () => halfAnd(end('<!doctype html><title>Gone</title>')),
		text: 'half',
	},
	{
		name: 'a compressed body that breaks off',
		behaviour: () => cutGzip,
		text: 'none',
		kind: 'unavailable',
		action: 'retry',
	},
	{
		name: 'a body that is not compressed as it says',
		behaviour: () => falseGzip,
		text: 'none',
		kind: 'network',
		action: 'retry',
	},
];

const empty: readonly Fault[] = [
	{ name: 'an empty 200', behaviour: () => answer(200, '', SSE) },
	{ name: 'a 204', behaviour: () => answer(204) },
	{ name: 'nothing but comments', behaviour: () => answer(200, ': PING\n\n: PING\n\n', SSE) },
	{ name: 'nothing but [DONE]', behaviour: () => answer(200, 'data: [DONE]\n\n', SSE) },
].map(fault => ({ ...fault, text: 'none', kind: 'unavailable', action: 'retry' }));

const redirects: readonly Fault[] = [301, 302, 303, 307, 308].flatMap(status =>
	['https://other.invalid/v1beta', '/login', ''].map(location => ({
		name: `a ${status} to ${location || 'nowhere'}`,
		behaviour: () => redirect(status, location),
		text: 'none' as const,
		kind: 'protocol' as const,
		action: 'chooseEndpoint' as const,
	})),
);

const refusals: readonly (readonly [string, Behaviour, ErrorKind, CardAction])[] = [
	['400', google(400, 'INVALID_ARGUMENT', 'Wrong.'), 'badRequest', 'openSettings'],
	[
		'400 for the key',
		google(400, 'INVALID_ARGUMENT', 'API key not valid.', HELP),
		'auth',
		'setApiKey',
	],
	['401', google(401, 'UNAUTHENTICATED', 'No.'), 'auth', 'setApiKey'],
	['401 of a gateway', gateway(401, 'Invalid token (request id: 2026abc)'), 'auth', 'setApiKey'],
	['403', google(403, 'PERMISSION_DENIED', 'Leaked key.'), 'auth', 'setApiKey'],
	['404', google(404, 'NOT_FOUND', 'models/x is not found.'), 'notFound', 'chooseModel'],
	['404 page', html(404, 'Not Found'), 'notFound', 'chooseEndpoint'],
	// Such an answer never comes through `fetch`: it fails instead.
	['407 of a proxy', html(407, 'Proxy Authentication Required'), 'network', 'retry'],
	['408', google(408, 'CANCELLED', 'Too slow.'), 'timeout', 'retry'],
	['413', html(413, 'Request Entity Too Large'), 'badRequest', 'chooseEndpoint'],
	['429 of the minute', google(429, 'RESOURCE_EXHAUSTED', 'Busy.', RETRY), 'quota', 'retry'],
	['429 of the day', google(429, 'RESOURCE_EXHAUSTED', 'Done.', DAILY), 'quota', 'chooseModel'],
	['no balance', gateway(403, 'quota', 'insufficient_user_quota'), 'quota', 'chooseModel'],
	['499', google(499, 'CANCELLED', 'Cancelled.'), 'unavailable', 'retry'],
	['500', google(500, 'INTERNAL', 'Internal error.'), 'unavailable', 'retry'],
	[
		'500 for a bad request',
		gateway(500, 'Wrong.', 'invalid_request'),
		'badRequest',
		'openSettings',
	],
	['502 page', html(502, 'Bad Gateway'), 'unavailable', 'retry'],
	['503', google(503, 'UNAVAILABLE', 'Overloaded.'), 'unavailable', 'retry'],
	['504', google(504, 'DEADLINE_EXCEEDED', 'Too long.'), 'timeout', 'retry'],
	['524 page', html(524, 'A timeout occurred'), 'timeout', 'retry'],
	['an array', answer(503, JSON.stringify([refused503])), 'unavailable', 'retry'],
	['text', answer(500, 'oops'), 'unavailable', 'retry'],
	['nothing', answer(503), 'unavailable', 'retry'],
	['a status of its own', answer(599, '{}'), 'unavailable', 'retry'],
	['a teapot', answer(418, '{"msg":"no"}'), 'badRequest', 'openSettings'],
];

const refusedInStream: readonly Fault[] = [
	['without data:', `${JSON.stringify(refused503, undefined, 2)}\n`],
	['as an event', frame(refused503)],
	['as an error event', `event: error\ndata: ${JSON.stringify(refused503)}\n\n`],
].map(([form, body]) => ({
	name: `an error in mid-stream ${form}`,
	behaviour: () => halfAnd(end(body ?? '')),
	text: 'half',
	kind: 'unavailable',
	action: 'retry',
}));

/** What a person hardly notices. */
const harmless: readonly Fault[] = [
	{ name: 'a slow drip', behaviour: () => drip },
	{
		name: 'another content type',
		behaviour: () => answer(200, first + last, { 'content-type': 'application/json' }),
	},
	{ name: 'no content type', behaviour: () => answer(200, first + last) },
	{ name: 'a compressed body', behaviour: () => gzip },
	{ name: 'no blank line at the end', behaviour: () => answer(200, (first + last).trimEnd(), SSE) },
	{
		name: 'a busy minute, then an answer',
		behaviour: () => inTurn(google(429, 'RESOURCE_EXHAUSTED', 'Busy.', RETRY), whole),
	},
	{ name: 'a reset, then an answer', behaviour: () => inTurn(reset, whole) },
	{
		name: 'an empty answer, then a whole one',
		behaviour: () => inTurn(answer(200, '', SSE), whole),
	},
	{ name: 'a clock that jumps ahead', behaviour: () => halfAnd(end(last)), clockJump: 7_200_000 },
	{ name: 'a clock that jumps back', behaviour: () => halfAnd(end(last)), clockJump: -7_200_000 },
].map(fault => ({ ...fault, text: 'whole' }));

/** Every failure on the way to an endpoint and back, and what a person must get of it. */
export const faults: readonly Fault[] = [
	...unreachable,
	...slow,
	...cut,
	...garbled,
	...empty,
	...redirects,
	...refusals.map(
		([name, behaviour, kind, action]): Fault => ({
			name: `a refusal: ${name}`,
			behaviour: () => behaviour,
			text: 'none',
			kind,
			action,
		}),
	),
	...refusedInStream,
	{ name: 'an end without a reason', behaviour: () => halfAnd(end('')), text: 'half' },
	...harmless,
];
