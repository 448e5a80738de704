import type { CompletionItem } from '../../shared/protocol.ts';
import { h, icon } from '../dom.ts';
import { post } from '../host.ts';
import { t } from '../strings.ts';
import { type CompletionToken, completionToken } from './completionToken.ts';

const LIST_ID = 'completions';

/**
 * The list under the fingers while a name is typed, as ARIA's combobox with a listbox: the focus stays in the
 * text, and `aria-activedescendant` says which row is chosen.
 */
export class CompletionList {
	private readonly input: HTMLTextAreaElement;
	private readonly list: HTMLUListElement;
	private readonly onAccepted: () => void;
	private items: readonly CompletionItem[] = [];
	private active = 0;
	private request = 0;
	/** Where the name begins that a person wants no list for. */
	private dismissedAt: number | undefined;

	constructor(input: HTMLTextAreaElement, place: HTMLElement, onAccepted: () => void) {
		this.input = input;
		this.onAccepted = onAccepted;
		this.list = h('ul', {
			id: LIST_ID,
			class: 'completions',
			role: 'listbox',
			'aria-label': t('completions'),
			hidden: '',
		});
		// A click is not to take the focus out of the text.
		this.list.addEventListener('mousedown', event => event.preventDefault());
		place.append(this.list);
		input.addEventListener('blur', () => this.close());
		document.addEventListener('selectionchange', () => {
			if (this.isOpen && this.token() === undefined) {
				this.close();
			}
		});
	}

	get isOpen(): boolean {
		return !this.list.hidden;
	}

	/** What was typed, or where the cursor is, has changed. */
	update(): void {
		const token = this.token();
		if (token?.start !== this.dismissedAt) {
			this.dismissedAt = undefined;
		}
		if (token === undefined || this.dismissedAt !== undefined) {
			this.close();
		} else {
			const { trigger, query } = token;
			post({ type: 'complete', request: ++this.request, trigger, query });
		}
	}

	/** An answer to an older question is out of date. */
	receive(request: number, items: readonly CompletionItem[]): void {
		if (request !== this.request || this.token() === undefined) {
			return;
		}
		const chosen = this.isOpen ? this.items[this.active]?.label : undefined;
		this.items = items;
		// More of the same list came: the choice stays on its row.
		const same = items.findIndex(({ label }, index) => index === this.active && label === chosen);
		this.active = Math.max(0, same);
		if (items.length === 0) {
			this.close();
		} else {
			this.list.replaceChildren(...items.map((item, index) => this.row(item, index)));
			this.open();
		}
	}

	/** Whether the key was meant for the list. */
	onKeydown(event: KeyboardEvent): boolean {
		if (!this.isOpen || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) {
			return false;
		}
		switch (event.key) {
			case 'ArrowDown':
				this.activate((this.active + 1) % this.items.length);
				return true;
			case 'ArrowUp':
				this.activate((this.active + this.items.length - 1) % this.items.length);
				return true;
			case 'Enter':
			case 'Tab':
				this.accept(this.active);
				return true;
			case 'Escape':
				this.dismissedAt = this.token()?.start;
				this.close();
				return true;
			default:
				return false;
		}
	}

	close(): void {
		this.list.hidden = true;
		for (const name of ['role', 'aria-expanded', 'aria-controls', 'aria-activedescendant']) {
			this.input.removeAttribute(name);
		}
	}

	/** A text area is a combobox only as long as it has a list. */
	private open(): void {
		this.list.hidden = false;
		this.input.setAttribute('role', 'combobox');
		this.input.setAttribute('aria-expanded', 'true');
		this.input.setAttribute('aria-controls', LIST_ID);
		this.activate(this.active);
	}

	private activate(index: number): void {
		this.active = index;
		for (const [at, row] of [...this.list.children].entries()) {
			row.setAttribute('aria-selected', String(at === index));
			if (at === index) {
				this.input.setAttribute('aria-activedescendant', row.id);
				row.scrollIntoView({ block: 'nearest' });
			}
		}
	}

	private accept(index: number): void {
		const item = this.items[index];
		const token = this.token();
		if (item !== undefined && token !== undefined) {
			const end = this.input.selectionStart;
			const isSpaced = this.input.value[end] === ' ';
			this.input.setRangeText(`${item.insert}${isSpaced ? '' : ' '}`, token.start, end, 'end');
			post({ type: 'accept', id: item.id });
		}
		this.close();
		this.onAccepted();
	}

	private row({ icon: name, label, description }: CompletionItem, index: number): HTMLElement {
		const row = h(
			'li',
			{ id: `completion-${index}`, class: 'completion', role: 'option', title: description },
			icon(name),
			h('span', { class: 'completion-label' }, label),
			h('span', { class: 'completion-description' }, description),
		);
		row.addEventListener('click', () => this.accept(index));
		return row;
	}

	private token(): CompletionToken | undefined {
		const { selectionStart, selectionEnd, value } = this.input;
		return selectionStart === selectionEnd ? completionToken(value, selectionStart) : undefined;
	}
}
