import assert from 'node:assert/strict';
import { estimateMessage, estimateTokens } from '../../../src/languageModel/tokenCount.ts';
import { call, data, result, text } from './messages.ts';

describe('the local token count', () => {
	it('takes about four characters of code and one of Chinese for a token', () => {
		assert.equal(estimateTokens('const answer = 42;\n'.repeat(40)), 190);
		assert.equal(estimateTokens('你好世界'), 4);
		assert.equal(estimateTokens(''), 0);
	});

	it('counts every kind of part, and marks as nothing', () => {
		assert.deepEqual(
			[
				[text('abcd')],
				[call('1', 'read', { path: 'a' })],
				[result('1', 'abcdefgh')],
				[data('image/png', 1)],
				[data('cache_control', 1)],
			].map(parts => estimateMessage(parts) - estimateMessage([])),
			[1, 4, 2, 1_120, 0],
		);
	});

	it('answers five thousand calls in far less than a second', () => {
		const code = 'export function add(a: number, b: number) { return a + b; }\n'.repeat(30);
		const started = performance.now();
		for (let index = 0; index < 5_000; index++) {
			estimateMessage([text(code + index)]);
		}
		const elapsed = performance.now() - started;
		assert.ok(elapsed < 1_000, `${elapsed} ms`);
	});
});
