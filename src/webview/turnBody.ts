import type { Part } from '../shared/content.ts';
import { createAnswerText } from './answerText.ts';
import { h, icon } from './dom.ts';
import { beforeNextFrame } from './frame.ts';
import type { StreamingMarkdown } from './markdown/streamingMarkdown.ts';
import { createImage } from './media.ts';
import { t } from './strings.ts';

type TextKind = 'text' | 'thought';

interface OpenText {
	readonly kind: TextKind;
	readonly markdown: StreamingMarkdown;
}

/**
 * The body of an answer, built as its parts arrive. What is finished is never touched again, so that a
 * selection, an opened fold or a hovered button survives every delta.
 */
export class TurnBody {
	readonly element: HTMLElement = h('div', { class: 'turn-body' });
	private open: OpenText | undefined;
	private readonly texts: StreamingMarkdown[] = [];

	append(part: Part): void {
		if (part.text) {
			this.appendText(part.thought === true ? 'thought' : 'text', part.text);
			return;
		}
		const element = elementOf(part);
		if (element !== undefined) {
			this.closeText();
			this.element.append(element);
		}
	}

	/** The answer has ended: what waited for more text gets its final form. */
	end(): void {
		this.closeText();
	}

	dispose(): void {
		for (const text of this.texts) {
			text.dispose();
		}
	}

	private appendText(kind: TextKind, text: string): void {
		if (this.open?.kind !== kind) {
			this.closeText();
			this.open = { kind, markdown: this.openText(kind) };
			this.texts.push(this.open.markdown);
		}
		const { markdown } = this.open;
		markdown.append(text);
		beforeNextFrame(flushOf(markdown));
	}

	private openText(kind: TextKind): StreamingMarkdown {
		const host = h('div', { class: `markdown ${kind}` });
		if (kind === 'text') {
			this.element.append(host);
		} else {
			this.element.append(
				h(
					'details',
					{ class: 'thoughts' },
					h('summary', {}, icon('lightbulb'), ` ${t('thoughts')}`),
					host,
				),
			);
		}
		return createAnswerText(host);
	}

	private closeText(): void {
		this.open?.markdown.end();
		this.open = undefined;
	}
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

function elementOf(part: Part): HTMLElement | undefined {
	if (part.inlineData !== undefined) {
		return createImage(part.inlineData, part.thought === true);
	}
	if (part.executableCode !== undefined) {
		return codeFold(t('codeRun'), part.executableCode.code, 'play');
	}
	if (part.codeExecutionResult !== undefined) {
		const { outcome, output } = part.codeExecutionResult;
		return codeFold(
			t('codeResult'),
			output ?? outcome,
			outcome === 'OUTCOME_OK' ? 'check' : 'error',
		);
	}
	if (part.functionCall !== undefined) {
		const { name, args } = part.functionCall;
		return codeFold(t('toolCall', name), JSON.stringify(args ?? {}, null, 2), 'tools');
	}
	return undefined;
}

function codeFold(title: string, code: string, iconName: string): HTMLElement {
	return h(
		'details',
		{ class: 'fold' },
		h('summary', {}, icon(iconName), ` ${title}`),
		h('pre', { tabindex: '0' }, h('code', {}, code)),
	);
}
