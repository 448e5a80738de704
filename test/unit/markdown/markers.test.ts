import assert from 'node:assert/strict';
import { StreamingMarkdown } from '../../../src/webview/markdown/streamingMarkdown.ts';
import { blocksOf, createHost, page, usePage } from './page.ts';

/** Puts a numbered marker behind each `‸` of the text, and reads the page with them. */
function place(marked: string): HTMLElement {
	const [first = '', ...others] = marked.split('‸');
	let text = first;
	const offsets = others.map(part => {
		const offset = text.length;
		text += part;
		return offset;
	});
	const host = createHost();
	const markdown = new StreamingMarkdown(host);
	for (const piece of text.match(/.{1,9}/gs) ?? []) {
		markdown.append(piece);
		markdown.flush();
	}
	markdown.end();
	markdown.addMarkers(
		offsets.map((offset, index) => {
			const element = page.document.createElement('sup');
			element.textContent = String(index + 1);
			return { offset, element };
		}),
	);
	return host;
}

function html(marked: string): string {
	return blocksOf(place(marked)).innerHTML.replace(/ (?:rel|title|class|scope|href)="[^"]*"/g, '');
}

describe('Markers at offsets of the source', () => {
	before(usePage);

	it('stand where the sentence ends that they belong to', () => {
		assert.equal(
			html('One sentence.‸ Another one.‸\n\nNext‸ paragraph'),
			'<p>One sentence.<sup>1</sup> Another one.<sup>2</sup></p><p>Next<sup>3</sup> paragraph</p>',
		);
	});

	it('count in the source, not in what is shown', () => {
		assert.equal(
			html('Some **bold** and `code` &amp; \\*more‸ here. **All bold.‸** [Link](https://e.com).‸'),
			'<p>Some <strong>bold</strong> and <code>code</code> &amp; *more<sup>1</sup> here. ' +
				'<strong>All bold.<sup>2</sup></strong> <a>Link</a>.<sup>3</sup></p>',
		);
	});

	it('stand after a word, a link or a piece of code, never inside', () => {
		assert.equal(
			html('A wo‸rd, a [li‸nk](https://e.c‸om) and `co‸de` in [`a‸`](b).'),
			'<p>A word<sup>1</sup>, a <a>link</a><sup>2</sup><sup>3</sup> and <code>code</code><sup>4</sup> ' +
				'in <a><code>a</code></a><sup>5</sup>.</p>',
		);
	});

	it('find their place in lists, quotes, headings and tables', () => {
		assert.equal(
			html(
				'# Head‸\n\n- one‸\n  - two‸\n\n> quote‸\n> more‸\n\n| a | b‸ |\n|---|---|\n| c‸ | d‸ |\n',
			),
			'<h1>Head<sup>1</sup></h1><ul><li><p>one<sup>2</sup></p><ul><li><p>two<sup>3</sup></p></li></ul></li></ul>' +
				'<blockquote><p>quote<sup>4</sup>\nmore<sup>5</sup></p></blockquote>' +
				'<div><table><thead><tr><th>a</th><th>b<sup>6</sup></th></tr></thead>' +
				'<tbody><tr><td>c<sup>7</sup></td><td>d<sup>8</sup></td></tr></tbody></table></div>',
		);
	});

	it('leave emphasis as it is, whatever stands beside it', () => {
		assert.equal(
			html('**Done.**‸ Next‸ *‸*Bold*‸* (_it‸_, _was_‸). ‸**“Quote”** \\‸* 1 &am‸p; 2'),
			'<p><strong>Done.<sup>1</sup></strong> Next<sup>2</sup> <sup>3</sup><strong>Bold<sup>4</sup></strong> ' +
				'(<em>it<sup>5</sup></em>, <em>was<sup>6</sup></em>). <sup>7</sup><strong>“Quote”</strong> ' +
				'*<sup>8</sup> 1 &amp;<sup>9</sup> 2</p>',
		);
		assert.equal(
			html('**Done.‸** Next. _It_‸ ends'),
			'<p><strong>Done.<sup>1</sup></strong> Next. <em>It<sup>2</sup></em> ends</p>',
		);
	});

	it('find their cell by what it holds, with escaped bars and the words of its neighbours', () => {
		assert.equal(
			html(
				'| a | b | c |\n|---|---|---|\n| x \\| y‸ z | one two | one‸ three |\n| `a\\|b`‸ c | \\|‸ d | e‸ |\n',
			).replace(/.*<tbody>|<\/tbody>.*/g, ''),
			'<tr><td>x | y<sup>1</sup> z</td><td>one two</td><td>one<sup>2</sup> three</td></tr>' +
				'<tr><td><code>a|b</code><sup>3</sup> c</td><td>|<sup>4</sup> d</td><td>e<sup>5</sup></td></tr>',
		);
	});

	it('stand after a block that has no text of its own', () => {
		const host = place('Text\n\n```ts\nlet‸ a;\n```\n\n[a]: /b‸\n\nEnd‸');
		const order = Array.from(blocksOf(host).children, child => child.textContent.trim());
		assert.deepEqual(order, ['Text', 'let a;', '1', 'End3'].toSpliced(3, 0, '2'));
	});

	it('keep their order where they meet', () => {
		assert.equal(html('Same‸‸‸ place'), '<p>Same<sup>1</sup><sup>2</sup><sup>3</sup> place</p>');
	});

	it('find their place in a text with carriage returns and long paragraphs', () => {
		const words = 'word '.repeat(300);
		const host = place(`First\r\nline.‸\r\n\r\n${words}here‸ ${words}`);
		const [first, second] = host.querySelectorAll('sup');
		assert.equal(first?.previousSibling?.nodeValue?.endsWith('line.'), true);
		assert.equal(second?.previousSibling?.nodeValue?.endsWith('word here'), true);
	});

	it('never split a character', () => {
		const host = createHost();
		const markdown = new StreamingMarkdown(host);
		markdown.append('a 😀 b');
		markdown.end();
		markdown.addMarkers([{ offset: 3, element: page.document.createElement('sup') }]);
		assert.equal(blocksOf(host).innerHTML, '<p>a 😀<sup></sup> b</p>');
	});
});
