import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { createContributedTools } from '../../src/languageModel/contributedTools.ts';
import type { ModelEvent } from '../../src/shared/events.ts';

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

	it('give nothing out as whole that was cut or blocked', async () => {
		const finish = (reason: string): ModelEvent => ({ type: 'finish', candidate: 0, reason });
		const text = (value: string): ModelEvent => ({
			type: 'text',
			candidate: 0,
			text: value,
			part: { text: value },
		});
		const toolsThatGet = (...events: ModelEvent[]) =>
			createContributedTools({
				async *generate() {
					yield* events;
				},
				basePrompt: () => ({ model: 'gemini-3.5-flash' }),
				imageModel: () => 'gemini-3.1-flash-image',
			});
		const request = { schema: '{"type":"object"}', request: 'x' };
		const cut = toolsThatGet(text('{"a":1}'), finish('MAX_TOKENS'));
		await assert.rejects(cut.json(request, token), /no complete JSON \(MAX_TOKENS\)/);
		const broken = toolsThatGet(text('{"a":'), finish('STOP'));
		await assert.rejects(broken.json(request, token), /no complete JSON \(STOP\)/);
		const blocked = toolsThatGet({ type: 'blocked', reason: 'SAFETY' });
		await assert.rejects(blocked.search({ question: 'x' }, token), /blocked \(SAFETY\)/);
		const empty = toolsThatGet(finish('RECITATION'));
		await assert.rejects(empty.search({ question: 'x' }, token), /no answer \(RECITATION\)/);
		const early = toolsThatGet(text('Half'), finish('MAX_TOKENS'));
		const { content } = await early.search({ question: 'x' }, token);
		assert.equal(textOf(content), 'Half\n\n(The answer ended early: MAX_TOKENS.)');
	});

	it('say what is missing from their input', async () => {
		await assert.rejects(invoke('cometGemini_search', {}), /question/);
	});
});
