import assert from 'node:assert/strict';
import { addHop, createUsageMerger } from '../../../src/gemini/usage.ts';

describe('The usage of an answer', () => {
	it('takes the last of cumulative counts and says nothing when none changed', () => {
		const usage = createUsageMerger();
		const text = [{ modality: 'TEXT', tokenCount: 9 }];
		assert.deepEqual(
			[
				usage.merge({ promptTokenCount: 9, totalTokenCount: 70, thoughtsTokenCount: 61 }),
				usage.merge({ promptTokenCount: 9, totalTokenCount: 70, thoughtsTokenCount: 61 }),
				usage.merge(undefined),
				usage.merge(null),
				usage.merge({}),
				usage.merge({ candidatesTokenCount: 5, totalTokenCount: 75, promptTokensDetails: text }),
				usage.merge({ promptTokensDetails: text }),
			],
			[
				{ prompt: 9, total: 70, thoughts: 61 },
				undefined,
				undefined,
				undefined,
				undefined,
				{
					prompt: 9,
					candidates: 5,
					total: 75,
					thoughts: 61,
					promptDetails: [{ modality: 'TEXT', tokens: 9 }],
				},
				undefined,
			],
		);
	});

	it('merges the way of Vertex: the traffic type first, the counts at the end', () => {
		const usage = createUsageMerger();
		assert.deepEqual(
			[
				usage.merge({ trafficType: 'ON_DEMAND' }),
				usage.merge({
					promptTokenCount: 1,
					candidatesTokenCount: 2,
					totalTokenCount: 10,
					thoughtsTokenCount: 3,
					toolUsePromptTokenCount: 4,
					cachedContentTokenCount: 1,
					serviceTier: 'standard',
					candidatesTokensDetails: [{ modality: 'IMAGE', tokenCount: 2 }],
					cacheTokensDetails: [{ modality: 'TEXT' }],
					toolUsePromptTokensDetails: [{ tokenCount: 4 }],
				}),
			],
			[
				{ trafficType: 'ON_DEMAND' },
				{
					trafficType: 'ON_DEMAND',
					prompt: 1,
					candidates: 2,
					total: 10,
					thoughts: 3,
					toolUsePrompt: 4,
					cached: 1,
					serviceTier: 'standard',
					candidatesDetails: [{ modality: 'IMAGE', tokens: 2 }],
					cacheDetails: [{ modality: 'TEXT', tokens: 0 }],
					toolUsePromptDetails: [{ modality: 'MODALITY_UNSPECIFIED', tokens: 4 }],
				},
			],
		);
	});

	it('takes details that come after the counts', () => {
		const usage = createUsageMerger();
		usage.merge({ promptTokenCount: 3 });
		assert.deepEqual(
			usage.merge({
				promptTokenCount: 3,
				promptTokensDetails: [{ modality: 'AUDIO', tokenCount: 3 }],
			}),
			{ prompt: 3, promptDetails: [{ modality: 'AUDIO', tokens: 3 }] },
		);
	});

	it('of several requests sums what is paid for and shows the first context', () => {
		const first = {
			prompt: 10,
			candidates: 5,
			thoughts: 2,
			total: 17,
			candidatesDetails: [{ modality: 'TEXT', tokens: 5 }],
		};
		const second = {
			prompt: 15,
			candidates: 7,
			total: 22,
			candidatesDetails: [
				{ modality: 'TEXT', tokens: 6 },
				{ modality: 'IMAGE', tokens: 1 },
			],
		};
		const expected = {
			prompt: 10,
			requests: 2,
			billedPrompt: 25,
			candidates: 12,
			thoughts: 2,
			total: 39,
			candidatesDetails: [
				{ modality: 'TEXT', tokens: 11 },
				{ modality: 'IMAGE', tokens: 1 },
			],
		};
		assert.deepEqual(addHop(first, second), expected);
		assert.deepEqual(addHop(expected, { prompt: 20, total: 20 }), {
			...expected,
			requests: 3,
			billedPrompt: 45,
			total: 59,
		});
	});

	it('of several requests says nothing of a later prompt beside the first one', () => {
		const later = {
			prompt: 15,
			cached: 12,
			cacheDetails: [{ modality: 'TEXT', tokens: 12 }],
			promptDetails: [{ modality: 'TEXT', tokens: 15 }],
			trafficType: 'ON_DEMAND',
		};
		assert.deepEqual(addHop({ prompt: 10, total: 10 }, later), {
			prompt: 10,
			total: 10,
			trafficType: 'ON_DEMAND',
			requests: 2,
			billedPrompt: 25,
		});
		const promptDetails = [{ modality: 'TEXT', tokens: 10 }];
		assert.deepEqual(addHop({ prompt: 10, cached: 4, promptDetails }, later), {
			prompt: 10,
			cached: 4,
			promptDetails,
			trafficType: 'ON_DEMAND',
			requests: 2,
			billedPrompt: 25,
		});
		assert.deepEqual(addHop({ candidates: 3 }, later), {
			...later,
			candidates: 3,
			requests: 2,
			billedPrompt: 15,
		});
	});

	it('goes on from the sum of the requests before', () => {
		const usage = createUsageMerger();
		usage.merge({ promptTokenCount: 10, candidatesTokenCount: 5 });
		usage.nextRequest();
		assert.deepEqual(usage.merge({ promptTokenCount: 12 }), {
			prompt: 10,
			candidates: 5,
			requests: 2,
			billedPrompt: 22,
		});
		assert.deepEqual(usage.merge({ promptTokenCount: 12, candidatesTokenCount: 3 }), {
			prompt: 10,
			candidates: 8,
			requests: 2,
			billedPrompt: 22,
		});
	});
});
