import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { changeSetting, closeEditors, openSample, requestOf } from './explainSupport.ts';
import { until } from './json/generating.ts';
import { Person } from './json/person.ts';

/** A sample: the unit tests give every setting hundreds of such values. */
const WRONG: Readonly<Record<string, unknown>> = {
	model: 42,
	temperature: 'hot',
	maxOutputTokens: -5,
	systemInstruction: ['Obey.'],
	safetySettings: ['HARM_CATEGORY_HARASSMENT'],
	'explain.level': 7,
};

const NOWHERE: readonly unknown[] = [42, ['https://evil.example'], 'javascript:alert(1)'];

describe('Settings that are wrong', function () {
	this.timeout(120_000);
	Person.use();
	afterEach(closeEditors);

	/** What the settings make of a question; what goes with the code is the language server's affair. */
	const asked = async () => {
		await openSample('src/schedule.ts', [11, 21]);
		const request = await requestOf('cometGemini.explainSelection');
		const { contents: _, ...rest } = request.body;
		return { ...rest, task: request.prompt.split('\n', 1)[0] };
	};

	it('count as unset: the request is the same as without them', async () => {
		const right = await asked();
		try {
			for (const [id, value] of Object.entries(WRONG)) {
				await changeSetting(id, value);
			}
			assert.deepEqual(await asked(), right);
		} finally {
			for (const id of Object.keys(WRONG)) {
				await changeSetting(id, undefined);
			}
		}
	});

	it('send nothing anywhere when the base URL is none, and say so', async () => {
		const settings = vscode.workspace.getConfiguration('cometGemini');
		const baseUrl = settings.get('baseUrl');
		const { fetch } = globalThis;
		const urls: string[] = [];
		globalThis.fetch = (input, init) => {
			urls.push(input instanceof Request ? input.url : String(input));
			return fetch(input, init);
		};
		await changeSetting('explain.destination', 'document');
		try {
			await asked();
			assert.ok(
				urls.some(url => url.startsWith(String(baseUrl))),
				urls.join(),
			);
			for (const value of NOWHERE) {
				await closeEditors();
				await changeSetting('baseUrl', value);
				urls.length = 0;
				await openSample('src/schedule.ts', [11, 21]);
				await vscode.commands.executeCommand('cometGemini.explainSelection');
				await until(() =>
					vscode.window.visibleTextEditors.some(
						({ document }) =>
							document.uri.scheme === 'comet-gemini-explanation' &&
							/base URL/.test(document.getText()),
					),
				);
				assert.deepEqual(urls, []);
			}
		} finally {
			globalThis.fetch = fetch;
			await changeSetting('explain.destination', undefined);
			await changeSetting('baseUrl', baseUrl);
		}
	});
});
