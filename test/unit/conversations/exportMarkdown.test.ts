import assert from 'node:assert/strict';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import {
	exportMarkdown,
	type MarkdownLabels,
	turnMarkdown,
} from '../../../src/conversations/exportMarkdown.ts';
import type { Part } from '../../../src/shared/content.ts';
import type { ModelTurn, UserTurn } from '../../../src/shared/conversation.ts';
import type { Grounding } from '../../../src/shared/events.ts';
import { arbitraryConversation } from '../store/arbitraryConversation.ts';
import { answer, conversation, question } from '../store/testStore.ts';

const labels: MarkdownLabels = {
	untitled: 'Conversation',
	you: 'You',
	toolResults: 'Tool results',
	thoughts: 'Thoughts',
	sources: 'Sources',
	citations: 'Citations',
	output: 'Output',
	stopped: 'Stopped',
	interrupted: 'Interrupted',
	failed: message => (message === undefined ? 'Failed' : `Failed: <${message}>`),
	blocked: 'Blocked',
	ended: 'Ended early',
};
const inside = { labels, media: { kind: 'dataUri' } } as const;
const beside = { labels, media: { kind: 'files', folder: 'my talk (1)' } } as const;

function model(parts: readonly Part[], facts: Partial<ModelTurn> = {}): ModelTurn {
	return { ...answer(2), ...facts, parts: [...parts] };
}

function bodyOf(parts: readonly Part[], facts: Partial<ModelTurn> = {}): string {
	return turnMarkdown(model(parts, facts), inside).markdown;
}

/** A source for each passage; the passage ends where its text ends in the answer. */
function groundedIn(text: string, ...passages: readonly string[]): Grounding {
	return {
		sources: passages.map((passage, index) => ({
			kind: 'web',
			uri: `https://example.com/${index + 1}`,
			title: `Source of ${passage}`,
		})),
		supports: passages.map((passage, index) => ({
			start: text.indexOf(passage),
			end: text.indexOf(passage) + passage.length,
			text: passage,
			sources: [index],
		})),
		webSearchQueries: [],
		imageSearchQueries: [],
		retrievalQueries: [],
	};
}

/** A question with a file, a picture and a text. */
const attached: UserTurn = {
	...question(1, 'What is it?'),
	parts: [
		{ text: 'Attached file: `a.ts`\n\n```typescript\nconst a = 1;\n```\n' },
		{ inlineData: { mimeType: 'image/png', data: 'AAAA' } },
		{ text: 'What is it?' },
	],
	attachments: [
		{ label: 'a.ts', kind: 'file', detail: 'src/a.ts', part: 0 },
		{ label: 'b.png', kind: 'image', part: 1 },
	],
};

/** The answer alone, without the notes below it. */
function noted(text: string, ...passages: readonly string[]): string {
	const markdown = bodyOf([{ text }], { grounding: groundedIn(text, ...passages) });
	return markdown.replace(/\n\n\[\^source-\d+\]:.*$/s, '');
}

