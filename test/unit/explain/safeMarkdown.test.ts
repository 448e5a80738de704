import assert from 'node:assert/strict';
import { safeMarkdown } from '../../../src/explain/safeMarkdown.ts';

describe('safeMarkdown', () => {
	it('turns images into links', () => {
		assert.equal(
			safeMarkdown('see ![a](https://x.test/?q=1) and ![b][c]\n\n[c]: https://x.test'),
			'see ! [a](https://x.test/?q=1) and ! [b][c]\n\n[c]: https://x.test',
		);
	});

	it('leaves code alone', () => {
		const text = '```js\nif (![1].length) {}\n<div>\n```\n~~~\n![x](y)\n~~~~';
		assert.equal(safeMarkdown(text), text);
	});

	it('does not take a fence for open when another parser might not', () => {
		assert.deepEqual(
			[
				'- item\n  ```\ntext\n![a](u)',
				'<div>\n```\n\n![a](u)',
				'> ```\n![a](u)',
				'```a`b\n![a](u)',
				'```\ncode\n  ```  \n![a](u)',
			].filter(text => /!\[/.test(safeMarkdown(text))),
			// Inside an HTML block the fence is no fence, so the block is kept from beginning.
			['<div>\n```\n\n![a](u)'],
		);
		assert.match(safeMarkdown('<div>\n```\n\n![a](u)'), /^\\<div>/);
	});

	it('shows HTML as text, in lists and quotes too', () => {
		assert.equal(safeMarkdown('<img src=x>\n  > - <b>'), '\\<img src=x>\n  > - \\<b>');
	});
});
