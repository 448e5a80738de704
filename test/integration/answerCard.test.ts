import assert from 'node:assert/strict';
import { cardOf } from '../../src/conversations/answerCard.ts';
import type { ModelTurn } from '../../src/shared/conversation.ts';

function card(facts: Partial<ModelTurn>) {
	const turn: ModelTurn = {
		id: 't',
		role: 'model',
		model: 'm',
		createdAt: 0,
		parts: [{ text: 'text' }],
		status: 'done',
		...facts,
	};
	return cardOf(turn, 'example.com');
}

const steps = (facts: Partial<ModelTurn>) => card(facts)?.actions.map(({ label }) => label);

describe('the card under an answer', () => {
	it('says for every end but the usual one what it means, and leads on', () => {
		const ends = {
			MAX_TOKENS: ['Continue', 'Raise the Limit', 'Lower the Thinking Level'],
			CONTINUATION: ['Continue'],
			...Object.fromEntries(
				['SAFETY', 'BLOCKLIST', 'PROHIBITED_CONTENT', 'SPII', 'RECITATION', 'IMAGE_RECITATION']
					.concat(['IMAGE_SAFETY', 'IMAGE_PROHIBITED_CONTENT', 'IMAGE_OTHER', 'NO_IMAGE'])
					.map(reason => [reason, ['Edit the Question', 'Try Again']]),
			),
			LANGUAGE: ['Edit the Question', 'Choose Model'],
			...Object.fromEntries(
				['MALFORMED_FUNCTION_CALL', 'MALFORMED_RESPONSE', 'UNEXPECTED_TOOL_CALL']
					.concat(['TOO_MANY_TOOL_CALLS'])
					.map(reason => [reason, ['Try Again', 'Choose Model']]),
			),
			OTHER: ['Continue', 'Try Again'],
			SOMETHING_NEW: ['Continue', 'Try Again'],
		};
		assert.deepEqual(
			Object.fromEntries(Object.keys(ends).map(reason => [reason, steps({ finish: { reason } })])),
			ends,
		);
		assert.equal(card({ finish: { reason: 'STOP' } }), undefined);
	});

	it('keeps the endpoint’s own words, and names a reason that nobody knows yet', () => {
		const message = 'The quota of words is used up.';
		assert.deepEqual(card({ finish: { reason: 'SOMETHING_NEW', message } }), {
			severity: 'warning',
			title: 'The answer ended early (SOMETHING_NEW)',
			detail: message,
			actions: [
				{ action: 'continue', label: 'Continue' },
				{ action: 'retry', label: 'Try Again' },
			],
		});
	});

	it('tells an answer that is empty, one that just stopped coming, and a prompt that was blocked', () => {
		assert.deepEqual(
			[
				card({ finish: { reason: 'STOP' }, parts: [] })?.title,
				card({ finish: { reason: 'STOP' }, parts: [{ text: 'Hm.', thought: true }] })?.title,
				card({ finish: undefined })?.title,
				...['SAFETY', 'BLOCKLIST', 'PROHIBITED_CONTENT', 'IMAGE_SAFETY', 'OTHER'].map(
					reason => card({ blocked: { reason } })?.title,
				),
			],
			[
				'The answer is empty',
				'The answer is empty',
				'The answer may be incomplete',
				'The prompt was blocked (SAFETY)',
				'The prompt was blocked (BLOCKLIST)',
				'The prompt was blocked (PROHIBITED_CONTENT)',
				'The prompt was blocked (IMAGE_SAFETY)',
				'The prompt was blocked (OTHER)',
			],
		);
		assert.deepEqual(steps({ blocked: { reason: 'SAFETY' } }), [
			'Edit the Question',
			'Try Again',
			'New Conversation',
		]);
	});
});
