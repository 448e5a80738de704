import assert from 'node:assert/strict';
import { findMatches, type TextMatch } from '../../../src/webview/find/findMatches.ts';
import { compileQuery, type FindQuery } from '../../../src/webview/find/query.ts';
import { RegexSearch, type SearchWorker } from '../../../src/webview/find/regexSearch.ts';
import { createHost, page, usePage } from '../markdown/page.ts';

const plain: FindQuery = { text: '', matchCase: false, wholeWord: false, isRegex: false };

/** What the query finds in the text. */
function found(text: string, query: Partial<FindQuery>): string[] {
	const compiled = compileQuery({ ...plain, ...query });
	assert.equal(compiled.state, 'ok');
	return compiled.state === 'ok'
		? findMatches([text], compiled.pattern, 100).map(({ start, end }) => text.slice(start, end))
		: [];
}

describe('a query of the find bar', () => {
	it('takes what was typed literally, in any case', () => {
		assert.deepEqual(found('f(x) F(X) fx', { text: 'f(x)' }), ['f(x)', 'F(X)']);
		assert.deepEqual(found(String.raw`a\b a/b [a-b]{2}|^$.*+?`, { text: '[a-b]{2}|^$.*+?' }), [
			'[a-b]{2}|^$.*+?',
		]);
	});

	it('matches case, whole words of any script, and both', () => {
		assert.deepEqual(found('Été été', { text: 'été', matchCase: true }), ['été']);
		assert.deepEqual(found('tail tails d_tail été', { text: 'tail', wholeWord: true }), ['tail']);
		assert.deepEqual(found('aété été', { text: 'été', wholeWord: true }), ['été']);
		assert.deepEqual(found('$x x', { text: '$x', wholeWord: true }), ['$x']);
	});

	it('takes a no-break space for a plain one, as the text has it', () => {
		assert.deepEqual(found('prêt ?', { text: 'prêt\u00A0?' }), ['prêt ?']);
	});

	it('takes regular expressions, with line anchors and whole words', () => {
		assert.deepEqual(found('a1\nb2\nc3x', { text: String.raw`^\w\d$`, isRegex: true }), [
			'a1',
			'b2',
		]);
		assert.deepEqual(found('ab abc', { text: 'a|abc?', isRegex: true, wholeWord: true }), [
			'ab',
			'abc',
		]);
	});

	it('says what is wrong with an expression in the engine’s words, without the pattern', () => {
		assert.deepEqual(compileQuery({ ...plain, text: 'a: (', isRegex: true, wholeWord: true }), {
			state: 'bad',
			message: 'Unterminated group',
		});
	});

	it('is nothing without text', () => {
		assert.deepEqual(compileQuery({ ...plain, isRegex: true }), { state: 'empty' });
	});
});

describe('the search', () => {
	it('tells places by text and offset, leaves out empty ones, and stops at the limit', () => {
		assert.deepEqual(findMatches(['xx', '', 'ax'], /x*/g, 100), [
			{ text: 0, start: 0, end: 2 },
			{ text: 2, start: 1, end: 2 },
		]);
		assert.equal(findMatches(['aaaa', 'aaaa'], /a/g, 5).length, 5);
	});

	it('runs from its own source, as in a worker', () => {
		const copy: unknown = new Function(`return ${findMatches.toString()}`)();
		assert.ok(typeof copy === 'function');
		assert.deepEqual(copy(['ab'], /b/g, 9), [{ text: 0, start: 1, end: 2 }]);
	});
});

class FakeWorker implements SearchWorker {
	onmessage: SearchWorker['onmessage'] = null;
	onerror: SearchWorker['onerror'] = null;
	isTerminated = false;

	postMessage(): void {
		// Answers when the test says so.
	}

	terminate(): void {
		this.isTerminated = true;
	}

	answer(data: readonly TextMatch[]): void {
		const event = new MessageEvent<readonly TextMatch[]>('message', { data });
		this.onmessage?.(event);
	}
}

