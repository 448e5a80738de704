import assert from 'node:assert/strict';
import sinon from 'sinon';
import { StreamingMarkdown } from '../../../src/webview/markdown/streamingMarkdown.ts';
import { tokenizer } from '../../../src/webview/markdown/tokenizer.ts';
import { createHost, usePage } from './page.ts';

const delta = 40;
const size = 100_000;

interface Work {
	/** Characters split into blocks, per character of the text. */
	readonly blocks: number;
	/** Characters parsed as inline content, per character of the text. */
	readonly inline: number;
	/** Changes of the page, per delta. */
	readonly changes: number;
}

/** What it takes to stream the text; each character of it counts as often as it is read. */
function measure(text: string): Work {
	const host = createHost();
	const observer = new MutationObserver(() => undefined);
	observer.observe(host, { attributes: true, characterData: true, childList: true, subtree: true });
	const sandbox = sinon.createSandbox();
	const blocks = sandbox.spy(tokenizer.block, 'tokenize');
	const inline = sandbox.spy(tokenizer, 'parseInline');
	let changes = 0;
	const markdown = new StreamingMarkdown(host);
	for (let from = 0; from < text.length; from += delta) {
		markdown.append(text.slice(from, from + delta));
		markdown.flush();
		changes += observer.takeRecords().length;
	}
	markdown.end();
	changes += observer.takeRecords().length;
	sandbox.restore();
	const parses = new Set(blocks.args.map(([state]) => state));
	const read = sum([...parses].map(({ src }) => src.length));
	return {
		blocks: read / text.length,
		inline: sum(inline.args.map(([content]) => content.length)) / text.length,
		changes: changes / (text.length / delta),
	};
}

function sum(numbers: readonly number[]): number {
	return numbers.reduce((total, number) => total + number, 0);
}

/** Repeats what is numbered until the text is long enough. */
function repeat(part: (index: number) => string, start = ''): string {
	const parts = [start];
	for (let length = start.length, index = 1; length < size; index++) {
		const next = part(index);
		parts.push(next);
		length += next.length;
	}
	return parts.join('');
}

const prose = 'the **quick** brown `fox` jumps over *the* lazy [dog](https://e.com/d)';

const texts: Readonly<Record<string, string>> = {
	fence: repeat(index => `const value${index} = compute(${index});\n`, '```ts\n'),
	'fence in a list': repeat(index => `   const value${index} = 1;\n`, '1. Code:\n\n   ```ts\n'),
	list: repeat(index => `- item ${index}: ${prose}\n`),
	'loose list': repeat(index => `${index}. item: ${prose}\n\n`),
	'nested list': repeat(index => `   - item ${index}: ${prose}\n`, '1. All of them:\n'),
	table: repeat(index => `| ${index} | ${prose} | cell |\n`, '| a | b | c |\n|---|---|---|\n'),
	'paragraph of one line': repeat(index => `${prose} ${index} times. `),
	'paragraph of many lines': repeat(index => `${prose} ${index} times.\n`),
	'plain paragraph': repeat(index => `word${index} `),
	'mixed answer': repeat(
		index =>
			`## Part ${index}\n\n${prose} ${prose} ${prose}\n\n- ${prose}\n- ${prose}\n\n` +
			`\`\`\`js\n${'call();\n'.repeat(20)}\`\`\`\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n`,
	),
};

/** An open block that nothing resumes inside of is shown in steps that grow with it. */
const steppedTexts: Readonly<Record<string, string>> = {
	quote: repeat(index => `> line ${index}: ${prose}\n>\n`),
	'indented code': repeat(index => `    const value${index} = 1;\n`),
	'paragraph with a stray mark': repeat(index => `word${index} `, 'a *stray mark and [a bracket '),
};

describe('The work that streaming Markdown takes', function () {
	this.timeout(60_000);
	before(usePage);

	for (const [name, text] of Object.entries(texts)) {
		it(`stays in proportion to the text: ${name} of 100 KB`, () => {
			const work = measure(text);
			assert.ok(work.blocks < 12, `read ${work.blocks} times into blocks`);
			assert.ok(work.inline < 10, `read ${work.inline} times into inline content`);
			assert.ok(work.changes < 20, `${work.changes} changes of the page for each delta`);
		});
	}

	for (const [name, text] of Object.entries(steppedTexts)) {
		it(`stays bounded where it cannot be in proportion: ${name} of 100 KB`, () => {
			const whole = measure(text).blocks;
			const half = measure(text.slice(0, size / 2)).blocks;
			assert.ok(whole < 200, `read ${whole} times into blocks`);
			assert.ok(whole < half, 'twice the text costs less than twice the work');
		});
	}

	it('stays bounded for what nobody types', () => {
		for (const part of [
			'[',
			'![',
			'*a ',
			'**',
			'_',
			'`',
			'` ``',
			'~~',
			'<',
			'[a](',
			'$a',
			'\\(',
			'>',
		]) {
			const text = part.repeat(10_000 / part.length);
			const host = createHost();
			const markdown = new StreamingMarkdown(host);
			for (let from = 0; from < text.length; from += 200) {
				markdown.append(text.slice(from, from + 200));
				markdown.flush();
			}
			markdown.end();
			assert.ok(host.querySelectorAll('*').length < 10_000, part);
		}
	});
});
