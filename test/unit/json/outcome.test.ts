import assert from 'node:assert/strict';
import { type AnswerEnd, type Decision, decide } from '../../../src/json/stream/outcome.ts';

const END: AnswerEnd = {
	complete: false,
	finishReason: 'MAX_TOKENS',
	maxOutputTokens: undefined,
	thinkingLevel: 'auto',
	attempt: 1,
};

/** What was known, and what is to be done. */
const TABLE: readonly (readonly [string, Partial<AnswerEnd>, Decision])[] = [
	[
		'accepts a document that is complete',
		{ complete: true, finishReason: 'STOP' },
		{ kind: 'accept' },
	],
	[
		'accepts a document that is complete although the limit was met behind it',
		{ complete: true },
		{ kind: 'accept' },
	],
	[
		'raises a limit that was set',
		{ maxOutputTokens: 1_000, thoughtTokens: 100, outputTokens: 900 },
		{ kind: 'retry', why: 'tokenLimit', maxOutputTokens: 4_000 },
	],
	[
		'never asks for more than the model can write',
		{ maxOutputTokens: 40_000, modelLimit: 65_536 },
		{ kind: 'retry', why: 'tokenLimit', maxOutputTokens: 65_536 },
	],
	[
		'thinks less when thinking used the limit up, and raises it too',
		{ maxOutputTokens: 1_000, thoughtTokens: 990, outputTokens: 10, thinkingLevel: 'high' },
		{ kind: 'retry', why: 'thinking', thinkingLevel: 'medium', maxOutputTokens: 4_000 },
	],
	[
		'thinks less when there is no limit to raise',
		{ thinkingLevel: 'auto' },
		{ kind: 'retry', why: 'thinking', thinkingLevel: 'low', maxOutputTokens: undefined },
	],
	[
		'gives up when nothing is left to change',
		{ thinkingLevel: 'off' },
		{ kind: 'giveUp', why: 'tooLong', finishReason: 'MAX_TOKENS' },
	],
	[
		'gives up after the third try',
		{ attempt: 3 },
		{ kind: 'giveUp', why: 'tooLong', finishReason: 'MAX_TOKENS' },
	],
	[
		'asks again when the stream ended in the middle without a word',
		{ finishReason: undefined },
		{ kind: 'retry', why: 'unfinished' },
	],
	[
		'asks again when the model wrote nonsense',
		{ finishReason: 'MALFORMED_RESPONSE' },
		{ kind: 'retry', why: 'malformed' },
	],
	[
		'does not ask again what a filter stopped',
		{ finishReason: 'SAFETY' },
		{ kind: 'giveUp', why: 'stopped', finishReason: 'SAFETY' },
	],
];

describe('decide', () => {
	for (const [name, end, expected] of TABLE) {
		it(name, () => {
			assert.deepEqual(decide({ ...END, ...end }), expected);
		});
	}
});
