import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { t } from '../strings.ts';
import { ConversationFind, type FindState, MAX_MATCHES } from './conversationFind.ts';
import type { FindQuery } from './query.ts';

type Option = Exclude<keyof FindQuery, 'text'>;

const OPTIONS: readonly {
	readonly option: Option;
	readonly icon: string;
	readonly words: 'matchCase' | 'wholeWord' | 'useRegex';
	/** With Alt, as in VS Code's own find widget. */
	readonly key: string;
}[] = [
	{ option: 'matchCase', icon: 'case-sensitive', words: 'matchCase', key: 'KeyC' },
	{ option: 'wholeWord', icon: 'whole-word', words: 'wholeWord', key: 'KeyW' },
	{ option: 'isRegex', icon: 'regex', words: 'useRegex', key: 'KeyR' },
];

/** A longer selection is more likely something to search in than to search for. */
const MAX_SEED_LENGTH = 100;

/** Find within the conversation, with the keys of VS Code's own find widget. */
export class FindBar extends LitElement {
	static override readonly properties = {
		isOpen: { state: true },
		query: { state: true },
		found: { state: true },
		announcement: { state: true },
	};

	declare private isOpen: boolean;
	declare private query: FindQuery;
	declare private found: FindState;
	/** Said when a person did something; while an answer grows, the count changes in silence. */
	declare private announcement: string;
	private find: ConversationFind | undefined;
	private returnTo: Element | null = null;
	private readonly scroller: () => HTMLElement | null;

	constructor(scroller: () => HTMLElement | null) {
		super();
		this.scroller = scroller;
		this.isOpen = false;
		this.query = { text: '', matchCase: false, wholeWord: false, isRegex: false };
		this.found = { state: 'empty' };
		this.announcement = '';
	}

	protected override createRenderRoot(): HTMLElement {
		return this;
	}

	/** Opens the bar with what is selected, or goes back to it. */
	async open(): Promise<void> {
		const scroller = this.scroller();
		if (scroller === null) {
			return;
		}
		if (!this.isOpen) {
			this.returnTo = document.activeElement;
			this.isOpen = true;
			document.addEventListener('keydown', this.onAnyKey);
			this.find = new ConversationFind(scroller, found => {
				this.found = found;
			});
		}
		const seed = seedOf(document.getSelection());
		if (seed !== '') {
			this.query = { ...this.query, text: seed };
		}
		await this.updateComplete;
		this.input?.focus();
		this.input?.select();
		await this.search();
	}

	close(): void {
		this.isOpen = false;
		document.removeEventListener('keydown', this.onAnyKey);
		this.find?.dispose();
		this.find = undefined;
		this.found = { state: 'empty' };
		this.announcement = '';
		if (this.returnTo instanceof HTMLElement && this.returnTo.isConnected) {
			this.returnTo.focus();
		}
	}

	protected override render(): TemplateResult | typeof nothing {
		if (!this.isOpen) {
			return nothing;
		}
		const { found } = this;
		const isWrong = found.state === 'bad' || found.state === 'tooSlow';
		return html`<div class="find" role="search" aria-label=${t('find')} @keydown=${this.onKeydown}>
			<div class=${isWrong ? 'find-field wrong' : 'find-field'}>
				<input class="find-input" type="text" spellcheck="false" aria-label=${t('find')} placeholder=${t('find')}
					aria-invalid=${isWrong} aria-describedby="find-problem" .value=${this.query.text} @input=${this.onInput}>
				${OPTIONS.map(each => this.toggle(each))}
			</div>
			<span class="find-count">${countWords(found)}</span>
			${this.button('arrow-up', t('previousMatch'), () => this.move(-1))}
			${this.button('arrow-down', t('nextMatch'), () => this.move(1))}
			${this.button('close', t('close'), () => this.close())}
			<div id="find-problem" class="find-problem" ?hidden=${!isWrong}>${problemWords(found)}</div>
			<div class="visually-hidden" role="status">${this.announcement}</div>
		</div>`;
	}

	private toggle({ option, icon, words, key }: (typeof OPTIONS)[number]): TemplateResult {
		const label = `${t(words)} (Alt+${key.slice(3)})`;
		return html`<button type="button" class="icon-button find-option" title=${label} aria-label=${t(words)}
			aria-pressed=${this.query[option]} @click=${() => this.switch(option)}>
			<i class="codicon codicon-${icon}" aria-hidden="true"></i>
		</button>`;
	}

	private button(icon: string, label: string, run: () => void): TemplateResult {
		return html`<button type="button" class="icon-button" title=${label} aria-label=${label} @click=${run}>
			<i class="codicon codicon-${icon}" aria-hidden="true"></i>
		</button>`;
	}

	private get input(): HTMLInputElement | null {
		return this.querySelector('input');
	}

	private readonly onInput = (): void => {
		this.query = { ...this.query, text: this.input?.value ?? '' };
		void this.search();
	};

	private switch(option: Option): void {
		this.query = { ...this.query, [option]: !this.query[option] };
		void this.search();
	}

	private async search(): Promise<void> {
		await this.find?.find(this.query);
		this.announce();
	}

	private move(step: 1 | -1): void {
		this.find?.move(step);
		this.announce();
	}

	private announce(): void {
		this.announcement = problemWords(this.found) || countWords(this.found);
	}

	private readonly onKeydown = (event: KeyboardEvent): void => {
		const option = OPTIONS.find(({ key }) => key === event.code);
		if (event.key === 'Escape' && !event.isComposing) {
			this.close();
		} else if (event.key === 'Enter' && event.target === this.input && !event.isComposing) {
			this.move(event.shiftKey ? -1 : 1);
		} else if (option !== undefined && event.altKey && !event.ctrlKey && !event.metaKey) {
			this.switch(option.option);
		} else {
			return;
		}
		take(event);
	};

	/** From anywhere in the panel, while the bar is there. */
	private readonly onAnyKey = (event: KeyboardEvent): void => {
		if (event.key === 'F3') {
			this.move(event.shiftKey ? -1 : 1);
			take(event);
		}
	};
}

/** The key is ours: neither the browser nor VS Code does anything with it. */
function take(event: KeyboardEvent): void {
	event.preventDefault();
	event.stopPropagation();
}

function seedOf(selection: Selection | null): string {
	const text = selection?.toString().trim() ?? '';
	return text.includes('\n') || text.length > MAX_SEED_LENGTH ? '' : text;
}

function countWords(found: FindState): string {
	if (found.state !== 'found') {
		return '';
	}
	const { current, count, isCut } = found;
	return count === 0 ? t('noResults') : t('matchOf', current, isCut ? `${MAX_MATCHES}+` : count);
}

function problemWords(found: FindState): string {
	return found.state === 'bad'
		? t('badRegex', found.message)
		: found.state === 'tooSlow'
			? t('slowRegex')
			: '';
}

customElements.define('comet-find', FindBar);
