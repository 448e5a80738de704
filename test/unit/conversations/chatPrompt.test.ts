import assert from 'node:assert/strict';
import { toContents } from '../../../src/conversations/chatPrompt.ts';
import type { ModelTurn, Turn } from '../../../src/shared/conversation.ts';

function answer(parts: ModelTurn['parts'], model = 'x'): ModelTurn {
	return { id: 'm', role: 'model', model, createdAt: 0, status: 'done', parts };
}

describe('the contents of a request', () => {
	it('replays turns with their signatures, without thoughts and empty answers', () => {
		const turns: Turn[] = [
			{ id: 'u', role: 'user', createdAt: 0, parts: [{ text: 'q' }] },
			answer([{ text: 'hm', thought: true }, { text: 'a' }, { text: '', thoughtSignature: 'sig' }]),
			{ id: 'v', role: 'user', createdAt: 0, parts: [{ text: 'r' }] },
			answer([]),
		];
		assert.deepEqual(toContents(turns, 'x'), [
			{ role: 'user', parts: [{ text: 'q' }] },
			{ role: 'model', parts: [{ text: 'a' }, { text: '', thoughtSignature: 'sig' }] },
			{ role: 'user', parts: [{ text: 'r' }] },
		]);
	});

	it('leaves out what only the model understands that wrote it, when another is asked', () => {
		const signed = [{ text: 'a', thoughtSignature: 'sig' }];
		assert.deepEqual(toContents([answer(signed, 'gemini-2.5-flash')], 'gemini-3.5-flash'), [
			{ role: 'model', parts: [{ text: 'a' }] },
		]);
	});

	it('answers the calls that nobody has answered, as after the last round of tools', () => {
		const functionCall = { name: 'read', id: '1' };
		const contents = toContents(
			[
				answer([{ functionCall }]),
				{ id: 'u', role: 'user', createdAt: 0, parts: [{ text: 'go on' }] },
			],
			'x',
		);
		assert.deepEqual(
			contents.map(({ role, parts }) => [role, parts.map(part => Object.keys(part)[0])]),
			[
				['model', ['functionCall']],
				['user', ['functionResponse']],
				['user', ['text']],
			],
		);
	});
});
