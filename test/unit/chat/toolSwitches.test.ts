import assert from 'node:assert/strict';
import { toolSwitches } from '../../../src/chat/toolSwitches.ts';
import { plainL10n } from '../plainL10n.ts';

function outline(
	...[prompt, choice]: [Parameters<typeof toolSwitches>[0], Parameters<typeof toolSwitches>[1]]
) {
	return toolSwitches(prompt, choice, 'comet', plainL10n).map(
		({ tool, isOn, isBlocked, detail }) =>
			`${tool} ${isOn ? 'on' : 'off'}${isBlocked ? `, blocked: ${detail}` : ''}`,
	);
}

describe('the switches of the composer', () => {
	it('start from the settings and follow the choice of the conversation', () => {
		assert.deepEqual(
			outline(
				{ model: 'gemini-3.5-flash', tools: { googleSearch: true, codeExecution: true } },
				{ codeExecution: false, urlContext: true },
			),
			['googleSearch on', 'googleMaps off', 'urlContext on', 'codeExecution off'],
		);
	});

	it('say why a model does not take a tool', () => {
		const image = 'gemini-3.1-flash-image draws images: it takes Google Search only.';
		assert.deepEqual(outline({ model: 'gemini-3.1-flash-image' }, { googleMaps: true }), [
			'googleSearch off',
			`googleMaps on, blocked: ${image}`,
			`urlContext off, blocked: ${image}`,
			`codeExecution off, blocked: ${image}`,
		]);
		assert.deepEqual(outline({ model: 'gemini-2.0-flash' }, {}), [
			'googleSearch off',
			'googleMaps off, blocked: gemini-2.0-flash does not have this tool.',
			'urlContext off, blocked: gemini-2.0-flash does not have this tool.',
			'codeExecution off',
		]);
	});

	it('say that the tools of VS Code and those of the endpoint exclude each other', () => {
		const words =
			'gemini-3.5-flash does not take it together with the tools of VS Code that this conversation uses.';
		assert.deepEqual(
			outline(
				{ model: 'gemini-3.5-flash', tools: { functionDeclarations: [{ name: 'read' }] } },
				{},
			),
			['googleSearch', 'googleMaps', 'urlContext', 'codeExecution'].map(
				tool => `${tool} off, blocked: ${words}`,
			),
		);
	});
});
