import assert from 'node:assert/strict';
import { StreamingMarkdown } from '../../../src/webview/markdown/streamingMarkdown.ts';
import { blocksOf, createHost, usePage } from './page.ts';

/** What the page shows after each character. */
function frames(text: string): HTMLElement[] {
	const host = createHost();
	const markdown = new StreamingMarkdown(host);
	return Array.from(text, character => {
		markdown.append(character);
		markdown.flush();
		return blocksOf(host);
	});
}

function shown(text: string): string[] {
	return frames(text).map(frame => frame.textContent);
}

function tags(text: string): string[] {
	return frames(text).map(frame =>
		Array.from(frame.querySelectorAll('*'), ({ tagName }) => tagName.toLowerCase()).join(' '),
	);
}

describe('Half-typed Markdown', () => {
	before(usePage);

	it('shows no marks of emphasis, code or links while they are typed', () => {
		const text =
			'Some **bold text**, *some* `code here`, ~~gone~~ and [a link](https://x.y/z "t") here. ';
		assert.deepEqual(
			shown(text).filter(frame => /[*`~[\]()]/.test(frame)),
			[],
		);
	});

	it('shows an opened emphasis as what it is about to be', () => {
		assert.deepEqual(tags('a **bc').slice(-2), ['p strong', 'p strong']);
		assert.deepEqual(tags('a *b `c').slice(-1), ['p em code']);
	});

	it('leaves alone what only looks like emphasis', () => {
		assert.equal(shown('2 * 3 = 6, a_b and x*y').at(-1), '2 * 3 = 6, a_b and x*y');
		assert.ok(!tags('2 * 3 = 6, a_b and x*y').some(frame => /em|strong/.test(frame)));
	});

	it('waits with a line until it is clear what it starts', () => {
		assert.deepEqual([...new Set(tags('Text\n\n## Head'))], ['p', 'p h2']);
		assert.deepEqual([...new Set(tags('Text\n- item'))], ['p', 'p ul li p']);
		assert.deepEqual([...new Set(tags('Text\n\n---\n\nMore'))], ['p', 'p hr', 'p hr p']);
		assert.deepEqual([...new Set(tags('1. one\n2. two'))], ['', 'ol li p', 'ol li p li p']);
	});

	it('never shows a table as text', () => {
		const text = 'Text\n\n| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n';
		assert.deepEqual(
			shown(text).filter(frame => frame.includes('|') || frame.includes('--')),
			[],
		);
	});

	it('opens a code block once its language is known, and not its end mark', () => {
		const all = frames('```typescript\nlet a;\n```\n');
		const languages = all.flatMap(frame => frame.querySelector('code')?.className ?? []);
		assert.deepEqual([...new Set(languages)], ['language-typescript']);
		assert.ok(all.every(({ textContent }) => !textContent.includes('`')));
	});

	it('shows a task with its check box from the first letter on', () => {
		assert.deepEqual([...new Set(shown('- [x] done'))], ['', 'd', 'do', 'don', 'done']);
	});

	it('shows everything at the end, however unfinished', () => {
		for (const text of ['a **b', 'a `b', '[a](b', '| a |', '- ', '#', '```', 'x\n--', '![a', '$']) {
			const host = createHost();
			const markdown = new StreamingMarkdown(host);
			for (const character of text) {
				markdown.append(character);
				markdown.flush();
			}
			const before = host.textContent;
			markdown.end();
			assert.ok(host.textContent.length >= before.length, text);
		}
		const host = createHost();
		const markdown = new StreamingMarkdown(host);
		markdown.append('so **far');
		markdown.flush();
		markdown.end();
		assert.equal(host.textContent, 'so **far');
	});
});
