import assert from 'node:assert/strict';
import { StreamingMarkdown } from '../../../src/webview/markdown/streamingMarkdown.ts';
import { createHost, page, usePage } from './page.ts';

const answer = `# Sorting

A paragraph with **bold** text, \`code\` and a [link](https://example.com) in it.

1. First step

   \`\`\`ts
   const first = 1;
   \`\`\`

2. Second step
   - nested one
   - nested two

| name | value |
|------|-------|
| one  | 1     |
| two  | 2     |

> A quote
> of two lines

\`\`\`ts
${'const line = 1;\n'.repeat(45)}\`\`\`

- [x] done
- [ ] open

The last paragraph.
`;

/** A document that is shown as far as `untilText`, and the rest of it. */
function showUntil(untilText: string): { host: HTMLElement; showRest: () => void } {
	const host = createHost();
	const markdown = new StreamingMarkdown(host);
	const length = answer.indexOf(untilText) + untilText.length;
	const show = (text: string) => {
		for (const piece of text.match(/.{1,7}/gs) ?? []) {
			markdown.append(piece);
			markdown.flush();
		}
	};
	show(answer.slice(0, length));
	return {
		host,
		showRest: () => {
			show(answer.slice(length));
			markdown.end();
		},
	};
}

function find(host: Element, selector: string): Element {
	const found = host.querySelector(selector);
	assert.ok(found, `${selector} is shown`);
	return found;
}

function textNode(element: Element): Text {
	const { firstChild } = element;
	assert.ok(firstChild instanceof page.Text);
	return firstChild;
}

describe('Markdown that streams on', () => {
	before(usePage);

	it('never touches a block again that is complete', () => {
		const { host, showRest } = showUntil('of two lines\n\n```ts\ncon');
		const complete = [...host.querySelectorAll('h1, h1 ~ *:not(:last-child), h1 ~ * *')].filter(
			element => host.querySelector('.block-group > :last-child')?.contains(element) === false,
		);
		const touched: Node[] = [];
		const observer = new MutationObserver(records => {
			touched.push(...records.map(({ target }) => target));
		});
		observer.observe(host, {
			attributes: true,
			characterData: true,
			childList: true,
			subtree: true,
		});
		showRest();
		touched.push(...observer.takeRecords().map(({ target }) => target));
		observer.disconnect();
		assert.ok(complete.length > 20);
		assert.deepEqual(
			touched.filter(node => complete.some(element => element.contains(node))),
			[],
		);
		assert.ok(complete.every(element => element.isConnected));
	});

	it('never touches a complete item, row or line of the block that is open', () => {
		const inList = showUntil('2. Second step\n   - nested');
		const item = find(inList.host, 'li');
		const inTable = showUntil('| two  | ');
		const row = find(inTable.host, 'tbody > tr');
		const inCode = showUntil('```ts\n'.concat('const line = 1;\n'.repeat(20)));
		const lines = find(inCode.host, '.block-group > .code-block .code-lines');
		const kept = [
			[inList, item],
			[inTable, row],
			[inCode, lines],
		] as const;
		for (const [{ host, showRest }, element] of kept) {
			const records: MutationRecord[] = [];
			const observer = new MutationObserver(() => undefined);
			observer.observe(element, { characterData: true, childList: true, subtree: true });
			showRest();
			records.push(...observer.takeRecords());
			observer.disconnect();
			assert.deepEqual(records, []);
			assert.ok(host.contains(element));
		}
	});

	it('keeps a selection in the paragraph that is growing', () => {
		const { host, showRest } = showUntil('A paragraph with **bold** te');
		const [bold] = host.querySelectorAll('strong');
		assert.ok(bold);
		const range = page.document.createRange();
		range.setStart(textNode(find(host, 'p')), 2);
		range.setEnd(textNode(bold), 4);
		page.getSelection()?.addRange(range);
		showRest();
		assert.equal(page.getSelection()?.toString(), 'paragraph with bold');
	});

	it('keeps a selection in text whose end becomes something else', () => {
		const host = createHost();
		const markdown = new StreamingMarkdown(host);
		markdown.append('Words and 5*3 are');
		markdown.flush();
		const range = page.document.createRange();
		range.setStart(textNode(find(host, 'p')), 0);
		range.setEnd(textNode(find(host, 'p')), 5);
		markdown.append(' not 2*4 here');
		markdown.flush();
		assert.ok(find(host, 'em'));
		assert.equal(range.toString(), 'Words');
	});

	it('keeps a selection in a long paragraph when a part of it is settled', () => {
		const host = createHost();
		const markdown = new StreamingMarkdown(host);
		const words = 'one two three four five six seven eight nine ten '.repeat(40);
		markdown.append(words.slice(0, 300));
		markdown.flush();
		const range = page.document.createRange();
		range.setStart(textNode(find(host, 'p')), 4);
		range.setEnd(textNode(find(host, 'p')), 13);
		for (let from = 300; from < words.length; from += 50) {
			markdown.append(words.slice(from, from + 50));
			markdown.flush();
		}
		markdown.end();
		assert.equal(range.toString(), 'two three');
		assert.ok(find(host, 'p').childNodes.length > 1, 'the paragraph was cut');
	});

	it('keeps focus on a button that the owner put on a growing code block', () => {
		const host = createHost();
		const markdown = new StreamingMarkdown(host, {
			decorateCodeBlock: block => {
				block.toolbar.append(page.document.createElement('button'));
			},
		});
		for (const piece of ['```ts\n', 'let a', ' = 1;\n', 'let b;\n', '```\n', '\nText']) {
			markdown.append(piece);
			markdown.flush();
			host.querySelector('button')?.focus();
			assert.equal(page.document.activeElement?.tagName, 'BUTTON');
		}
		const button = page.document.activeElement;
		markdown.end();
		assert.equal(page.document.activeElement, button);
	});

	it('keeps the nodes of a list when a blank line makes it loose', () => {
		const host = createHost();
		const markdown = new StreamingMarkdown(host);
		markdown.append('- one\n- two\n');
		markdown.flush();
		const items = [...host.querySelectorAll('li, p')];
		assert.ok(find(host, 'ul').classList.contains('tight'));
		markdown.append('\n- three\n');
		markdown.end();
		assert.ok(!find(host, 'ul').classList.contains('tight'));
		assert.deepEqual([...host.querySelectorAll('li, p')].slice(0, 4), items);
	});

	it('resolves a link in a complete paragraph when its definition comes, and nothing else', () => {
		const host = createHost();
		const markdown = new StreamingMarkdown(host);
		markdown.append('See [one][a] and **this**.\n\nNot [this].\n\nPlain.\n\n');
		markdown.flush();
		const [first, ...others] = host.querySelectorAll('p');
		const bold = find(host, 'strong');
		const unchanged = others.map(({ innerHTML }) => innerHTML);
		markdown.append('[a]: https://example.com\n\nMore\n');
		markdown.flush();
		assert.equal(first?.querySelector('a')?.getAttribute('href'), 'https://example.com');
		assert.equal(find(host, 'strong'), bold);
		assert.deepEqual(
			others.map(({ innerHTML }) => innerHTML),
			unchanged,
		);
	});
});
