import assert from 'node:assert/strict';
import { contextTokens } from '../../../src/conversations/contextUse.ts';
import { conversationUsage } from '../../../src/conversations/conversationUsage.ts';
import type { Turn } from '../../../src/shared/conversation.ts';
import type { Usage } from '../../../src/shared/events.ts';

function answer(model: string, usage: Usage | undefined): Turn {
	return { id: 'm', role: 'model', model, createdAt: 0, status: 'done', parts: [], usage };
}

const turns: Turn[] = [
	answer('a', { prompt: 10, candidates: 2, thoughts: 3 }),
	{ id: 'q', role: 'user', createdAt: 0, parts: [] },
	answer('b', { prompt: 20, toolUsePrompt: 5, candidates: 4 }),
	answer('a', { prompt: 30, billedPrompt: 60, requests: 2, candidates: 6 }),
	answer('a', undefined),
];

describe('what a conversation has used', () => {
	it('is added up by model, thoughts as output and what tools brought as input', () => {
		assert.deepEqual(conversationUsage(turns), {
			a: { answers: 2, input: 70, output: 11 },
			b: { answers: 1, input: 25, output: 4 },
		});
	});

	it('fills the context with the last question and its answer, without the thoughts', () => {
		assert.equal(contextTokens(turns), 36);
		assert.equal(contextTokens([answer('a', { prompt: 7, thoughts: 5 })]), 7);
		assert.equal(contextTokens([]), undefined);
	});
});