describe('A conversation as Markdown', () => {
	it('folds what was attached away before what was asked', () => {
		assert.equal(
			turnMarkdown(attached, inside).markdown,
			[
				'<details>\n<summary>src/a.ts</summary>',
				'Attached file: `a.ts`',
				'```typescript\nconst a = 1;\n```',
				'</details>',
				'![image-1.png](data:image/png;base64,AAAA)',
				'What is it?\n',
			].join('\n\n'),
		);
	});

	it('reads as it was shown', () => {
		const text = 'Bees dance.\n\nThey also hum.';
		const { markdown } = exportMarkdown(
			{
				...conversation(1),
				title: 'On *bees*',
				turns: [
					question(1, 'What do bees do?'),
					model(
						[
							{ text: 'Let me think.', thought: true },
							{ text: 'Bees dance.\n\nThey ' },
							{ text: 'also hum.', thoughtSignature: 'c2ln' },
							{ executableCode: { language: 'PYTHON', code: 'print("```")' } },
							{ codeExecutionResult: { outcome: 'OUTCOME_OK', output: '```' } },
						],
						{
							meta: { modelVersion: 'gemini-3.5-flash-001' },
							grounding: groundedIn(text, 'Bees dance.', 'They also hum.'),
							citations: [{ uri: 'https://example.org/code', title: 'Code', license: 'MIT' }],
							finish: { reason: 'MAX_TOKENS' },
						},
					),
				],
			},
			inside,
		);
		assert.equal(
			markdown,
			`# On \\*bees\\*

## You

What do bees do?

## gemini-3.5-flash-001

<details>
<summary>Thoughts</summary>

Let me think.

</details>

Bees dance.[^source-1]

They also hum.[^source-2]

\`\`\`\`python
print("\`\`\`")
\`\`\`\`

<details>
<summary>Output: OUTCOME_OK</summary>

\`\`\`\`
\`\`\`
\`\`\`\`

</details>

**Citations**

- [Code](<https://example.org/code>) — MIT

> **Ended early: MAX\\_TOKENS**

[^source-1]: [Source of Bees dance.](<https://example.com/1>)
[^source-2]: [Source of They also hum.](<https://example.com/2>)
`,
		);
	});

	it('numbers a source once, however often it is referred to', () => {
		const turns = [1, 2].map(number => ({
			...answer(number, 'Same.'),
			grounding: groundedIn('Same.', 'Same.'),
		}));
		const { markdown } = exportMarkdown({ ...conversation(1), turns }, inside);
		assert.deepEqual(markdown.match(/\[\^source-\d+\](?!:)/g), ['[^source-1]', '[^source-1]']);
		assert.equal(markdown.match(/\[\^source-\d+\]:/g)?.length, 1);
	});

	it('lists sources that no passage refers to', () => {
		const { sources } = groundedIn('x', 'a', 'b');
		const grounding = { ...groundedIn('x'), sources };
		assert.match(
			bodyOf([{ text: 'x' }], { grounding }),
			/\*\*Sources\*\*\n\n- \[Source of a\]\(<https:\/\/example\.com\/1>\)\n- \[Source of b\]/,
		);
	});

	it('puts marks where they neither show as they stand nor break anything', () => {
		const cases: Record<string, readonly [string, string, string]> = {
			'before the space after a sentence': ['One. Two.', 'One. ', 'One.[^source-1] Two.'],
			'before the end of a line': ['One.\nTwo.', 'One.\n', 'One.[^source-1]\nTwo.'],
			'behind a code block': [
				'```js\nlet a;\n```\nDone.',
				'let a;',
				'```js\nlet a;\n```\n\n[^source-1]\n\nDone.',
			],
			'behind a code block at the end': [
				'```js\nlet a;\n```',
				'let a;',
				'```js\nlet a;\n```\n\n[^source-1]',
			],
			'behind code in a line': ['Use `let a` here', 'let', 'Use `let a`[^source-1] here'],
			'behind a link': [
				'See [the page](https://a.b) now',
				'the',
				'See [the page](https://a.b)[^source-1] now',
			],
			'behind an address': [
				'See https://a.b/c now',
				'https://a',
				'See https://a.b/c[^source-1] now',
			],
			'in the last cell of a table': [
				'| a | b |\n|---|---|\n| 1 | 2 |',
				'| 1 | 2 |',
				'| a | b |\n|---|---|\n| 1 | 2[^source-1] |',
			],
			'in a cell of a table': [
				'| a | b |\n|---|---|\n| one | 2 |',
				'one',
				'| a | b |\n|---|---|\n| one[^source-1] | 2 |',
			],
			'after characters outside the basic plane': [
				'🐝🐝 dance.',
				'🐝🐝 dance',
				'🐝🐝 dance[^source-1].',
			],
		};
		const placed = Object.entries(cases).map(([name, [text, passage]]) => [
			name,
			noted(text, passage),
		]);
		const expected = Object.entries(cases).map(([name, [, , result]]) => [name, result]);
		assert.deepEqual(placed, expected);
	});

	it('finds passages across parts and thoughts', () => {
		const grounding = groundedIn('One two. Three.', 'One two.', 'Three.');
		const parts = [
			{ text: 'One ' },
			{ text: 'two.', thoughtSignature: 'c2ln' },
			{ text: 'Hm.', thought: true },
			{ text: ' Three.' },
		];
		assert.match(
			bodyOf(parts, { grounding }),
			/^One two\.\[\^source-1\]\n\n<details>.*<\/details>\n\n Three\.\[\^source-2\]\n/s,
		);
	});

	it('lets no text swallow what follows it', () => {
		const texts = [
			'```js\nlet a;',
			'~~~~\nx\n~~~',
			'- item\n\n  ```\n  x',
			'> ```\n> x',
			'<!-- never closed',
			'<script>\nalert(1)',
			'<details><summary>x</summary>\n\ny',
			'<pre>\nx',
			'[open](',
			'$$\nx',
			'| a |\n|---|',
			'text\n===',
			'</details>',
		];
		for (const text of texts) {
			const turns = [answer(1, text), model([{ text, thought: true }]), question(3, 'The end')];
			const { markdown } = exportMarkdown({ ...conversation(1), title: 'T', turns }, inside);
			const headings = new MarkdownIt({ html: true })
				.parse(markdown, {})
				.flatMap(({ type, level }, index, all) =>
					type === 'heading_open' && level === 0 ? (all[index + 1]?.content ?? '') : [],
				);
			const own = headings.filter(heading => ['T', 'gemini-3.5-flash', 'You'].includes(heading));
			assert.deepEqual(own, ['T', 'gemini-3.5-flash', 'gemini-3.5-flash', 'You'], text);
			assert.equal(markdown.match(/<\/details>\n/g)?.length, text === '</details>' ? 2 : 1, text);
		}
	});

	it('makes links only to the web', () => {
		const grounding = {
			...groundedIn('x'),
			sources: [
				{ kind: 'web', uri: 'javascript:alert(1)', title: 'script' },
				{ kind: 'web', uri: 'command:workbench.action.quit', title: 'command' },
				{ kind: 'web', uri: 'https://a.b/>) [x](javascript:y', title: 'a](javascript:z) <b>' },
			] as const,
		};
		const markdown = bodyOf([{ text: 'x' }], { grounding });
		const rendered = new MarkdownIt({ html: true }).render(markdown);
		assert.deepEqual(rendered.match(/<(a|b|script)\b[^>]*>/g), [
			'<a href="https://a.b/%3E)%20%5Bx%5D(javascript:y">',
		]);
	});

	it('writes media beside the document under names of its own', () => {
		const parts = [
			{ inlineData: { mimeType: 'image/png', data: 'QUJD', displayName: '../../x.exe' } },
			{ inlineData: { mimeType: 'application/x-sh', data: 'QUJD' } },
			{ inlineData: { mimeType: 'image/svg+xml', data: 'QUJD' } },
			{ inlineData: { mimeType: 'image/png', data: '") <script>' } },
		];
		const { markdown, files } = exportMarkdown(
			{ ...conversation(1), turns: [model(parts)] },
			beside,
		);
		assert.deepEqual(
			files.map(({ name }) => name),
			['image-1.png', 'file-2.bin', 'file-3.bin'],
		);
		assert.deepEqual(markdown.match(/!?\[.*\)/g), [
			'![image-1.png](my%20talk%20%281%29/image-1.png)',
			'[file-2.bin](my%20talk%20%281%29/file-2.bin)',
			'[file-3.bin](my%20talk%20%281%29/file-3.bin)',
		]);
	});

	it('holds images inside where it is asked to, in the alphabet of data URIs', () => {
		const { markdown, files } = turnMarkdown(
			model([{ inlineData: { mimeType: 'image/png', data: 'QU-_' } }]),
			inside,
		);
		assert.deepEqual([markdown, files], ['![image-1.png](data:image/png;base64,QU+/)\n', []]);
	});

	it('tells of an answer that did not end as usual', () => {
		const error = { kind: 'network', message: 'reset', retryable: true } as const;
		const ends = (
			[
				{ status: 'done', finish: { reason: 'STOP' } },
				{ status: 'stopped' },
				{ status: 'interrupted' },
				{ status: 'failed', error },
				{ status: 'done', blocked: { reason: 'SAFETY' } },
			] as const
		).map(facts => bodyOf([{ text: 'x' }], facts).split('\n\n')[1] ?? '');
		assert.deepEqual(
			ends.map(end => end.trim()),
			[
				'',
				'> **Stopped**',
				'> **Interrupted**',
				'> **Failed: \\<reset\\>**',
				'> **Blocked: SAFETY**',
			],
		);
	});

	it('can be made of any conversation', function () {
		this.timeout(30_000);
		fc.assert(
			fc.property(arbitraryConversation, saved => {
				const { markdown } = exportMarkdown(saved, beside);
				assert.ok(markdown.startsWith('# ') && markdown.endsWith('\n'));
			}),
			{ numRuns: 300 },
		);
	});
});
