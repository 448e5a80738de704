import assert from 'node:assert/strict';
import { estimateMessage } from '../../../src/languageModel/tokenCount.ts';
import { call, data, result, text } from './messages.ts';

describe('the local token count', () => {
	it('counts every kind of part, and marks as nothing', () => {
		assert.deepEqual(
			[
				[text('abcdefgh')],
				[call('1', 'read', { path: 'a' })],
				[result('1', 'abcdefgh')],
				[data('image/png', 1)],
				[data('cache_control', 1)],
				[text('abcd'), text('你好')],
			].map(parts => estimateMessage(parts, 'gemini-3.5-flash')),
			[2, 6, 2, 1_120, 0, 4],
		);
	});

	it('answers five thousand calls in far less than a second', () => {
		const code = 'export function add(a: number, b: number) { return a + b; }\n'.repeat(30);
		const started = performance.now();
		for (let index = 0; index < 5_000; index++) {
			estimateMessage([text(code + index)], 'gemini-3.5-flash');
		}
		const elapsed = performance.now() - started;
		assert.ok(elapsed < 1_000, `${elapsed} ms`);
	});
});
