import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bestMatches, fuzzyScore } from '../../../src/chat/composer/fuzzyMatch.ts';

const FILES = [
	'src/webview/markdown/streamingMarkdown.ts',
	'src/chat/chatPage.ts',
	'src/chat/chatViews.ts',
	'test/unit/chat/chatPage.test.ts',
	'README.md',
	'docs/chat/page.md',
];

describe('finding a file by some of its letters', () => {
	const best = (query: string) => bestMatches(query, FILES, path => path, 3)[0];

	it('takes the name before the folders', () => {
		assert.equal(best('page'), 'docs/chat/page.md');
		assert.equal(best('readme'), 'README.md');
	});

	it('takes the beginnings of words', () => {
		assert.deepEqual([best('cp'), best('sm'), best('cvi')], [FILES[1], FILES[0], FILES[2]]);
	});

	it('takes letters of folders too', () => {
		assert.deepEqual(
			[best('unit/page'), best('webview/md')],
			['test/unit/chat/chatPage.test.ts', 'src/webview/markdown/streamingMarkdown.ts'],
		);
	});

	it('finds nothing for letters that are not there in their order', () => {
		assert.deepEqual(
			bestMatches('zx', FILES, path => path, 3),
			[],
		);
		assert.equal(fuzzyScore('egap', 'page.md'), undefined);
	});

	it('keeps the order of those that fit alike, and gives no more than asked for', () => {
		assert.deepEqual(
			bestMatches('', FILES, path => path, 2),
			FILES.slice(0, 2),
		);
	});

	it('finds every path by any of its subsequences', () => {
		const path = fc.stringMatching(/^[a-zA-Z./]{1,30}$/);
		fc.assert(
			fc.property(path, fc.infiniteStream(fc.boolean()), (text, choices) => {
				const query = [...text].filter(() => choices.next().value).join('');
				assert.notEqual(fuzzyScore(query, text), undefined);
			}),
		);
	});
});
