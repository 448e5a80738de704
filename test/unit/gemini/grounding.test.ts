import assert from 'node:assert/strict';
import { byteIndices, byteLength } from '../../../src/gemini/byteOffsets.ts';
import type { Grounding } from '../../../src/shared/events.ts';
import { eventsOf } from './mapping.ts';

const chunk = (text: string | undefined, groundingMetadata?: object, moreParts: object[] = []) => ({
	candidates: [
		{
			...(text !== undefined && { content: { parts: [{ text }, ...moreParts] } }),
			...(groundingMetadata && { groundingMetadata }),
		},
	],
});
const support = (segment: object, extra: object = {}) => ({
	groundingSupports: [{ segment, groundingChunkIndices: [0], ...extra }],
});
const groundings = (...chunks: readonly unknown[]): Grounding[] =>
	eventsOf(...chunks).flatMap(event => (event.type === 'grounding' ? [event.grounding] : []));
const places = (...chunks: readonly unknown[]) =>
	groundings(...chunks)
		.at(-1)
		?.supports.map(({ start, end }) => [start, end]);

describe('Byte offsets', () => {
	const TEXT = 'a°é€𝄞z';

	it('become positions in UTF-16', () => {
		assert.deepEqual(
			[...byteIndices(TEXT, [0, 1, 3, 5, 8, 12, 13])],
			[
				[0, 0],
				[1, 1],
				[3, 2],
				[5, 3],
				[8, 4],
				[12, 6],
				[13, 7],
			],
		);
	});

	it('inside a character, beyond the end or below zero have no position', () => {
		assert.deepEqual([...byteIndices(TEXT, [2, 4, 6, 9, 11, 14, 99, -1])], []);
	});

	it('agree with an encoder for every prefix', () => {
		for (let length = 0; length <= TEXT.length; length++) {
			const prefix = TEXT.slice(0, length);
			if (prefix.isWellFormed()) {
				assert.equal(byteLength(prefix), new TextEncoder().encode(prefix).length);
			}
		}
	});
});

