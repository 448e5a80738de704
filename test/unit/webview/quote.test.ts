import assert from 'node:assert/strict';
import { createHost, page, usePage } from '../markdown/page.ts';
import { useFakeHost } from './fakeHost.ts';

describe('a quotation', () => {
	before(() => {
		usePage();
		useFakeHost();
		const { customElements, HTMLTextAreaElement } = page;
		class IntersectionObserver {}
		Object.assign(globalThis, {
			window: page,
			customElements,
			HTMLTextAreaElement,
			IntersectionObserver,
		});
	});

	const load = () => import('../../../src/webview/quote.ts');

	/** Selects from the start of the first element to the end of the second. */
	function select(host: Element, from: string, to: string): Selection | null {
		const selection = page.getSelection();
		selection?.removeAllRanges();
		const range = page.document.createRange();
		const first = host.querySelector(from);
		const last = host.querySelector(to);
		assert.ok(first !== null && last !== null);
		range.setStart(first, 0);
		range.setEnd(last, last.childNodes.length);
		selection?.addRange(range);
		return selection;
	}

	it('marks every line, also empty ones, and leaves room for the reply', async () => {
		const { quotation } = await load();
		assert.equal(quotation('\none\r\n\n  two\n\n'), '> one\n>\n>   two\n\n');
	});

	it('is what is selected of the conversation, and nothing from elsewhere', async () => {
		const { selectedPassage } = await load();
		const host = createHost();
		host.innerHTML = '<main><p id="a">one</p></main><p id="b">two</p>';
		const scroller = host.querySelector('main');
		assert.ok(scroller !== null);
		assert.equal(selectedPassage(select(host, '#a', '#a'), scroller), 'one');
		assert.equal(selectedPassage(select(host, '#b', '#b'), scroller), '');
	});

	it('keeps code as code, within a fence that the code does not end', async () => {
		const { selectedPassage } = await load();
		const host = createHost();
		host.innerHTML =
			'<div class="code-block" data-language="md"><pre><code>```js\nlet a;\n```\n</code></pre></div>';
		assert.equal(
			selectedPassage(select(host, 'code', 'code'), host),
			'````md\n```js\nlet a;\n```\n````',
		);
	});
});
