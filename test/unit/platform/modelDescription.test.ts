import assert from 'node:assert/strict';
import { guessCapabilities, type ModelInfo } from '../../../src/gemini/modelInfo.ts';
import {
	describeModel,
	formatDollars,
	shortCount,
} from '../../../src/platform/modelDescription.ts';
import { plainL10n } from '../plainL10n.ts';

function model(id: string, facts: Partial<ModelInfo> = {}): ModelInfo {
	return {
		id,
		thinkingLevels: ['auto'],
		capabilities: guessCapabilities(id),
		isGemini: true,
		sources: ['native'],
		...facts,
	};
}

describe('the description of a model', () => {
	it('tells what it is, costs, holds and can do', () => {
		const flash = model('gemini-3.5-flash', {
			displayName: 'Gemini 3.5 Flash',
			inputTokenLimit: 1_048_576,
			outputTokenLimit: 65_536,
			thinkingLevels: ['auto', 'minimal', 'low', 'high'],
			price: { inputPerMillion: 0.5, outputPerMillion: 3 },
			retirement: '2027-01-01',
		});
		assert.deepEqual(describeModel(flash, plainL10n, 'en'), {
			description:
				'Gemini 3.5 Flash · $0.50 in, $3.00 out per million tokens · retires: 2027-01-01',
			detail:
				'1M in, 64K out · thinking: minimal–high · reads images, audio, video, PDF · search, maps, web pages, runs code',
		});
	});

	it('says what images models and strangers can do, without inventing limits or prices', () => {
		assert.deepEqual(
			[
				describeModel(
					model('gemini-3.1-flash-image', { thinkingLevels: ['auto', 'minimal', 'high'] }),
					plainL10n,
					'en',
				),
				describeModel(model('llama', { price: { perRequest: 0.002 } }), plainL10n, 'en'),
			],
			[
				{
					description: '',
					detail: 'draws images · thinking: minimal, high · reads images · search',
				},
				{ description: '$0.002 a request', detail: 'reads images' },
			],
		);
	});

	it('writes counts short and small amounts with the digits that matter', () => {
		assert.deepEqual([1_048_576, 65_536, 200_000, 2_000_000, 1_234].map(shortCount), [
			'1M',
			'64K',
			'200k',
			'2M',
			'1,234',
		]);
		assert.deepEqual(
			[0, 12.5, 0.075, 0.00123].map(amount => formatDollars(amount, 'en')),
			['$0.00', '$12.50', '$0.075', '$0.0012'],
		);
	});
});
