import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('the tools for other agents', () => {
	const token = new vscode.CancellationTokenSource().token;

	async function invoke(name: string, input: object) {
		const { content } = await vscode.lm.invokeTool(
			name,
			{ input, toolInvocationToken: undefined },
			token,
		);
		return content;
	}

	function textOf(content: readonly unknown[]): string {
		return content
			.map(part => (part instanceof vscode.LanguageModelTextPart ? part.value : ''))
			.join('');
	}

	it('answer from the web with sources', async () => {
		const text = textOf(await invoke('cometGemini_search', { question: 'Who won the cup?' }));
		assert.match(text, /Sources:\n\[1\] .*https?:/);
	});

	it('generate JSON for a schema', async () => {
		const schema = JSON.stringify({
			type: 'object',
			properties: { name: { type: 'string' }, age: { type: 'integer' } },
			required: ['name', 'age'],
		});
		const text = textOf(await invoke('cometGemini_json', { schema, request: 'a person' }));
		const value: { name?: unknown; age?: unknown } = JSON.parse(text);
		assert.deepEqual([typeof value.name, typeof value.age], ['string', 'number']);
	});

	it('make an image', async () => {
		const [part] = await invoke('cometGemini_image', { prompt: 'a red comet' });
		assert.ok(part instanceof vscode.LanguageModelDataPart && part.mimeType === 'image/png');
	});

	it('say what is missing from their input', async () => {
		await assert.rejects(invoke('cometGemini_search', {}), /question/);
	});
});
