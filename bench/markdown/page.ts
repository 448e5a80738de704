import { BlockGroups } from '../../src/webview/markdown/blockGroups.ts';
import type { CodeBlock, CodeToken } from '../../src/webview/markdown/codeBlock.ts';
import { renderMarkdown, StreamingMarkdown } from '../../src/webview/markdown/streamingMarkdown.ts';
import { tokenizer } from '../../src/webview/markdown/tokenizer.ts';

/** Milliseconds of each frame: script, then style and layout. */
export interface Run {
	readonly script: number[];
	readonly layout: number[];
	/** Whether the run reached its end before its time was over. */
	readonly isWhole: boolean;
}

interface Candidate {
	append(delta: string): void;
	end(): void;
}

const candidates: Readonly<Record<string, (host: HTMLElement, text: string) => Candidate>> = {
	floor: createFloor,
	ours: host => {
		const markdown = new StreamingMarkdown(host);
		return {
			append: delta => {
				markdown.append(delta);
				markdown.flush();
			},
			end: () => markdown.end(),
		};
	},
	colored: createColored,
	naive: createNaive,
};

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

/** Everything rendered anew for every delta. */
function createNaive(host: HTMLElement): Candidate {
	const policy = globalThis.trustedTypes?.createPolicy('naive', { createHTML: html => html });
	let text = '';
	return {
		append: delta => {
			text += delta;
			const html = tokenizer.render(text);
			host.innerHTML = policy?.createHTML(html) ?? html;
		},
		end: () => undefined,
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

/**
 * Streams the text. Where it is shown, the page follows its end, which lays it out in every
 * frame; hidden, only the script is measured.
 */
async function measureRun(
	name: string,
	deltas: readonly string[],
	limit: number,
	isShown: boolean,
): Promise<Run> {
	const scroller = document.createElement('main');
	const host = document.createElement('div');
	scroller.append(host);
	scroller.hidden = !isShown;
	document.body.replaceChildren(scroller);
	const candidate = candidates[name]?.(host, deltas.join(''));
	if (!candidate) {
		throw new Error(`No candidate ${name}.`);
	}
	const script: number[] = [];
	const layout: number[] = [];
	const deadline = performance.now() + limit;
	for (const delta of deltas) {
		const start = performance.now();
		candidate.append(delta);
		const shown = performance.now();
		scroller.scrollTop = scroller.scrollHeight;
		script.push(shown - start);
		layout.push(performance.now() - shown);
		if (performance.now() > deadline) {
			return { script, layout, isWhole: false };
		}
		await nextTask();
	}
	candidate.end();
	return { script, layout, isWhole: true };
}

function nextTask(): Promise<void> {
	return new Promise(resolve => {
		const { port1, port2 } = new MessageChannel();
		port1.onmessage = () => {
			port1.close();
			resolve();
		};
		port2.postMessage(undefined);
	});
}

declare global {
	var measure: typeof measureRun;
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

globalThis.measure = measureRun;
