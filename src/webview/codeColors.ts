import type { ToWebview } from '../shared/protocol.ts';
import { post } from './host.ts';
import type { CodeBlock } from './markdown/codeBlock.ts';

interface Colored {
	readonly block: CodeBlock;
	/** Lines that the host was asked about. */
	asked: number;
	/** In view or close to it; a long conversation asks for no colours that nobody sees. */
	isNear: boolean;
}

/** Code blocks by id: the host tells their colours, line by line as they finish. */
const blocks = new Map<string, Colored>();
const ids = new WeakMap<CodeBlock, string>();
const idsByElement = new WeakMap<Element, string>();
let count = 0;

/** Asks for what comes near the view, a view's height ahead. */
const nearby = new IntersectionObserver(
	entries => {
		for (const { target, isIntersecting } of entries) {
			const id = idsByElement.get(target) ?? '';
			const colored = blocks.get(id);
			if (colored !== undefined) {
				colored.isNear = isIntersecting;
				ask(id, colored);
			}
		}
	},
	{ root: document, scrollMargin: '100%' },
);

/** To be called whenever a block has grown. */
export function requestColors(block: CodeBlock): void {
	if (block.language === '') {
		return;
	}
	let id = ids.get(block);
	if (id === undefined) {
		id = String(++count);
		ids.set(block, id);
		idsByElement.set(block.container, id);
		blocks.set(id, { block, asked: 0, isNear: false });
		nearby.observe(block.container);
	}
	const colored = blocks.get(id);
	if (colored !== undefined) {
		ask(id, colored);
	}
}

export function forgetColors({ container }: CodeBlock): void {
	forget(container);
}

/** To be called when an answer goes: nothing else would let go of its code. */
export function forgetColorsIn(answer: Element): void {
	for (const container of answer.querySelectorAll('.code-block')) {
		forget(container);
	}
}

function forget(container: Element): void {
	blocks.delete(idsByElement.get(container) ?? '');
	nearby.unobserve(container);
}

export function applyColors({
	block: id,
	from,
	lines,
}: Extract<ToWebview, { type: 'tokens' }>): void {
	const colored = blocks.get(id);
	for (const [index, tokens] of lines.entries()) {
		colored?.block.setTokens(from + index, tokens);
	}
}

/** The theme has changed: what has colours gets new ones. */
export function recolor(): void {
	for (const [id, colored] of blocks) {
		const hasColors = colored.asked > 0;
		colored.asked = 0;
		if (hasColors) {
			request(id, colored);
		}
	}
}

function ask(id: string, colored: Colored): void {
	if (colored.isNear) {
		request(id, colored);
	}
}

function request(id: string, colored: Colored): void {
	const { block, asked } = colored;
	const finished = block.finishedLines;
	if (finished > asked) {
		const lines = Array.from({ length: finished - asked }, (_, index) => block.line(asked + index));
		colored.asked = finished;
		post({ type: 'tokenize', block: id, language: block.language, from: asked, lines });
	}
}
