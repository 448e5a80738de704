import assert from 'node:assert/strict';
import { choosableLevels, thinkingConfig, thinkingControl } from '../../../src/gemini/thinking.ts';

const LEVELS = ['off', 'minimal', 'low', 'medium', 'high'] as const;

/** What is sent for off, minimal, low, medium and high: a level, a budget, or nothing. */
type Row = readonly (string | number | undefined)[];

const ALL: Row = ['MINIMAL', 'MINIMAL', 'LOW', 'MEDIUM', 'HIGH'];
const NO_MINIMAL: Row = ['LOW', 'LOW', 'LOW', 'MEDIUM', 'HIGH'];
const ENDS: Row = ['MINIMAL', 'MINIMAL', 'MINIMAL', 'HIGH', 'HIGH'];
const NOTHING: Row = [undefined, undefined, undefined, undefined, undefined];

const MATRIX: Readonly<Record<string, Row>> = {
	'gemini-2.5-pro': [128, 128, 1_024, 8_192, 32_768],
	'gemini-2.5-pro-preview-06-05': [128, 128, 1_024, 8_192, 32_768],
	'gemini-2.5-flash': [0, 512, 1_024, 8_192, 24_576],
	'gemini-2.5-flash-preview-09-2025': [0, 512, 1_024, 8_192, 24_576],
	'gemini-2.5-flash-lite': [0, 512, 1_024, 8_192, 24_576],
	'gemini-2.5-flash-image': NOTHING,
	'gemini-2.5-flash-image-preview': NOTHING,
	'gemini-3-pro-preview': ['LOW', 'LOW', 'LOW', 'HIGH', 'HIGH'],
	'gemini-3.1-pro-preview': NO_MINIMAL,
	'gemini-3.1-pro-preview-customtools': NO_MINIMAL,
	'gemini-3-flash-preview': ALL,
	'gemini-3.1-flash-lite': ALL,
	'gemini-3.5-flash-lite': ALL,
	'gemini-3.5-flash': ALL,
	'gemini-3.6-flash': ALL,
	'gemini-3.7-flash': NO_MINIMAL,
	'gemini-3.7-flash-lite': NO_MINIMAL,
	'gemini-3.8-flash': NO_MINIMAL,
	'gemini-4-argon': NO_MINIMAL,
	'gemini-4-carbon': NO_MINIMAL,
	'gemini-4-hydrogen': NO_MINIMAL,
	'gemini-4.2-flash': NO_MINIMAL,
	'gemini-5-pro': NO_MINIMAL,
	'gemini-3.1-flash-lite-image': ENDS,
	'gemini-3.1-flash-image': ENDS,
	'gemini-3.1-flash-image-preview': ENDS,
	'gemini-3-pro-image': NOTHING,
	'gemini-nano-banana-2.1': NOTHING,
	'gemini-flash-latest': NO_MINIMAL,
	'gemini-flash-lite-latest': NO_MINIMAL,
	'gemini-pro-latest': NO_MINIMAL,
	'gemma-4-31b-it': ENDS,
	'gemma-3-27b-it': NOTHING,
	'gemini-2.0-flash': NOTHING,
	'gemini-1.5-pro-latest': NOTHING,
	'gemini-3.8-flash-tts': NOTHING,
	'gemini-3.1-flash-tts-preview': NOTHING,
	'gemini-3.5-transcribe': NOTHING,
	'gemini-2.5-flash-live': NOTHING,
	'gemini-embedding-001': NOTHING,
	'claude-opus-5': NOTHING,
	'gpt-5': NOTHING,
	'models/gemini-3.5-flash': ALL,
	'google/Gemini-3.5-Flash': ALL,
};

describe('The thinking that is asked for', () => {
	for (const [model, row] of Object.entries(MATRIX)) {
		it(`of ${model} is ${row.map(value => value ?? '–').join(', ')}`, () => {
			assert.deepEqual(
				LEVELS.map(level => thinkingConfig(model, level)),
				row.map(value =>
					value === undefined
						? undefined
						: typeof value === 'number'
							? { thinkingBudget: value }
							: { thinkingLevel: value },
				),
			);
		});
	}

	it('is never both a level and a budget', () => {
		for (const model of Object.keys(MATRIX)) {
			for (const level of LEVELS) {
				const config = thinkingConfig(model, level, true) ?? {};
				assert.ok(!('thinkingLevel' in config && 'thinkingBudget' in config));
			}
		}
	});

	it('is left to the model for auto', () => {
		assert.equal(thinkingConfig('gemini-3.5-flash', 'auto'), undefined);
		assert.equal(thinkingConfig('gemini-3.5-flash'), undefined);
	});

	it('comes with summaries when they are wanted, whatever the level', () => {
		assert.deepEqual(thinkingConfig('gemini-3.5-flash', 'auto', true), { includeThoughts: true });
		assert.deepEqual(thinkingConfig('gemini-2.5-pro', 'low', true), {
			thinkingBudget: 1_024,
			includeThoughts: true,
		});
	});

	it('comes without summaries where it is off', () => {
		assert.deepEqual(
			[
				thinkingConfig('gemini-2.5-flash', 'off', true),
				thinkingConfig('gemini-2.5-flash-lite', 'off', true),
				thinkingConfig('gemini-2.5-flash-lite', 'auto', true),
				thinkingConfig('gemini-2.5-flash-lite', 'low', true),
				thinkingConfig('gemini-2.5-flash', 'auto', true),
				thinkingConfig('gemini-2.5-pro', 'off', true),
			],
			[
				{ thinkingBudget: 0 },
				{ thinkingBudget: 0 },
				undefined,
				{ thinkingBudget: 1_024, includeThoughts: true },
				{ includeThoughts: true },
				{ thinkingBudget: 128, includeThoughts: true },
			],
		);
	});

	it('asks no summaries of a model that takes no thinking options', () => {
		assert.equal(thinkingConfig('gemini-2.0-flash', 'high', true), undefined);
	});

	it('offers the levels that make a difference', () => {
		assert.deepEqual(
			['gemini-2.0-flash', 'gemini-2.5-pro', 'gemini-2.5-flash', 'gemini-3.8-flash'].map(
				choosableLevels,
			),
			[
				['auto'],
				['auto', 'minimal', 'low', 'medium', 'high'],
				['auto', 'off', 'minimal', 'low', 'medium', 'high'],
				['auto', 'low', 'medium', 'high'],
			],
		);
	});

	it('keeps the limits of budgets', () => {
		assert.deepEqual(thinkingControl('gemini-2.5-flash-lite'), {
			kind: 'budget',
			min: 512,
			max: 24_576,
			canBeOff: true,
			startsOff: true,
		});
	});
});
