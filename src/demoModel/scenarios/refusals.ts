import { NOT_FOUND_PAGE, page } from '../pages.ts';
import { cometRefusal, errorInfo, googleRefusal, invalidArgument, Refusal } from '../refusal.ts';
import { htmlReply, jsonReply, type Reply } from '../reply.ts';
import type { Scenario, ScenarioContext } from './scenario.ts';

type Make = (context: ScenarioContext) => Refusal;

/** Refuses a number of times, then answers as ever. */
function refusing(about: string, make: Make, times = Number.POSITIVE_INFINITY): Scenario {
	return {
		about,
		params: `times=${times === Number.POSITIVE_INFINITY ? '∞' : times}`,
		reply: context => {
			if (context.stillFails(times)) {
				throw make(context);
			}
			return undefined;
		},
	};
}

function answering(about: string, reply: () => Reply): Scenario {
	return { about, reply };
}

function quota(quotaId: string, quotaValue: string, retryDelay: string | undefined): Make {
	return ({ ask }) => {
		const wait = retryDelay === undefined ? '' : `\nPlease retry in ${retryDelay}.`;
		const quotaMetric = 'generativelanguage.googleapis.com/generate_content_free_tier_requests';
		return googleRefusal(
			429,
			`You exceeded your current quota, please check your plan and billing details. For more information on this error, head to: https://ai.google.dev/gemini-api/docs/rate-limits.\n* Quota exceeded for metric: ${quotaMetric}, limit: ${quotaValue}${wait}`,
			[
				{
					'@type': 'type.googleapis.com/google.rpc.QuotaFailure',
					violations: [
						{
							quotaMetric,
							quotaId,
							quotaDimensions: { location: 'global', model: ask.model.id },
							quotaValue,
						},
					],
				},
				{
					'@type': 'type.googleapis.com/google.rpc.Help',
					links: [
						{
							description: 'Learn more about Gemini API quotas',
							url: 'https://ai.google.dev/gemini-api/docs/rate-limits',
						},
					],
				},
				...(retryDelay === undefined
					? []
					: [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay }]),
			],
		);
	};
}

const PER_MINUTE = 'GenerateRequestsPerMinutePerProjectPerModel-FreeTier';
const PER_DAY = 'GenerateRequestsPerDayPerProjectPerModel-FreeTier';
const OVERLOADED = 'The model is overloaded. Please try again later.';

/** Everything that is refused before an answer starts (docs/PROTOCOL.md §10). */
export const REFUSALS = {
	'rate-limit': {
		about: '429 with a fractional RetryInfo, then success.',
		params: 'times=1 delay=0.35s',
		reply: context => {
			if (context.stillFails(1)) {
				throw quota(PER_MINUTE, '10', context.params.get('delay') ?? '0.35s')(context);
			}
			return undefined;
		},
	},
	'rate-limit-daily': refusing(
		'429: the quota of the day is used up.',
		quota(PER_DAY, '250', '51234.5s'),
	),
	'rate-limit-header': {
		about: '429 of a proxy with only a Retry-After header (1 s), then success.',
		params: 'times=1',
		reply: ({ stillFails }) =>
			stillFails(1)
				? htmlReply(429, page('Too Many Requests', ''), { 'retry-after': '1' })
				: undefined,
	},
	overloaded: refusing('503 UNAVAILABLE, then success.', () => googleRefusal(503, OVERLOADED), 1),
	'internal-error': refusing(
		'500 INTERNAL, then success.',
		() =>
			googleRefusal(
				500,
				'An internal error has occurred. Please retry or report in https://developers.generativeai.google/guide/troubleshooting',
			),
		1,
	),
	'deadline-exceeded': refusing(
		'504 DEADLINE_EXCEEDED, then success.',
		() => googleRefusal(504, 'Deadline expired before operation could complete.'),
		1,
	),
	cancelled: refusing(
		'499 CANCELLED, then success.',
		() => googleRefusal(499, 'The operation was cancelled.'),
		1,
	),
	'context-overflow': refusing('400: more input than the context holds.', () =>
		invalidArgument(
			'The input token count (1250000) exceeds the maximum number of tokens allowed (1048576).',
		),
	),
	'bad-key': refusing('400 API_KEY_INVALID.', () =>
		invalidArgument('API key not valid. Please pass a valid API key.', [
			errorInfo('API_KEY_INVALID'),
		]),
	),
	'leaked-key': refusing('403: the key was reported as leaked.', () =>
		googleRefusal(403, 'Your API key was reported as leaked. Please use another API key.'),
	),
	location: refusing('400 FAILED_PRECONDITION: not available in this country.', () =>
		googleRefusal(
			400,
			'User location is not supported for the API use.',
			[],
			'FAILED_PRECONDITION',
		),
	),
	'model-retired': refusing('404: the model is no longer available.', ({ ask }) =>
		googleRefusal(
			404,
			`This model models/${ask.model.id} is no longer available to new users. Please update your code to use a newer model for the latest features and improvements.`,
		),
	),
	'comet-unauthorized': refusing('401 in CometAPI’s shape.', () =>
		cometRefusal(401, 'Invalid token', 'invalid_request'),
	),
	'comet-no-balance': refusing('403 in CometAPI’s shape: no balance left.', () =>
		cometRefusal(403, 'user quota is not enough', 'insufficient_user_quota'),
	),
	'comet-no-channel': refusing(
		'503 in CometAPI’s shape: no provider, then success.',
		() => cometRefusal(503, 'No available channel for this model', 'get_channel_failed'),
		1,
	),
	'comet-invalid-request': refusing(
		'500 in CometAPI’s shape that is a bad request: not worth a retry.',
		() => cometRefusal(500, 'invalid request', 'invalid_request'),
	),
	'nested-error': refusing('400 whose message is Google’s error as a JSON string.', () => {
		const inner = invalidArgument('Request contains an invalid argument.').body;
		const error = {
			message: JSON.stringify(inner),
			type: 'upstream_error',
			param: '',
			code: 'bad_response_status_code',
		};
		return new Refusal(400, 'nested', { error });
	}),
	'array-error': answering('429 wrapped in an array.', () =>
		jsonReply(429, [googleRefusal(429, 'Resource has been exhausted (e.g. check quota).').body]),
	),
	'bad-gateway': answering('502 with an HTML page.', () =>
		htmlReply(502, page('502 Bad Gateway', 'nginx')),
	),
	'gateway-timeout': answering('524 with Cloudflare’s HTML page.', () =>
		htmlReply(524, page('example.com | 524: A timeout occurred', 'Error code 524')),
	),
	'not-found-page': answering('404 with an HTML page: wrong base URL.', () =>
		htmlReply(404, NOT_FOUND_PAGE),
	),
	'html-200': answering('200 with an HTML page: wrong base URL or a captive portal.', () =>
		htmlReply(200, page('Welcome', 'Please log in to this network.')),
	),
	'too-large': answering('413 of a proxy.', () =>
		htmlReply(413, page('413 Request Entity Too Large', 'nginx')),
	),
	redirect: {
		about: '307 to another host, which must not see the key.',
		params: 'to=https://elsewhere.invalid/',
		reply: ({ params }) => ({
			status: 307,
			headers: { location: params.get('to') ?? 'https://elsewhere.invalid/' },
			steps: [],
		}),
	},
	'signature-corrupted': refusing(
		'400 Corrupted thought signature, then success.',
		() => invalidArgument('Corrupted thought signature.'),
		1,
	),
} as const satisfies Readonly<Record<string, Scenario>>;
