import assert from 'node:assert/strict';
import type { MarkdownOptions } from '../../../src/webview/markdown/context.ts';
import { renderMarkdown } from '../../../src/webview/markdown/streamingMarkdown.ts';
import { blocksOf, createHost, page, usePage } from './page.ts';

function render(text: string, options?: MarkdownOptions): HTMLElement {
	const host = createHost();
	renderMarkdown(host, text, options);
	return host;
}

function find(host: Element, selector: string): HTMLElement {
	const found = host.querySelector<HTMLElement>(selector);
	assert.ok(found, `${selector} is shown`);
	return found;
}

describe('Rendered Markdown', () => {
	before(usePage);

	it('names the check box of a task by the text of the task and lets nobody tick it', () => {
		const host = render('- [x] write the **test**\n- [ ] rest\n');
		const boxes = [...host.querySelectorAll('input')].map(box => ({
			type: box.type,
			disabled: box.disabled,
			checked: box.checked,
			name: page.document.getElementById(box.getAttribute('aria-labelledby') ?? '')?.textContent,
		}));
		assert.deepEqual(boxes, [
			{ type: 'checkbox', disabled: true, checked: true, name: 'write the test' },
			{ type: 'checkbox', disabled: true, checked: false, name: 'rest' },
		]);
	});

	it('gives the head of a table its scope and the table a box that scrolls', () => {
		const host = render('| a | b |\n|:--|--:|\n| 1 | 2 |\n');
		assert.equal(
			find(host, '.table-scroll').innerHTML,
			'<table><thead><tr><th scope="col" class="align-left">a</th>' +
				'<th scope="col" class="align-right">b</th></tr></thead>' +
				'<tbody><tr><td class="align-left">1</td><td class="align-right">2</td></tr></tbody></table>',
		);
	});

	it('shifts headings to the level that the owner’s outline leaves for them', () => {
		const host = render('# one\n\n### three\n\n###### six\n', { headingLevel: 3 });
		assert.equal(blocksOf(host).innerHTML, '<h3>one</h3><h5>three</h5><h6 aria-level="8">six</h6>');
	});

	it('hands the target of a link to its owner on click and on middle click', () => {
		const followed: string[] = [];
		const host = render('[a](https://example.com/?q=1 "Title") and [b](src/main.ts#L3)', {
			onLink: href => followed.push(href),
		});
		const [first, second] = host.querySelectorAll('a');
		const clicks = [
			first?.dispatchEvent(new page.MouseEvent('click', { bubbles: true, cancelable: true })),
			second?.dispatchEvent(new page.MouseEvent('auxclick', { bubbles: true, cancelable: true })),
		];
		assert.deepEqual(followed, ['https://example.com/?q=1', 'src/main.ts#L3']);
		assert.deepEqual(clicks, [false, false], 'the page itself goes nowhere');
		assert.deepEqual(
			[first?.title, first?.rel, second?.title],
			['Title\nhttps://example.com/?q=1', 'noopener noreferrer', 'src/main.ts#L3'],
		);
	});

	it('links bare addresses but not file names', () => {
		const host = render(
			'https://a.example/x, www.b.example, c@d.example, main.rs, node.js, 1.2.3.4',
		);
		assert.deepEqual(
			Array.from(host.querySelectorAll('a'), link => link.getAttribute('href')),
			['https://a.example/x', 'http://www.b.example', 'mailto:c@d.example'],
		);
	});

	it('shows an image that is here and only names one that would have to be fetched', () => {
		const host = render(
			'![dot](data:image/png;base64,AAAA "Dot") ![chart](https://e.com/c.png) [![badge](b.svg)](https://e.com)',
		);
		assert.equal(
			find(host, 'p').innerHTML,
			'<img src="data:image/png;base64,AAAA" alt="dot" title="Dot"> ' +
				'<a class="image-link" title="https://e.com/c.png" href="https://e.com/c.png" rel="noopener noreferrer">chart</a> ' +
				'<a href="https://e.com" rel="noopener noreferrer" title="https://e.com">' +
				'<span class="image-link" title="b.svg">badge</span></a>',
		);
	});

	it('gives a Mermaid block its language and leaves the source as it is', () => {
		const host = render('```mermaid\ngraph TD; A-->B;\n```\n');
		assert.equal(find(host, '.code-block').dataset['language'], 'mermaid');
		assert.equal(find(host, 'pre > code.language-mermaid').textContent, 'graph TD; A-->B;\n');
	});

	it('starts an ordered list at its first number', () => {
		assert.equal(find(render('7. seven\n8. eight\n'), 'ol').getAttribute('start'), '7');
	});

	it('shows a null character as what stands for it, and a return alone as a line break', () => {
		assert.equal(render('a\0b\rc').textContent, 'a\uFFFDb\nc');
	});

	it('does nothing more after its end', () => {
		const host = createHost();
		const markdown = renderMarkdown(host, 'done');
		markdown.append(' more');
		markdown.flush();
		markdown.end();
		assert.deepEqual([host.textContent, markdown.text], ['done', 'done']);
	});

	it('hears no clicks after it was disposed of', () => {
		const followed: string[] = [];
		const host = createHost();
		renderMarkdown(host, '[a](b)', { onLink: href => followed.push(href) }).dispose();
		find(host, 'a').dispatchEvent(
			new page.MouseEvent('click', { bubbles: true, cancelable: true }),
		);
		assert.deepEqual(followed, []);
	});
});
