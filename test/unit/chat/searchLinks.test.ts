import assert from 'node:assert/strict';
import fc from 'fast-check';
import { searchLinks } from '../../../src/chat/searchLinks.ts';

const SEARCH = 'https://www.google.com/search?q=comets';
const REDIRECT = 'https://vertexaisearch.cloud.google.com/grounding-api-redirect/AbC_1-2=';

describe('the links in the HTML of search results', () => {
	it('are told as words and addresses, whatever surrounds them', () => {
		const html = `<style>.chip { color: red }</style><div class="container"><svg><path d="M1 1"/></svg>
			<a class="chip" href="${REDIRECT}">current weather in London</a>
			<A HREF='https://google.co.uk/search?q=a&amp;hl=en' target=_blank><b>Tails &amp;</b> &#x201C;comets&#8221;</A></div>`;
		assert.deepEqual(searchLinks(html), [
			{ label: 'current weather in London', href: REDIRECT },
			{ label: 'Tails & “comets”', href: 'https://google.co.uk/search?q=a&hl=en' },
		]);
	});

	it('are left out when they lead anywhere but to Google’s search', () => {
		for (const href of [
			'javascript:alert(1)',
			'&#106;avascript:alert(1)',
			'http://www.google.com/search?q=plain',
			'https://www.google.com/url?q=https://evil.example',
			'https://www.google.com.evil.example/search?q=x',
			'https://www.google.com.evil.io/search?q=x',
			'https://google.abc.de/search?q=x',
			'https://notgoogle.com/search?q=x',
			'https://google.evil/search?q=x',
			'https://user:password@www.google.com/search?q=x',
			'https://www.google.com:8443/search?q=x',
			'https://vertexaisearch.cloud.google.com/elsewhere',
			'//www.google.com/search?q=x',
			'command:workbench.action.quit',
		]) {
			assert.deepEqual(searchLinks(`<a href="${href}">x</a>`), [], href);
		}
	});

	it('carry words only: no markup, no control characters, nothing that turns the text round', () => {
		const html = `<a href="${SEARCH}">a<img src=x onerror=alert(1)>\u202Eb\u0007\n c</a>`;
		assert.deepEqual(searchLinks(html), [{ label: 'a b c', href: SEARCH }]);
	});

	it('are few, each once, and none where the HTML is broken', () => {
		const many = Array.from({ length: 50 }, (_, n) => `<a href="${SEARCH}${n % 20}">n</a>`);
		assert.equal(searchLinks(many.join('')).length, 12);
		for (const hostile of ['<a ', '<a href="x">', '<a href="x"><', '</a', '<a href="x"><b>']) {
			assert.deepEqual(searchLinks(hostile.repeat(50_000)), []);
		}
	});

	it('are safe for any HTML at all', () => {
		const piece = fc.oneof(
			fc.constantFrom('<a href="', '">', '</a>', "<a href='", SEARCH, 'javascript:', '&#x3a;', '<'),
			fc.string(),
		);
		fc.assert(
			fc.property(fc.array(piece, { maxLength: 30 }), pieces => {
				for (const { href, label } of searchLinks(pieces.join(''))) {
					const { protocol, hostname } = new URL(href);
					assert.equal(protocol, 'https:');
					assert.match(hostname, /(^|\.)google\.[a-z.]+$/);
					assert.ok(label.length > 0 && label.length <= 120);
				}
			}),
		);
	});
});
