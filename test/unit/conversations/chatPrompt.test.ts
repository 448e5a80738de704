import assert from 'node:assert/strict';
import { toContents } from '../../../src/conversations/chatPrompt.ts';
import { pendingCalls } from '../../../src/conversations/pendingCalls.ts';
import type { ModelTurn, Turn } from '../../../src/shared/conversation.ts';

function answer(parts: ModelTurn['parts']): ModelTurn {
	return { id: 'm', role: 'model', model: 'x', createdAt: 0, status: 'done', parts };
}

describe('the contents of a request', () => {
	it('replays turns with their signatures, without thoughts and empty answers', () => {
		const turns: Turn[] = [
			{ id: 'u', role: 'user', createdAt: 0, parts: [{ text: 'q' }] },
			answer([{ text: 'hm', thought: true }, { text: 'a' }, { text: '', thoughtSignature: 'sig' }]),
			{ id: 'v', role: 'user', createdAt: 0, parts: [{ text: 'r' }] },
			answer([]),
		];
		assert.deepEqual(toContents(turns), [
			{ role: 'user', parts: [{ text: 'q' }] },
			{ role: 'model', parts: [{ text: 'a' }, { text: '', thoughtSignature: 'sig' }] },
			{ role: 'user', parts: [{ text: 'r' }] },
		]);
	});
});

describe('calls that wait for the client', () => {
	it('leave out those that the endpoint answered itself', () => {
		const mine = { name: 'read', id: '2' };
		assert.deepEqual(
			pendingCalls([
				{ functionCall: { name: 'srv', id: '1' } },
				{ functionResponse: { name: 'srv', id: '1', response: {} } },
				{ functionCall: mine },
			]),
			[mine],
		);
	});
});
