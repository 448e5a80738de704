import type { Part } from '../shared/content.ts';
import type { ModelTurn } from '../shared/conversation.ts';
import { createAnswerText } from './answerText.ts';
import { forgetColorsIn } from './codeColors.ts';
import { createCodeResult, createCodeRun } from './codeRun.ts';
import { h, icon } from './dom.ts';
import { beforeNextFrame } from './frame.ts';
import type { StreamingMarkdown } from './markdown/streamingMarkdown.ts';
import { createMedia } from './media.ts';
import { type PlacedText, placeMarks } from './sources/sourceMarks.ts';
import { t } from './strings.ts';
import { ThoughtFold } from './thoughtFold.ts';

interface OpenText {
	readonly markdown: StreamingMarkdown;
	/** For thoughts, the fold that they stand in. */
	readonly fold: ThoughtFold | undefined;
	length: number;
}

/**
 * The body of an answer, built as its parts arrive. What is finished is never touched again, so that a
 * selection, an opened fold or a hovered button survives every delta.
 */
export class TurnBody {
	readonly element: HTMLElement = h('div', { class: 'turn-body' });
	private readonly turnId: string;
	private open: OpenText | undefined;
	private readonly texts: OpenText[] = [];
	private mediaCount = 0;
	private hasEnded: boolean = false;

	constructor(turnId: string) {
		this.turnId = turnId;
	}

	append(part: Part): void {
		if (part.text) {
			this.appendText(part.thought === true, part.text);
			return;
		}
		const element = this.elementOf(part);
		if (element !== undefined) {
			this.closeText();
			this.element.append(element);
		}
	}

	/** The answer has ended: what waited for more text gets its final form, and passages their sources. */
	end({ usage, grounding }: ModelTurn): void {
		this.closeText();
		if (this.hasEnded) {
			return;
		}
		this.hasEnded = true;
		if (usage?.thoughts) {
			this.texts.find(({ fold }) => fold !== undefined)?.fold?.showTokens(usage.thoughts);
		}
		if (grounding !== undefined) {
			placeMarks(placedTexts(this.texts), grounding);
		}
	}

	dispose(): void {
		for (const { markdown } of this.texts) {
			markdown.dispose();
		}
		forgetColorsIn(this.element);
	}

	private appendText(isThought: boolean, text: string): void {
		let { open } = this;
		if (open === undefined || (open.fold !== undefined) !== isThought) {
			this.closeText();
			open = this.openText(isThought);
			this.open = open;
			this.texts.push(open);
		}
		open.markdown.append(text);
		open.fold?.append(text);
		open.length += text.length;
		beforeNextFrame(flushOf(open.markdown));
	}

	private openText(isThought: boolean): OpenText {
		if (isThought) {
			const fold = new ThoughtFold();
			this.element.append(fold.element);
			return { markdown: createAnswerText(fold.host), fold, length: 0 };
		}
		const host = h('div', { class: 'markdown text' });
		this.element.append(host);
		return { markdown: createAnswerText(host), fold: undefined, length: 0 };
	}

	private closeText(): void {
		this.open?.markdown.end();
		this.open?.fold?.end();
		this.open = undefined;
	}

	private elementOf(part: Part): HTMLElement | undefined {
		if (part.inlineData !== undefined) {
			return createMedia(part.inlineData, {
				turnId: this.turnId,
				index: this.mediaCount++,
				isDraft: part.thought === true,
			});
		}
		if (part.executableCode !== undefined) {
			return createCodeRun(part.executableCode);
		}
		if (part.codeExecutionResult !== undefined) {
			return createCodeResult(part.codeExecutionResult);
		}
		if (part.functionCall !== undefined) {
			const { name, args } = part.functionCall;
			return callFold(t('toolCall', name), args);
		}
		if (part.toolCall !== undefined) {
			const { name, toolType, args } = part.toolCall;
			return callFold(t('serverTool', name ?? toolType ?? ''), args);
		}
		return undefined;
	}
}

/** The texts that a person reads, each with its place in all of them. */
function placedTexts(texts: readonly OpenText[]): PlacedText[] {
	let start = 0;
	return texts
		.filter(({ fold }) => fold === undefined)
		.map(({ markdown, length }) => {
			const placed = { markdown, start, length };
			start += length;
			return placed;
		});
}

const flushes = new WeakMap<StreamingMarkdown, () => void>();

/** The same function for the same text, so that a frame flushes it once. */
function flushOf(markdown: StreamingMarkdown): () => void {
	const known = flushes.get(markdown);
	if (known !== undefined) {
		return known;
	}
	const flush = () => markdown.flush();
	flushes.set(markdown, flush);
	return flush;
}

function callFold(title: string, args: Readonly<Record<string, unknown>> = {}): HTMLElement {
	return h(
		'details',
		{ class: 'fold' },
		h('summary', {}, icon('tools'), ` ${title}`),
		h('pre', { tabindex: '0' }, h('code', {}, JSON.stringify(args, null, 2))),
	);
}
