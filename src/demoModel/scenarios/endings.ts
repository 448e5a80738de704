import { events } from '../reply.ts';
import type { WireCandidate, WireChunk, WirePart } from '../wire.ts';
import type { Scenario, ScenarioContext } from './scenario.ts';

const RATINGS = [
	{ category: 'HARM_CATEGORY_HARASSMENT', probability: 'NEGLIGIBLE' },
	{ category: 'HARM_CATEGORY_HATE_SPEECH', probability: 'HIGH', blocked: true },
	{ category: 'HARM_CATEGORY_SEXUALLY_EXPLICIT', probability: 'NEGLIGIBLE' },
	{ category: 'HARM_CATEGORY_DANGEROUS_CONTENT', probability: 'LOW' },
];
const CITATIONS = [
	{ startIndex: 0, endIndex: 20, uri: 'https://example.com/source', license: 'mit' },
	{ endIndex: 12 },
];

export function says(...parts: readonly WirePart[]): WireCandidate {
	return { content: { parts, role: 'model' } };
}

/** A scenario whose stream is a list of chunks. */
export function streaming(
	about: string,
	make: (context: ScenarioContext) => Iterable<WireChunk>,
	params?: string,
): Scenario {
	return {
		about,
		...(params !== undefined && { params }),
		reply: context => ({ status: 200, steps: events(make(context)) }),
	};
}

/** Two texts, then a last chunk as given. */
function ending(about: string, last: (context: ScenarioContext) => WireCandidate, params?: string) {
	return streaming(
		about,
		context => [
			context.chunk(says({ text: 'The first words are fine. ' })),
			context.chunk(says({ text: 'So are the second ones, ' })),
			context.chunk(last(context)),
		],
		params,
	);
}

/** How an answer can end, or not begin (docs/PROTOCOL.md §4.2, §4.3). */
export const ENDINGS = {
	'max-tokens': ending('MAX_TOKENS in mid-sentence.', () => ({
		...says({ text: 'but here the limit' }),
		finishReason: 'MAX_TOKENS',
		index: 0,
	})),
	'max-tokens-empty': streaming(
		'MAX_TOKENS without any part: thinking used it all up.',
		({ chunk }) => {
			const only = chunk({ content: { role: 'model' }, finishReason: 'MAX_TOKENS', index: 0 });
			return [{ ...only, usageMetadata: { ...only.usageMetadata, thoughtsTokenCount: 64 } }];
		},
	),
	safety: ending(
		'SAFETY after text that was shown already; the last chunk has no content.',
		() => ({
			finishReason: 'SAFETY',
			index: 0,
			safetyRatings: RATINGS,
		}),
	),
	recitation: ending('RECITATION with citations and without content.', () => ({
		finishReason: 'RECITATION',
		citationMetadata: { citationSources: CITATIONS },
	})),
	finish: ending(
		'Any finish reason after some text.',
		({ params }) => ({
			...says({ text: 'and then this.' }),
			finishReason: params.get('reason') ?? 'LANGUAGE',
			finishMessage: params.get('message') ?? 'The model stopped here.',
			index: 0,
		}),
		'reason=LANGUAGE message=…',
	),
	'finish-only': streaming(
		'Any finish reason and no content at all.',
		({ chunk, params }) => [
			chunk({
				finishReason: params.get('reason') ?? 'NO_IMAGE',
				finishMessage: 'Unable to show the generated image.',
				index: 0,
			}),
		],
		'reason=NO_IMAGE',
	),
	'prompt-blocked': streaming(
		'The prompt is blocked: promptFeedback and no candidates.',
		({ chunk, params }) => [
			{
				...chunk(),
				promptFeedback: {
					blockReason: params.get('reason') ?? 'SAFETY',
					safetyRatings: RATINGS,
				},
			},
		],
		'reason=SAFETY',
	),
	'feedback-only': streaming(
		'promptFeedback without a block reason, and no candidates.',
		({ chunk }) => [{ ...chunk(), promptFeedback: { safetyRatings: RATINGS } }],
	),
	'empty-answer': {
		about: 'STOP with no text at all, then success.',
		params: 'times=1',
		reply: ({ chunk, stillFails }) =>
			stillFails(1)
				? {
						status: 200,
						steps: events([chunk({ ...says({ text: '' }), finishReason: 'STOP', index: 0 })]),
					}
				: undefined,
	},
	'malformed-call': streaming(
		'MALFORMED_FUNCTION_CALL with its text in finishMessage.',
		({ chunk }) => [
			chunk({
				content: {},
				finishReason: 'MALFORMED_FUNCTION_CALL',
				finishMessage: 'Malformed function call: print(default_api.read_file(path=',
				index: 0,
			}),
		],
	),
	'stop-twice': streaming('STOP in the middle and again at the end.', ({ chunk }) => [
		chunk({ ...says({ text: 'Before. ' }), finishReason: 'STOP', index: 0 }),
		chunk(says({ text: 'In between. ' })),
		chunk({ ...says({ text: 'After.' }), finishReason: 'STOP', index: 0 }),
	]),
	'stop-everywhere': streaming('STOP in every chunk, as old Vertex sent it.', ({ chunks }) =>
		chunks().map(each => ({
			...each,
			candidates: each.candidates?.map(candidate => ({ ...candidate, finishReason: 'STOP' })) ?? [],
		})),
	),
	citations: streaming('Citations in both shapes, spread over chunks.', ({ chunk }) => [
		chunk({
			...says({ text: 'The first words are quoted, ' }),
			citationMetadata: { citationSources: CITATIONS },
		}),
		chunk({
			...says({ text: 'and so are the last.' }),
			finishReason: 'STOP',
			citationMetadata: {
				citations: [
					{
						startIndex: 28,
						endIndex: 48,
						uri: 'https://example.com/book',
						title: 'A Book',
						publicationDate: { year: 2019, month: 5, day: 10 },
					},
				],
			},
			index: 0,
		}),
	]),
} as const satisfies Readonly<Record<string, Scenario>>;
