import { marked } from 'marked';
import { createElement } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import ReactMarkdown from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { default_renderer, parser, parser_end, parser_write } from 'streaming-markdown';
import { BlockGroups } from '../../src/webview/markdown/blockGroups.ts';
import type { CodeBlock, CodeToken } from '../../src/webview/markdown/codeBlock.ts';
import { renderMarkdown, StreamingMarkdown } from '../../src/webview/markdown/streamingMarkdown.ts';
import { tokenizer } from '../../src/webview/markdown/tokenizer.ts';

/** Shows a text that grows. */
interface Candidate {
	append(delta: string): void;
	end(): void;
}

/** Each shows its text in an empty element; what it will be is known to the floor alone. */
export const candidates = {
	floor: createFloor,
	ours: createOurs,
	colored: createColored,
	chunks: createChunks,
	smd: createStreamingMarkdown,
	marked: createMarked,
	react: createReact,
} as const satisfies Readonly<Record<string, (host: HTMLElement, text: string) => Candidate>>;

export type CandidateName = keyof typeof candidates;

function createOurs(host: HTMLElement): Candidate {
	const markdown = new StreamingMarkdown(host);
	return {
		append: delta => {
			markdown.append(delta);
			markdown.flush();
		},
		end: () => markdown.end(),
	};
}

const colors = ['#569cd6', '#4ec9b0', '#c586c0', '#dcdcaa', '#9cdcfe', '#ce9178', '#b5cea8'];

/** Ours, and every line of code takes colours once it has ended. */
function createColored(host: HTMLElement): Candidate {
	const finished = new Map<CodeBlock, number>();
	const markdown = new StreamingMarkdown(host, {
		onCodeBlock: block => {
			for (let line = finished.get(block) ?? 0; line < block.finishedLines; line++) {
				block.setTokens(line, tokensOf(block.line(line)));
			}
			finished.set(block, block.finishedLines);
		},
	});
	return {
		append: delta => {
			markdown.append(delta);
			markdown.flush();
		},
		end: () => markdown.end(),
	};
}

function tokensOf(line: string): CodeToken[] {
	return Array.from(line.matchAll(/\w+|\s+|[^\w\s]/g), ([text], index) => ({
		length: text.length,
		color: text.trim() === '' ? undefined : colors[index % colors.length],
	}));
}

/** Plain code in an element for every twenty lines: what colours are compared with. */
function createChunks(host: HTMLElement): Candidate {
	const code = document.createElement('pre');
	host.className = 'markdown';
	host.append(code);
	let text = code.appendChild(document.createElement('div')).appendChild(new Text());
	let lines = 0;
	return {
		append: delta => {
			text.appendData(delta);
			lines += delta.split('\n').length - 1;
			if (lines >= 20) {
				lines = 0;
				text = code.appendChild(document.createElement('div')).appendChild(new Text());
			}
		},
		end: () => undefined,
	};
}

/** Never looks back, and so shows some Markdown as what it is not. */
function createStreamingMarkdown(host: HTMLElement): Candidate {
	host.className = 'markdown';
	const stream = parser(default_renderer(host));
	return { append: delta => parser_write(stream, delta), end: () => parser_end(stream) };
}

/** Everything rendered anew for every delta. */
function createMarked(host: HTMLElement): Candidate {
	const policy = globalThis.trustedTypes?.createPolicy('naive', { createHTML: html => html });
	let text = '';
	host.className = 'markdown';
	return {
		append: delta => {
			text += delta;
			const html = marked.parse(text, { async: false });
			host.innerHTML = policy?.createHTML(html) ?? html;
		},
		end: () => undefined,
	};
}

/** Everything parsed anew, and React finds out what has changed. */
function createReact(host: HTMLElement): Candidate {
	const root = createRoot(host);
	let text = '';
	host.className = 'markdown';
	return {
		append: delta => {
			text += delta;
			const element = createElement(ReactMarkdown, { remarkPlugins: [remarkGfm] }, text);
			flushSync(() => root.render(element));
		},
		end: () => root.unmount(),
	};
}

/** Knows the finished page: moves its blocks in when they are complete, the open one is text. */
function createFloor(host: HTMLElement, text: string): Candidate {
	const finished = document.createElement('div');
	renderMarkdown(finished, text);
	const ends = tokenizer
		.parse(text, {})
		.filter(({ level, nesting, map }) => level === 0 && nesting >= 0 && map)
		.map(({ map }) => map?.[1] ?? 0);
	const lineEnds = [...text.matchAll(/\n|$/g)].map(({ index }) => index + 1);
	const blocks = [...finished.querySelectorAll(':scope > * > *')].map((block, index) => ({
		block,
		end: lineEnds[(ends[index] ?? 1) - 1] ?? text.length,
	}));
	const open = document.createElement('p');
	const openText = document.createTextNode('');
	const groups = new BlockGroups(host);
	open.append(openText);
	host.className = 'markdown';
	host.append(open);
	let length = 0;
	let start = 0;
	return {
		append: delta => {
			length += delta.length;
			openText.appendData(delta);
			while (blocks[0] && blocks[0].end <= length) {
				const [next] = blocks.splice(0, 1);
				start = next?.end ?? start;
				if (next) {
					groups.append(next.block);
					host.append(open);
				}
				openText.data = text.slice(start, length);
			}
		},
		end: () => open.remove(),
	};
}

declare global {
	var trustedTypes:
		| {
				createPolicy(
					name: string,
					rules: { createHTML(html: string): string },
					// A TrustedHTML, which stands where a string is expected.
				): { createHTML(html: string): string };
		  }
		| undefined;
}
