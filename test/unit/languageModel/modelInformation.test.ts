import assert from 'node:assert/strict';
import { readGroup } from '../../../src/languageModel/groupConfiguration.ts';
import {
	chatModels,
	inputTokensOf,
	type ModelWords,
	modelInformation,
} from '../../../src/languageModel/modelInformation.ts';

const words: ModelWords = {
	thinkingEffort: 'Effort',
	asSet: 'As set',
	asSetDescription: 'settings',
	level: level => ({ label: level.toUpperCase(), description: `${level}.` }),
};

describe('models for VS Code’s pickers', () => {
	it('carry every field without which they would vanish', () => {
		assert.deepEqual(
			modelInformation(
				{
					id: 'gemini-3.8-flash',
					displayName: 'Gemini 3.8 Flash',
					description: 'Fast.',
					inputTokenLimit: 1_000,
					outputTokenLimit: 100,
				},
				'endpoint.test',
				words,
			),
			{
				id: 'gemini-3.8-flash',
				name: 'Gemini 3.8 Flash',
				family: 'gemini-3.8-flash',
				version: 'gemini-3.8-flash',
				tooltip: 'gemini-3.8-flash\n\nFast.',
				detail: 'endpoint.test',
				maxInputTokens: 950,
				maxOutputTokens: 100,
				isUserSelectable: true,
				capabilities: { imageInput: true, toolCalling: true },
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

	it('offer no thinking picker where thinking cannot be steered', () => {
		const { configurationSchema, capabilities } = modelInformation(
			{ id: 'gemini-2.5-flash-image' },
			undefined,
			words,
		);
		assert.deepEqual([configurationSchema, capabilities.toolCalling], [undefined, false]);
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
			chatModels(ids.map(id => ({ id }))).map(({ id }) => id),
			['gemini-3.8-flash', 'gemini-3.1-flash-image'],
		);
		assert.deepEqual(chatModels([{ id: 'my-model' }]), [{ id: 'my-model' }]);
	});

	it('take as much as their list says, or as their name suggests', () => {
		assert.deepEqual(
			['gemini-3.5-flash', 'gemini-4-argon', 'gemini-3-pro-image', 'my-model'].map(id =>
				inputTokensOf({ id }),
			),
			[1_048_576, 1_048_576 - 65_536, 65_536, 131_072],
		);
	});
});

describe('the configuration of a group', () => {
	it('is none for a group that only holds settings of models', () => {
		assert.deepEqual([{}, { apiKey: '  ', baseUrl: '' }, { apiKey: 1 }].map(readGroup), [
			undefined,
			undefined,
			undefined,
		]);
	});

	it('holds what was entered, without the space around it', () => {
		assert.deepEqual(readGroup({ apiKey: ' k ', baseUrl: 'https://a.test/ ' }), {
			apiKey: 'k',
			baseUrl: 'https://a.test/',
		});
	});
});
