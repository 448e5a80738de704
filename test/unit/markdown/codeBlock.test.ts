import assert from 'node:assert/strict';
import type { CodeBlock } from '../../../src/webview/markdown/codeBlock.ts';
import { StreamingMarkdown } from '../../../src/webview/markdown/streamingMarkdown.ts';
import { createHost, usePage } from './page.ts';

interface Shown {
	readonly host: HTMLElement;
	readonly markdown: StreamingMarkdown;
	readonly events: string[];
	show(...pieces: string[]): void;
	block(index?: number): CodeBlock;
}

function start(): Shown {
	const host = createHost();
	const events: string[] = [];
	const markdown = new StreamingMarkdown(host, {
		decorateCodeBlock: block => {
			events.push(`${block.index} ${block.language}`);
		},
		onCodeBlock: (block, change) => {
			events.push(`${block.index} ${change} ${block.finishedLines}`);
		},
	});
	return {
		host,
		markdown,
		events,
		show: (...pieces) => {
			for (const piece of pieces) {
				markdown.append(piece);
				markdown.flush();
			}
		},
		block: (index = 0) => {
			const block = markdown.codeBlocks[index];
			assert.ok(block);
			return block;
		},
	};
}

describe('A code block', () => {
	before(usePage);

	it('tells its owner when it appears, grows and is complete', () => {
		const { show, events, markdown } = start();
		show('```ts title\n', 'let a', ' = 1;\n', '```\n', '\n- x\n\n      code\n', '\nend');
		markdown.end();
		assert.deepEqual(events, [
			'0 ts',
			'0 grown 0',
			'0 grown 1',
			'0 closed 1',
			'1 ',
			'1 grown 0',
			'1 grown 1',
			'1 closed 1',
		]);
	});

	it('gives its text and its lines', () => {
		const { show, block } = start();
		show('```\none\n\n  three\nfo');
		assert.deepEqual(
			[block().text(), block().finishedLines, block().line(2), block().line(3), block().line(9)],
			['one\n\n  three\nfo', 3, '  three', 'fo', ''],
		);
	});

	it('stands in boxes of twenty lines', () => {
		const { show, host } = start();
		show('```\n', ...Array.from({ length: 45 }, (_, line) => `${line}\n`));
		const boxes = Array.from(host.querySelectorAll('.code-lines'), ({ textContent }) =>
			textContent.trim().split('\n'),
		);
		assert.deepEqual(
			boxes.map(lines => [lines[0], lines.length]),
			[
				['0', 20],
				['20', 20],
				['40', 5],
			],
		);
	});

	it('takes colours for the lines that have ended and shows the rest at once', () => {
		const { show, host, block } = start();
		show('```ts\nlet a;\nlet b');
		block().setTokens(0, [
			{ length: 3, color: '#ff0000', fontStyle: 1 },
			{ length: 1 },
			{ length: 2, color: '#00ff00', fontStyle: 14 },
		]);
		block().setTokens(1, [{ length: 3, color: '#ff0000' }]);
		show(' = 2;\nend');
		const box = host.querySelector('.code-lines');
		assert.equal(
			box?.innerHTML,
			'<span class="code-line"><span style="color: rgb(255, 0, 0); font-style: italic;">let</span> ' +
				'<span style="color: rgb(0, 255, 0); font-weight: bold; text-decoration: underline line-through;">a;</span>' +
				'\n</span>let b = 2;\nend',
		);
		assert.equal(block().text(), 'let a;\nlet b = 2;\nend');
	});

	it('shows the same text however its lines are coloured', () => {
		const { show, host, markdown, block } = start();
		const lines = Array.from({ length: 50 }, (_, line) => `line ${line};\n`);
		show('```\n', ...lines.slice(0, 30));
		for (const line of [0, 1, 2, 25, 1, 7, 3, 29, 40]) {
			block().setTokens(line, [{ length: 4, color: 'red' }]);
		}
		show(...lines.slice(30));
		block().setTokens(40, [{ length: 400, color: 'red' }]);
		markdown.end();
		assert.equal(host.querySelector('code')?.textContent, lines.join(''));
		assert.equal(host.querySelectorAll('.code-line > span').length, 8);
	});

	it('numbers the blocks of a document in order and reads an indented one as code', () => {
		const { show, markdown } = start();
		show('```a\n```\n\n    indented\n\n~~~b c\nx\n~~~\n');
		markdown.end();
		assert.deepEqual(
			markdown.codeBlocks.map(({ index, language, closed }) => [index, language, closed]),
			[
				[0, 'a', true],
				[1, '', true],
				[2, 'b', true],
			],
		);
	});

	it('is complete at the end of the answer, with its end mark or without', () => {
		const { show, markdown, block } = start();
		show('```\ncode');
		assert.equal(block().closed, false);
		markdown.end();
		assert.equal(block().closed, true);
	});
});
