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
				[data('application/zip', 4_000_000)],
				[text('abcd'), text('你好')],
			].map(parts => estimateMessage(parts, 'gemini-3.5-flash')),
			[2, 6, 2, 1_120, 0, 20, 4],
		);
	});
});