describe('Grounding', () => {
	it('places a passage by bytes, and a missing start means the beginning', () => {
		assert.deepEqual(
			places(
				chunk('67°F (19°C). Sunny.', {
					groundingSupports: [
						{ segment: { endIndex: 14, text: '67°F (19°C).' }, groundingChunkIndices: [0] },
						{ segment: { startIndex: 15, endIndex: 21, text: 'Sunny.' } },
					],
				}),
			),
			[
				[0, 12],
				[13, 19],
			],
		);
	});

	it('trusts the offsets when there is no text', () => {
		assert.deepEqual(places(chunk('é, b', support({ startIndex: 4, endIndex: 5 }))), [[3, 4]]);
	});

	it('looks for the passage where the offsets are off, the nearest one first', () => {
		assert.deepEqual(
			places(chunk('one. two. one.', support({ startIndex: 9, endIndex: 12, text: 'one.' }))),
			[[10, 14]],
		);
		assert.deepEqual(
			places(chunk('one. two. one.', support({ startIndex: 1, endIndex: 4, text: 'one.' }))),
			[[0, 4]],
		);
	});

	it('finds a passage that stands on one side of the claimed place only', () => {
		const one = (startIndex: number) => support({ startIndex, endIndex: 99, text: 'one.' });
		assert.deepEqual(places(chunk('one. two.', one(6))), [[0, 4]]);
		assert.deepEqual(places(chunk('two. one.', one(0))), [[5, 9]]);
	});

	it('leaves a passage without a place when it is not in the answer', () => {
		assert.deepEqual(
			groundings(chunk('abc', support({ startIndex: 0, endIndex: 2, text: 'xyz' })))[0]?.supports,
			[{ text: 'xyz', sources: [0] }],
		);
	});

	it('counts over the whole answer of a stream, without its thoughts', () => {
		assert.deepEqual(
			places(
				{ candidates: [{ content: { parts: [{ text: 'thinking', thought: true }] } }] },
				chunk('Né'),
				chunk('e en 1900. '),
				chunk('Fin.', support({ startIndex: 14, endIndex: 18 })),
			),
			[[13, 17]],
		);
	});

	it('counts within the named part of a whole response', () => {
		const parts = [{ text: 'één. ' }, { text: 'twee. ' }, { text: 'twee. ' }];
		assert.deepEqual(
			places({
				candidates: [
					{
						content: { parts },
						groundingMetadata: support({
							partIndex: 2,
							startIndex: 0,
							endIndex: 5,
							text: 'twee.',
						}),
					},
				],
			}),
			[[11, 16]],
		);
	});

	it('is told again at the end when passages came late', () => {
		const told = groundings(
			chunk('A. ', support({ startIndex: 3, endIndex: 5, text: 'B.' })),
			chunk('B.'),
		);
		assert.deepEqual(
			told.map(({ supports }) => supports.map(({ start }) => start)),
			[[undefined], [3]],
		);
	});

	it('merges chunks: what is not empty wins', () => {
		assert.deepEqual(
			groundings(
				chunk('A.', { webSearchQueries: ['a'], groundingChunks: [{ web: { title: 'x' } }] }),
				chunk(undefined, {}),
				chunk(undefined, { webSearchQueries: [], retrievalQueries: ['r'], searchEntryPoint: null }),
			).at(-1),
			{
				sources: [{ kind: 'web', title: 'x' }],
				supports: [],
				webSearchQueries: ['a'],
				imageSearchQueries: [],
				retrievalQueries: ['r'],
			},
		);
	});

	it('keeps what it had where a later chunk brings an empty object', () => {
		const first = {
			webSearchQueries: ['a'],
			searchEntryPoint: { renderedContent: '<p>a' },
			retrievalMetadata: { googleSearchDynamicRetrievalScore: 0.5 },
		};
		assert.deepEqual(
			groundings(
				chunk('A.', first),
				chunk(undefined, {
					searchEntryPoint: {},
					retrievalMetadata: {},
					retrievalQueries: ['r'],
				}),
			).at(-1),
			{
				sources: [],
				supports: [],
				webSearchQueries: ['a'],
				imageSearchQueries: [],
				retrievalQueries: ['r'],
				searchEntryPointHtml: '<p>a',
				searchScore: 0.5,
			},
		);
	});

	it('knows every kind of source and keeps what it says', () => {
		assert.deepEqual(
			groundings(
				chunk(undefined, {
					groundingChunks: [
						{ web: { uri: 'u', title: 't', domain: 'd' } },
						{
							maps: {
								uri: 'u',
								title: 't',
								text: 'x',
								placeId: 'p',
								placeAnswerSources: { reviewSnippets: [] },
								route: { distanceMeters: 1 },
							},
						},
						{
							retrievedContext: {
								uri: 'u',
								title: 't',
								text: 'x',
								documentName: 'n',
								fileSearchStore: 's',
								mediaId: 'm',
								customMetadata: [{ key: 'k' }],
								pageNumber: 3,
							},
						},
						{ image: { sourceUri: 's', imageUri: 'i', title: 't', domain: 'd' } },
						{ hologram: {} },
					],
				}),
			)[0]?.sources,
			[
				{ kind: 'web', uri: 'u', title: 't', domain: 'd' },
				{
					kind: 'maps',
					uri: 'u',
					title: 't',
					text: 'x',
					placeId: 'p',
					placeAnswerSources: { reviewSnippets: [] },
					route: { distanceMeters: 1 },
				},
				{
					kind: 'retrieved',
					uri: 'u',
					title: 't',
					text: 'x',
					documentName: 'n',
					fileSearchStore: 's',
					mediaId: 'm',
					customMetadata: [{ key: 'k' }],
					pageNumber: 3,
				},
				{ kind: 'image', uri: 's', title: 't', imageUri: 'i', domain: 'd' },
				{ kind: 'unknown' },
			],
		);
	});

	it('keeps the entry point, queries, scores and places to report a source', () => {
		assert.deepEqual(
			groundings(
				chunk('A.', {
					searchEntryPoint: { renderedContent: '<b>x</b>' },
					webSearchQueries: ['w'],
					imageSearchQueries: ['i'],
					retrievalQueries: ['r'],
					retrievalMetadata: { googleSearchDynamicRetrievalScore: 0.7 },
					googleMapsWidgetContextToken: 'token',
					sourceFlaggingUris: [{ sourceId: 's', flagContentUri: 'f' }],
					...support({ endIndex: 2, text: 'A.' }, { confidenceScores: [0.5], renderedParts: [1] }),
				}),
			),
			[
				{
					sources: [],
					supports: [
						{
							start: 0,
							end: 2,
							text: 'A.',
							sources: [0],
							confidence: [0.5],
							renderedParts: [1],
						},
					],
					webSearchQueries: ['w'],
					imageSearchQueries: ['i'],
					retrievalQueries: ['r'],
					searchEntryPointHtml: '<b>x</b>',
					searchScore: 0.7,
					mapsWidgetToken: 'token',
					flagUris: [{ sourceId: 's', uri: 'f' }],
				},
			],
		);
	});
});