describe('the search with an expression of a person', () => {
	const request = { texts: ['a'], pattern: /a/g, limit: 9 };

	function search(deadline: number) {
		const workers: FakeWorker[] = [];
		const regexSearch = new RegexSearch(() => {
			const worker = new FakeWorker();
			workers.push(worker);
			return worker;
		}, deadline);
		return { regexSearch, workers };
	}

	it('resolves to what the worker found, and ends it', async () => {
		const { regexSearch, workers } = search(1_000);
		const result = regexSearch.find(request);
		workers[0]?.answer([{ text: 0, start: 0, end: 1 }]);
		assert.deepEqual(await result, [{ text: 0, start: 0, end: 1 }]);
		assert.deepEqual(
			workers.map(({ isTerminated }) => isTerminated),
			[true],
		);
	});

	it('gives up an expression that takes too long', async () => {
		const { regexSearch, workers } = search(5);
		assert.equal(await regexSearch.find(request), 'tooSlow');
		assert.deepEqual(
			workers.map(({ isTerminated }) => isTerminated),
			[true],
		);
	});

	it('gives up the search before', async () => {
		const { regexSearch, workers } = search(1_000);
		const first = regexSearch.find(request);
		const second = regexSearch.find(request);
		workers[1]?.answer([]);
		assert.deepEqual([await first, await second], [undefined, []]);
		assert.deepEqual(
			workers.map(({ isTerminated }) => isTerminated),
			[true, true],
		);
	});
});

describe('the text of a message', () => {
	before(() => {
		usePage();
		const { HTMLBRElement } = page;
		Object.assign(globalThis, { HTMLBRElement, StaticRange: page.StaticRange });
	});

	function message(markup: string): Element {
		const host = createHost();
		host.innerHTML = markup;
		return host;
	}

	it('is read block by block, through marks and folds, without buttons and marks', async () => {
		const { textBlocks } = await import('../../../src/webview/find/textBlocks.ts');
		const root = message(
			`<div class="turn-author">Gemini</div><details><summary>Thoughts</summary><p>folded</p></details>
			<p>one <strong>bold</strong> word.<sup class="source-marks">12</sup><br>next</p>
			<div class="code-toolbar"><button>Copy</button></div><pre><code><span>let a</span>;\nb</code></pre>
			<table><tr><td>cell</td><td>other</td></tr></table><div hidden>gone</div>`,
		);
		assert.deepEqual(
			textBlocks(root).map(({ text }) => text),
			['Thoughts', 'folded', 'one bold word.\nnext', 'let a;\nb', 'cell', 'other'],
		);
	});

	it('has one plain space where a person sees one: at soft breaks, double and no-break spaces', async () => {
		const { textBlocks, rangeOf } = await import('../../../src/webview/find/textBlocks.ts');
		const root = message(
			`<p>a soft\nbreak, two  spaces, <em> ten </em>\n\u00A0000,\u202F5 <br> end</p><pre>let  a\n\tb\u00A0c</pre>`,
		);
		const blocks = textBlocks(root);
		assert.deepEqual(
			blocks.map(({ text }) => text),
			['a soft break, two spaces, ten 000, 5 \nend', 'let  a\n\tb c'],
		);
		const marked = ['soft break', 'two spaces', 'ten 000', 'spaces, t', 'end', 'b c'].map(
			phrase => {
				const block = blocks.find(({ text }) => text.includes(phrase));
				const start = block?.text.indexOf(phrase) ?? 0;
				const range = block && rangeOf(block, start, start + phrase.length);
				return [
					range?.startContainer.nodeValue?.slice(range.startOffset).slice(0, 3),
					range?.endContainer.nodeValue?.slice(0, range.endOffset).slice(-3),
				];
			},
		);
		assert.deepEqual(marked, [
			['sof', 'eak'],
			['two', 'ces'],
			['ten', '000'],
			['spa', ' t'],
			['end', 'end'],
			['b\u00A0c', 'b\u00A0c'],
		]);
	});

	it('gives a range for a match that runs through several nodes', async () => {
		const { textBlocks, rangeOf } = await import('../../../src/webview/find/textBlocks.ts');
		const [block] = textBlocks(message('<p>one <strong>bo<em>ld</em></strong> word</p>'));
		assert.ok(block !== undefined);
		const start = block.text.indexOf('e bold w');
		const range = rangeOf(block, start, start + 'e bold w'.length);
		assert.deepEqual(
			[
				range?.startContainer.textContent,
				range?.startOffset,
				range?.endContainer.textContent,
				range?.endOffset,
			],
			['one ', 2, ' word', 2],
		);
	});

	it('ends a match at the end of its node, not at the start of the next one', async () => {
		const { textBlocks, rangeOf } = await import('../../../src/webview/find/textBlocks.ts');
		const [block] = textBlocks(message('<p>one<em>two</em></p>'));
		const range = block && rangeOf(block, 0, 3);
		assert.deepEqual([range?.endContainer.textContent, range?.endOffset], ['one', 3]);
	});
});
