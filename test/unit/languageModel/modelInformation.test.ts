import assert from 'node:assert/strict';
import { readGroup } from '../../../src/languageModel/groupConfiguration.ts';
import {
	chatModels,
	guessedModel,
	inputTokensOf,
	type ModelWords,
	modelInformation,
} from '../../../src/languageModel/modelInformation.ts';

const words: ModelWords = {
	thinkingEffort: 'Effort',
	asSet: 'As set',
	asSetDescription: 'settings',
	level: level => ({ label: level.toUpperCase(), description: `${level}.` }),
	price: (input, output) => `${input}/${output}`,
	retires: when => `until ${when}`,
};

describe('models for VS Code’s pickers', () => {
	it('carry every field without which they would vanish', () => {
		assert.deepEqual(
			modelInformation(
				{
					...guessedModel('gemini-3.8-flash'),
					displayName: 'Gemini 3.8 Flash',
					description: 'Fast.',
					inputTokenLimit: 1_000,
					outputTokenLimit: 100,
					price: { inputPerMillion: 0.5, outputPerMillion: 3 },
					retirement: '2027-01-01',
				},
				{ detail: 'endpoint.test', isInGroup: true },
				words,
			),
			{
				id: 'gemini-3.8-flash',
				name: 'Gemini 3.8 Flash',
				family: 'gemini-3.8-flash',
				version: 'gemini-3.8-flash',
				tooltip: 'gemini-3.8-flash\n\nuntil 2027-01-01\n\nFast.',
				detail: 'endpoint.test',
				maxInputTokens: 950,
				maxOutputTokens: 100,
				isUserSelectable: true,
				capabilities: { imageInput: true, toolCalling: true },
				pricing: '0.5/3',
				configurationSchema: {
					type: 'object',
					properties: {
						reasoningEffort: {
							type: 'string',
							title: 'Effort',
							group: 'navigation',
							enum: ['default', 'auto', 'low', 'medium', 'high'],
							enumItemLabels: ['As set', 'AUTO', 'LOW', 'MEDIUM', 'HIGH'],
							enumDescriptions: ['settings', 'auto.', 'low.', 'medium.', 'high.'],
							default: 'default',
						},
					},
				},
			},
		);
	});

	it('offer the thinking picker in groups, for models whose thinking can be steered', () => {
		const pickers = [
			['gemini-3.8-flash', true],
			['gemini-3.8-flash', false],
			['gemini-2.5-flash-image', true],
		] as const;
		assert.deepEqual(
			pickers.map(
				([id, isInGroup]) =>
					'configurationSchema' in modelInformation(guessedModel(id), { isInGroup }, words),
			),
			[true, false, false],
		);
	});

	it('call no tools where they draw', () => {
		const { capabilities } = modelInformation(
			guessedModel('gemini-3-pro-image'),
			{ isInGroup: false },
			words,
		);
		assert.deepEqual(capabilities, { imageInput: true, toolCalling: false });
	});

	it('leave out what cannot chat, and foreign names where there are own ones', () => {
		const ids = [
			'gemini-3.8-flash',
			'gpt-6',
			'gemini-3.8-flash-tts',
			'gemini-embedding-001',
			'gemini-3.1-flash-image',
			'gemini-3.8-flash',
		];
		assert.deepEqual(
			chatModels(ids.map(guessedModel)).map(({ id }) => id),
			['gemini-3.8-flash', 'gemini-3.1-flash-image'],
		);
		const own = [guessedModel('my-model')];
		assert.deepEqual(chatModels(own), own);
	});

	it('name a price only where both sides of it are known', () => {
		const pricing = (price: object) =>
			modelInformation({ ...guessedModel('gemini-3.8-flash'), price }, { isInGroup: false }, words)
				.pricing;
		assert.equal(pricing({ inputPerMillion: 0, outputPerMillion: 0 }), '0/0');
		assert.equal(pricing({ inputPerMillion: 0.5 }), undefined);
		assert.equal(pricing({ outputPerMillion: 3 }), undefined);
	});

	it('take as much as their list says, or as their name suggests', () => {
		assert.deepEqual(
			['gemini-3.5-flash', 'gemini-4-argon', 'gemini-3-pro-image', 'my-model'].map(id =>
				inputTokensOf(guessedModel(id)),
			),
			[1_048_576, 1_048_576 - 65_536, 65_536, 131_072],
		);
	});

	it('leave room for a question where input and output share one context', () => {
		const shared = { inputTokenLimit: 1_048_576, outputTokenLimit: 1_048_576 };
		const model = { ...guessedModel('gemini-4-argon'), ...shared };
		const { maxInputTokens, maxOutputTokens } = modelInformation(
			model,
			{ isInGroup: false },
			words,
		);
		assert.equal(inputTokensOf(model), 1_048_576 - 65_536);
		assert.deepEqual([maxInputTokens, maxOutputTokens], [933_888, 65_536]);
	});
});

describe('the configuration of a group', () => {
	it('is empty where nothing was entered', () => {
		const nothing = { apiKey: undefined, baseUrl: undefined };
		assert.deepEqual([{}, { apiKey: '  ', baseUrl: '' }, { apiKey: 1 }].map(readGroup), [
			nothing,
			nothing,
			nothing,
		]);
	});

	it('holds what was entered, without the space around it', () => {
		assert.deepEqual(readGroup({ apiKey: ' k ', baseUrl: 'https://a.test/ ' }), {
			apiKey: 'k',
			baseUrl: 'https://a.test/',
		});
	});
});
