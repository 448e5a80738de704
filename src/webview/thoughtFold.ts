import { h, icon } from './dom.ts';
import { t } from './strings.ts';

/** The title that a summary of thoughts begins with. */
const TITLE = /^\*\*([^*]+)\*\*\s*$/;

/** Summaries of the thinking, folded. While they come, the fold says what the model is at. */
export class ThoughtFold {
	readonly host = h('div', { class: 'markdown thought' });
	private readonly label = h('span', {}, t('thinking'));
	private readonly sign = icon('loading codicon-modifier-spin');
	readonly element = h(
		'details',
		{ class: 'thoughts' },
		h('summary', {}, this.sign, ' ', this.label),
		this.host,
	);
	/** The line that has not ended. */
	private line = '';

	append(text: string): void {
		const lines = `${this.line}${text}`.split('\n');
		this.line = lines.at(-1) ?? '';
		const title = lines.findLast(line => TITLE.test(line));
		if (title !== undefined) {
			this.label.textContent = t('thinkingOf', TITLE.exec(title)?.[1]?.trim() ?? '');
		}
	}

	/** No more thoughts follow in this fold. */
	end(): void {
		this.label.textContent = t('thoughts');
		this.sign.className = 'codicon codicon-lightbulb';
	}

	/** All tokens of the answer's thinking, summarised or not. */
	showTokens(tokens: number): void {
		const count = tokens.toLocaleString(document.documentElement.lang || 'en');
		this.label.textContent = t('thoughtsTokens', count);
	}
}
