/** One run of equally coloured characters within a line. */
export interface CodeToken {
	/** UTF-16 length. */
	readonly length: number;
	/** Any CSS colour; the block's own when absent. */
	readonly color?: string | undefined;
	/** TextMate's bits: 1 italic, 2 bold, 4 underline, 8 strikethrough. */
	readonly fontStyle?: number | undefined;
}

/** Lines per box: laying out one box of thousands of lines is what makes a long block slow. */
const linesPerBox = 20;

interface Box {
	readonly element: HTMLElement;
	/** The lines of this box that have no colours, always its last node. */
	readonly plain: Text;
	readonly lines: string[];
	/** Tokens of the coloured lines: the first `colored.length` lines. */
	readonly colored: (readonly CodeToken[])[];
}

/** A code block in the page: grows at its end, takes colours line by line. */
export class CodeBlock {
	/** Holds the toolbar and the `pre`. */
	readonly container: HTMLElement;
	/** Empty; the owner's buttons go here. */
	readonly toolbar: HTMLElement;
	/** The `pre` element. */
	readonly element: HTMLElement;
	readonly code: HTMLElement;
	/** First word of the info string, as written; empty when there is none. */
	readonly language: string;
	/** Position among the document's code blocks, from 0. */
	readonly index: number;
	readonly #boxes: Box[] = [];
	#closed = false;

	constructor(language: string, index: number) {
		this.language = language;
		this.index = index;
		this.container = document.createElement('div');
		this.container.className = 'code-block';
		this.toolbar = document.createElement('div');
		this.toolbar.className = 'code-toolbar';
		this.element = document.createElement('pre');
		this.code = document.createElement('code');
		if (language !== '') {
			this.container.dataset['language'] = language;
			this.code.className = `language-${language}`;
		}
		this.element.append(this.code);
		this.container.append(this.toolbar, this.element);
	}

	/** Whether the block is complete. */
	get closed(): boolean {
		return this.#closed;
	}

	/** Number of lines that have ended; only these take colours. */
	get finishedLines(): number {
		const last = this.#boxes.at(-1);
		const full = Math.max(0, this.#boxes.length - 1) * linesPerBox;
		const finished = last ? last.lines.filter(line => line.endsWith('\n')).length : 0;
		return full + finished;
	}

	/** The whole content, with the line break at its end. */
	text(): string {
		return this.#boxes.map(({ lines }) => lines.join('')).join('');
	}

	/** A line without its line break, counted from 0; empty when there is no such line. */
	line(index: number): string {
		return this.#line(index).replace(/\n$/, '');
	}

	/**
	 * Colours a line, counted from 0. Lines that are coloured in order cost least; a line may be
	 * coloured again. Does nothing for a line that has not ended.
	 */
	setTokens(line: number, tokens: readonly CodeToken[]): void {
		const box = this.#boxes[Math.floor(line / linesPerBox)];
		const at = line % linesPerBox;
		if (!box?.lines[at]?.endsWith('\n')) {
			return;
		}
		while (box.colored.length < at) {
			colorNextLine(box, []);
		}
		if (at === box.colored.length) {
			colorNextLine(box, tokens);
		} else {
			box.colored[at] = tokens;
			colorAgain(box);
		}
	}

	/** Adds text at the end. */
	append(text: string): void {
		const first = Math.max(0, this.#boxes.length - 1);
		for (const line of text.match(/[^\n]*\n|[^\n]+/g) ?? []) {
			this.#appendLine(line);
		}
		for (const box of this.#boxes.slice(first)) {
			showPlain(box);
		}
	}

	/** Takes characters off the end: the block was taken for longer than it is. */
	truncate(length: number): void {
		const kept = this.text().slice(0, -length);
		const colors = this.#boxes.flatMap(({ colored }) => colored);
		this.#boxes.length = 0;
		this.code.replaceChildren();
		this.append(kept);
		for (const [line, tokens] of colors.entries()) {
			this.setTokens(line, tokens);
		}
	}

	close(): void {
		this.#closed = true;
	}

	#line(index: number): string {
		return this.#boxes[Math.floor(index / linesPerBox)]?.lines[index % linesPerBox] ?? '';
	}

	#appendLine(line: string): void {
		const box = this.#boxes.at(-1);
		const last = box?.lines.at(-1);
		if (box && last !== undefined && !last.endsWith('\n')) {
			box.lines[box.lines.length - 1] = last + line;
		} else if (box && box.lines.length < linesPerBox) {
			box.lines.push(line);
		} else {
			this.#addBox().lines.push(line);
		}
	}

	#addBox(): Box {
		const element = document.createElement('span');
		element.className = 'code-lines';
		const plain = document.createTextNode('');
		element.append(plain);
		this.code.append(element);
		const box: Box = { element, plain, lines: [], colored: [] };
		this.#boxes.push(box);
		return box;
	}
}

/** Appends to the plain text what the box's lines have more. */
function showPlain({ plain, lines, colored }: Box): void {
	const text = lines.slice(colored.length).join('');
	if (text.length > plain.length) {
		plain.appendData(text.slice(plain.length));
	}
}

function colorNextLine(box: Box, tokens: readonly CodeToken[]): void {
	const line = box.lines[box.colored.length] ?? '';
	box.colored.push(tokens);
	box.plain.before(coloredLine(line, tokens));
	box.plain.deleteData(0, line.length);
}

function colorAgain(box: Box): void {
	const fragment = document.createDocumentFragment();
	for (const [index, tokens] of box.colored.entries()) {
		fragment.append(coloredLine(box.lines[index] ?? '', tokens));
	}
	fragment.append(box.plain);
	box.element.replaceChildren(fragment);
}

/** A box of its own, so that only this line is laid out when it takes colours. */
function coloredLine(line: string, tokens: readonly CodeToken[]): HTMLElement {
	const element = document.createElement('span');
	element.className = 'code-line';
	let from = 0;
	for (const token of tokens) {
		const text = line.slice(from, from + token.length);
		from += token.length;
		element.append(isPlain(token) ? text : coloredSpan(text, token));
	}
	element.append(line.slice(from));
	return element;
}

function isPlain({ color, fontStyle = 0 }: CodeToken): boolean {
	return color === undefined && fontStyle <= 0;
}

function coloredSpan(text: string, { color, fontStyle = 0 }: CodeToken): HTMLElement {
	const span = document.createElement('span');
	span.textContent = text;
	if (color !== undefined) {
		span.style.color = color;
	}
	if (fontStyle > 0) {
		setFontStyle(span.style, fontStyle);
	}
	return span;
}

function setFontStyle(style: CSSStyleDeclaration, bits: number): void {
	if (bits & 1) {
		style.fontStyle = 'italic';
	}
	if (bits & 2) {
		style.fontWeight = 'bold';
	}
	const lines = [bits & 4 ? 'underline' : '', bits & 8 ? 'line-through' : ''];
	style.textDecoration = lines.join(' ').trim();
}
