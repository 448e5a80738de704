import assert from 'node:assert/strict';
import { chooseOptions, thinkingLevelOf } from '../../../src/languageModel/modelOptions.ts';

describe('the options of a caller', () => {
	it('are taken under our names and the usual ones', () => {
		assert.deepEqual(
			chooseOptions({
				temperature: 0.2,
				top_p: 0.9,
				max_tokens: 100,
				stop: 'END',
				seed: 7,
				responseMimeType: 'application/json',
				reasoning_effort: 'none',
				googleSearch: true,
			}),
			{
				generationConfig: {
					temperature: 0.2,
					topP: 0.9,
					maxOutputTokens: 100,
					stopSequences: ['END'],
					seed: 7,
					responseMimeType: 'application/json',
				},
				thinkingLevel: 'off',
				builtIns: { googleSearch: true },
			},
		);
	});

	it('never pass what is internal, unknown or of the wrong type', () => {
		assert.deepEqual(
			chooseOptions({
				_conversationId: 'x',
				_enableThinking: true,
				unknown: 1,
				temperature: 'hot',
				topP: Number.NaN,
				stop: [1],
				reasoningEffort: 'extreme',
				googleSearch: 'yes',
			}),
			{ generationConfig: {}, thinkingLevel: undefined, builtIns: {} },
		);
	});

	it('leave the thinking level to the settings where the picker says so', () => {
		assert.deepEqual(['default', undefined, 'auto', 'high'].map(thinkingLevelOf), [
			undefined,
			undefined,
			'auto',
			'high',
		]);
	});
});
