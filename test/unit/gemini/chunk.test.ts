import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Chunk, chunkIssues, isChunk } from '../../../src/gemini/chunk.ts';
import { isPlainChunk } from '../../../src/gemini/plainChunk.ts';
import { salvageChunk } from '../../../src/gemini/salvage.ts';
import { createEventMapper, type WireEvent } from '../../../src/gemini/toEvents.ts';

const PLAIN = {
	candidates: [
		{
			content: {
				role: 'model',
				parts: [
					{ text: 'a', thought: true },
					{ text: '', thoughtSignature: 's' },
					{ inlineData: { mimeType: 'image/png', data: 'AAAA', displayName: 'x' } },
					{},
				],
			},
			index: 0,
			finishReason: 'STOP',
			finishMessage: 'x',
			novelty: { a: [1] },
		},
		{},
	],
	usageMetadata: {
		promptTokenCount: 1,
		candidatesTokenCount: 1,
		thoughtsTokenCount: 1,
		toolUsePromptTokenCount: 1,
		cachedContentTokenCount: 1,
		totalTokenCount: 1,
		promptTokensDetails: [{ modality: 'TEXT', tokenCount: 1 }],
		candidatesTokensDetails: [],
		cacheTokensDetails: [{}],
		toolUsePromptTokensDetails: [{ modality: 'TEXT' }],
		trafficType: 'ON_DEMAND',
		serviceTier: 'standard',
	},
	modelVersion: 'm',
	responseId: 'r',
	createTime: 't',
	turnToken: 'v1:x',
};

/** The same value with one thing in it replaced. */
function replaced(value: unknown, path: readonly number[], by: unknown): unknown {
	const [step, ...rest] = path;
	if (step === undefined || typeof value !== 'object' || value === null) {
		return by;
	}
	const keys = Object.keys(value);
	const key = keys[step % Math.max(1, keys.length)];
	if (key === undefined) {
		return by;
	}
	const child = replaced(Reflect.get(value, key), rest, by);
	return Array.isArray(value) ? value.with(Number(key), child) : { ...value, [key]: child };
}

function eventsOf(chunk: Chunk, isPlain: boolean): readonly WireEvent[] {
	const mapper = createEventMapper();
	const events: WireEvent[] = [];
	mapper.map(chunk, events, isPlain);
	mapper.end(events);
	return events;
}

describe('A chunk of the plainest kind', function () {
	this.timeout(20_000);

	it('is known without the schema', () => {
		assert.equal(isPlainChunk(PLAIN), true);
		assert.equal(isPlainChunk({}), true);
	});

	for (const rare of [
		{ ...PLAIN, promptFeedback: {} },
		{ ...PLAIN, modelStatus: {} },
		{ candidates: [{ safetyRatings: [] }] },
		{ candidates: [{ citationMetadata: {} }] },
		{ candidates: [{ groundingMetadata: {} }] },
		{ candidates: [{ urlContextMetadata: {} }] },
		{ candidates: [{ logprobsResult: {} }] },
		{ candidates: [{ continuationToken: 'T' }] },
		{ candidates: [{ tokenCount: 1 }] },
		{ candidates: [{ avgLogprobs: -0.1 }] },
		{ candidates: [{ content: { parts: [{ functionCall: { name: 'f' } }] } }] },
		{ candidates: [{ content: { parts: [{ text: 'a', novelty: 1 }] } }] },
	]) {
		it(`holds nothing that the schema must look at: ${JSON.stringify(rare).slice(-60)}`, () => {
			assert.equal(isPlainChunk(rare), false);
			assert.equal(isChunk(rare), true);
		});
	}

	it('always fits the schema, and holds nothing but what a reader of such chunks looks for', () => {
		let plain = 0;
		fc.assert(
			fc.property(fc.array(fc.nat(12), { maxLength: 7 }), fc.jsonValue(), (path, by) => {
				const value = replaced(PLAIN, path, by);
				if (isPlainChunk(value)) {
					plain++;
					assert.deepEqual(chunkIssues(value), []);
					assert.deepEqual(eventsOf(value, true), eventsOf(value, false));
				}
			}),
			{ numRuns: 2_000, seed: 7 },
		);
		assert.ok(plain > 50, `${plain} plain chunks`);
	});
});

describe('A chunk with something odd in it', function () {
	this.timeout(20_000);

	it('loses that and keeps the rest, wherever it stands', () => {
		fc.assert(
			fc.property(
				fc.array(fc.nat(12), { minLength: 1, maxLength: 7 }),
				fc.jsonValue(),
				(path, by) => {
					const value = replaced(PLAIN, path, by);
					assert.ok(typeof value === 'object' && value !== null);
					const salvaged = salvageChunk(value);
					assert.ok(salvaged !== undefined && isChunk(salvaged.chunk));
					assert.equal(salvaged.dropped.length > 0, !isChunk(value));
				},
			),
			{ numRuns: 2_000, seed: 7 },
		);
	});

	for (const [odd, kept, dropped] of [
		[{ candidates: 'x', responseId: 'r' }, { responseId: 'r' }, ['candidates']],
		[{ candidates: [7, { index: 1 }] }, { candidates: [{}, { index: 1 }] }, ['candidates.0']],
		[
			{ candidates: [{ content: 'x', finishReason: 'STOP' }] },
			{ candidates: [{ finishReason: 'STOP' }] },
			['candidates.0.content'],
		],
		[
			{ candidates: [{ content: { role: 1, parts: [{ text: 1, thought: true }, null] } }] },
			{ candidates: [{ content: { parts: [{ thought: true }, {}] } }] },
			[
				'candidates.0.content.role',
				'candidates.0.content.parts.0.text',
				'candidates.0.content.parts.1',
			],
		],
		[
			{ candidates: [{ content: { parts: [{ functionCall: { name: 'f', args: 'x' } }] } }] },
			{ candidates: [{ content: { parts: [{}] } }] },
			['candidates.0.content.parts.0.functionCall'],
		],
		[
			{ candidates: [{ groundingMetadata: { groundingSupports: [{ segment: 1 }] } }] },
			{ candidates: [{}] },
			['candidates.0.groundingMetadata'],
		],
		[
			{ usageMetadata: { promptTokenCount: '9' }, modelVersion: 1 },
			{},
			['usageMetadata', 'modelVersion'],
		],
	] as const) {
		it(`loses ${dropped.join(', ')}`, () => {
			assert.deepEqual(salvageChunk(odd), { chunk: kept, dropped });
		});
	}

	it('is not changed itself', () => {
		const odd = Object.freeze({ candidates: Object.freeze([Object.freeze({ content: 7 })]) });
		assert.deepEqual(salvageChunk(odd)?.chunk, { candidates: [{}] });
		assert.deepEqual(odd, { candidates: [{ content: 7 }] });
	});
});
