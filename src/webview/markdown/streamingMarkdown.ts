import { BlockGroups } from './blockGroups.ts';
import { parseBlocks } from './blockTree.ts';
import type { BlockView } from './blockView.ts';
import type { CodeBlock } from './codeBlock.ts';
import { CodeView } from './codeView.ts';
import { ContainerView, patchBlocks } from './containerView.ts';
import { englishLabels, type MarkdownOptions, type RenderContext } from './context.ts';
import { type Marker, placeMarkers, type ShownBlock } from './markers.ts';
import { mathRenderer } from './math.ts';
import { closeBefore, isTentative, openIndex } from './openBlocks.ts';
import type { TailSource } from './openings.ts';
import { References } from './references.ts';
import { type Resumption, resume } from './resumption.ts';
import { ScrollRegions } from './scrollRegions.ts';
import { visibleEnd } from './visibleEnd.ts';
import { withoutPrefix } from './withoutPrefix.ts';

/** From this length on, an open block that cannot be resumed inside is shown in larger steps. */
const longTail = 16_384;
const longTailSteps = 16;

/**
 * Shows Markdown while it arrives. What is complete is never touched again; what is open is read
 * on from its last settled place and patched in place. After `end` the page is the same as if
 * the whole text had been rendered at once.
 */
export class StreamingMarkdown {
	readonly #host: HTMLElement;
	readonly #groups: BlockGroups;
	readonly #context: RenderContext;
	readonly #deltas: string[] = [];
	/** Normalised source: all of it, for the rare need to read an open block again. */
	readonly #source: string[] = [];
	/** A carriage return or half a character at the end of the last delta. */
	#carry = '';
	#length = 0;
	/** The source from `#resumption.offset`. */
	#tail = '';
	/** Length of the tail when it was last shown. */
	#shownLength = 0;
	#resumption: Resumption = { offset: 0, prefix: '', steps: [] };
	#views: BlockView[] = [];
	/** The complete root blocks. */
	readonly #shown: ShownBlock[] = [];
	/** Where the first open root block starts. */
	#openStart = 0;
	#ended: boolean = false;

