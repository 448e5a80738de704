import assert from 'node:assert/strict';
// The build puts the page's stand-in in the place of the package, as it does for the page.
import { decodeHTMLStrict } from 'entities';
import { usePage } from './page.ts';

describe('The name of a character in Markdown', () => {
	it('stays where there is no page', () => {
		const { document } = globalThis;
		Reflect.deleteProperty(globalThis, 'document');
		assert.equal(decodeHTMLStrict('&copy;'), '&copy;');
		Object.assign(globalThis, { document });
	});

	it('is what HTML says, with the whole name', () => {
		usePage();
		const expected = {
			'&copy;': '©',
			'&AMP;': '&',
			'&lt;': '<',
			'&semi;': ';',
			'&Tab;': '\t',
			'&NewLine;': '\n',
			'&nbsp;': '\u00a0',
			'&ngE;': '≧̸',
			'&Afr;': '𝔄',
			'&CounterClockwiseContourIntegral;': '∳',
			'&notit;': '&notit;',
			'&nothing;': '&nothing;',
		};
		assert.deepEqual(
			Object.fromEntries(Object.keys(expected).map(name => [name, decodeHTMLStrict(name)])),
			expected,
		);
	});

	it('is no other HTML', () => {
		usePage();
		assert.equal(decodeHTMLStrict('</textarea><img src=x>'), '</textarea><img src=x>');
	});
});