	/** Enter on a link is a click, too. */
	readonly #followLink = (event: Event): void => {
		const link = event.target instanceof Element && event.target.closest('a[href]');
		const { onLink } = this.#context.options;
		if (link && onLink) {
			event.preventDefault();
			event.stopPropagation();
			onLink(link.getAttribute('href') ?? '');
		}
	};

	constructor(host: HTMLElement, options: MarkdownOptions = {}) {
		this.#host = host;
		host.classList.add('markdown');
		this.#groups = new BlockGroups(host);
		this.#context = {
			options,
			labels: options.labels ?? englishLabels,
			references: new References(),
			math: mathRenderer,
			scrollRegions: new ScrollRegions(),
			codeBlocks: [],
		};
		host.addEventListener('click', this.#followLink);
		host.addEventListener('auxclick', this.#followLink);
	}

	/** The text so far, as it was appended. */
	get text(): string {
		const text = this.#deltas.join('');
		this.#deltas.splice(0, this.#deltas.length, text);
		return text;
	}

	/** The code blocks of the document, in order. */
	get codeBlocks(): readonly CodeBlock[] {
		return this.#context.codeBlocks;
	}

	/** Takes the next piece of text; `flush` shows it. */
	append(delta: string): void {
		if (this.#ended || delta === '') {
			return;
		}
		this.#deltas.push(delta);
		this.#take(delta);
	}

	/** Shows what has been appended since the last time; called once a frame. */
	flush(): void {
		const isNew = this.#tail.length > this.#shownLength;
		const isWorthwhile =
			this.#tail.length < longTail ||
			this.#tail.length - this.#shownLength > this.#tail.length / longTailSteps;
		if (isNew && isWorthwhile && !this.#ended) {
			this.#render(false);
		}
	}

	/** Shows everything: no more text follows. */
	end(): void {
		if (this.#ended) {
			return;
		}
		this.#push(this.#carry.replace('\r', '\n'));
		this.#render(true);
		this.#ended = true;
	}

	/**
	 * Puts elements where the text has their offsets (UTF-16, of `text`). Only after `end`, since
	 * a block that still changes would lose them.
	 */
	addMarkers(markers: readonly Marker[]): void {
		const { references, options } = this.#context;
		const { text } = this;
		const isPlain = !text.includes('\r');
		placeMarkers(
			isPlain
				? markers
				: markers.map(marker => ({ ...marker, offset: offsetWithoutReturns(text, marker.offset) })),
			{
				source: this.#source.join(''),
				shown: this.#shown,
				references: references.known,
				math: options.math !== false,
			},
		);
	}

	/** Lets go of listeners and observers; the page keeps what it shows. */
	dispose(): void {
		this.#ended = true;
		this.#host.removeEventListener('click', this.#followLink);
		this.#host.removeEventListener('auxclick', this.#followLink);
		this.#context.scrollRegions.dispose();
	}

	#take(delta: string): void {
		const text = this.#carry + delta;
		const half = /[\r\uD800-\uDBFF]$/.exec(text)?.[0] ?? '';
		this.#carry = half;
		this.#push(text.slice(0, text.length - half.length));
	}

	#push(text: string): void {
		const normal = text.replace(/\r\n?/g, '\n').replaceAll('\0', '\uFFFD');
		this.#source.push(normal);
		this.#length += normal.length;
		this.#tail += normal;
	}

	#render(isLast: boolean): void {
		const { offset, prefix, steps } = this.#resumption;
		this.#shownLength = this.#tail.length;
		const visible = isLast
			? this.#tail
			: this.#tail.slice(0, visibleEnd(this.#tail, steps.length === 0, isInCode(this.#views)));
		const isMath = this.#context.options.math !== false;
		const blocks = parseBlocks(prefix + visible, isMath, offset - prefix.length);
		if (!withoutPrefix(blocks, steps, this.#views)) {
			this.#readAgain();
			this.#render(isLast);
			return;
		}
		patchBlocks(this.#groups, this.#views, blocks, this.#context, !isLast);
		if (isLast) {
			this.#close(this.#views.length);
		} else {
			this.#settle(visible);
		}
		this.#resolve();
	}

	/** Closes what is complete and finds where to read on. */
	#settle(visible: string): void {
		const { offset } = this.#resumption;
		const complete = offset + visible.lastIndexOf('\n') + 1;
		const source: TailSource = { text: visible, start: offset, complete };
		if (isTentative(this.#views, source)) {
			return;
		}
		const index = openIndex(this.#views, complete);
		const open = this.#views[index];
		if (open) {
			this.#close(index);
			this.#resumption = resume(open, source);
			this.#openStart = open.block.start;
		} else if (this.#resumption.prefix === '') {
			this.#resumption = { offset: complete, prefix: '', steps: [] };
			this.#openStart = complete;
		}
		const read = this.#resumption.offset - offset;
		this.#tail = this.#tail.slice(read);
		this.#shownLength -= read;
	}

	#close(count: number): void {
		for (const { node, block } of this.#views.slice(0, count)) {
			if (block.kind !== 'definition') {
				this.#shown.push({ start: block.start, node });
			}
		}
		closeBefore(this.#views, count);
	}

	#resolve(): void {
		if (this.#context.references.settle()) {
			for (const view of this.#views) {
				view.resolveAgain();
			}
		}
	}

	/** What followed made the open block something else: it is built anew from its start. */
	#readAgain(): void {
		for (const { node } of this.#views) {
			node.remove();
		}
		this.#views = [];
		const { codeBlocks, options } = this.#context;
		const gone = codeBlocks.filter(({ container }) => !this.#host.contains(container));
		for (const block of gone) {
			codeBlocks.splice(codeBlocks.indexOf(block), 1);
			options.onCodeBlock?.(block, 'removed');
		}
		this.#resumption = { offset: this.#openStart, prefix: '', steps: [] };
		this.#tail = this.#source.join('').slice(this.#openStart);
	}
}

/** Renders a whole text at once. */
export function renderMarkdown(
	host: HTMLElement,
	text: string,
	options?: MarkdownOptions,
): StreamingMarkdown {
	const markdown = new StreamingMarkdown(host, options);
	markdown.append(text);
	markdown.end();
	return markdown;
}

function offsetWithoutReturns(text: string, offset: number): number {
	return text.slice(0, offset).replaceAll('\r\n', '\n').length;
}

function isInCode(views: readonly BlockView[]): boolean {
	const last = views.at(-1);
	if (last instanceof ContainerView) {
		return isInCode(last.children);
	}
	return last instanceof CodeView && !last.code.closed && last.block.fence !== '';
}
