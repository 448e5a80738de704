import { h, icon } from '../dom.ts';
import { t } from '../strings.ts';
import { type MarkFacts, markFacts } from './sourceMarks.ts';
import { percent, SOURCE_ICONS, sourceNames } from './sourceNames.ts';

const ID = 'source-card';
/** Time to get from a mark into its card. */
const GRACE_MS = 200;
const GAP = 4;

/**
 * Shows the card of a source while its mark is hovered or has the focus. It stays while the pointer is on it
 * and goes with Escape.
 */
export class SourceCards {
	private readonly host: HTMLElement;
	private readonly card = h('div', {
		id: ID,
		class: 'source-card',
		role: 'tooltip',
		popover: 'manual',
	});
	private mark: Element | undefined;
	private timer: ReturnType<typeof setTimeout> | undefined;

	constructor(host: HTMLElement) {
		this.host = host;
	}

	/** Follows the marks of everything inside the host. */
	watch(): void {
		const { host } = this;
		host.append(this.card);
		for (const type of ['mouseover', 'focusin'] as const) {
			host.addEventListener(type, event => this.enter(event.target));
		}
		for (const type of ['mouseout', 'focusout'] as const) {
			host.addEventListener(type, event => this.leave(event.target));
		}
		host.addEventListener('keydown', event => {
			if (event.key === 'Escape' && this.mark !== undefined) {
				event.stopPropagation();
				this.hide();
			}
		});
		host.addEventListener('scroll', () => this.hide(), { capture: true, passive: true });
	}

	private enter(target: EventTarget | null): void {
		if (target instanceof Node && this.card.contains(target)) {
			clearTimeout(this.timer);
			return;
		}
		const facts = target instanceof Element ? markFacts(target) : undefined;
		if (facts !== undefined && target instanceof Element) {
			clearTimeout(this.timer);
			this.show(target, facts);
		}
	}

	private leave(target: EventTarget | null): void {
		const isOurs = target instanceof Node && (target === this.mark || this.card.contains(target));
		if (isOurs) {
			clearTimeout(this.timer);
			this.timer = setTimeout(() => this.hide(), GRACE_MS);
		}
	}

	private show(mark: Element, facts: MarkFacts): void {
		if (this.mark === mark) {
			return;
		}
		this.hide();
		this.mark = mark;
		mark.setAttribute('aria-describedby', ID);
		this.card.replaceChildren(...cardContent(facts));
		this.card.showPopover();
		this.place(mark.getBoundingClientRect());
	}

	private hide(): void {
		clearTimeout(this.timer);
		this.mark?.removeAttribute('aria-describedby');
		this.mark = undefined;
		if (this.card.matches(':popover-open')) {
			this.card.hidePopover();
		}
	}

	/** Above the mark where there is room, else below; never outside the page. */
	private place(mark: DOMRect): void {
		const { offsetWidth, offsetHeight, style } = this.card;
		const above = mark.top - offsetHeight - GAP;
		const left = Math.min(mark.left, innerWidth - offsetWidth - GAP);
		style.top = `${above >= GAP ? above : mark.bottom + GAP}px`;
		style.left = `${Math.max(GAP, left)}px`;
	}
}

function cardContent({ source, number, confidence }: MarkFacts): HTMLElement[] {
	const { title, site } = sourceNames(source);
	return [
		h(
			'div',
			{ class: 'source-card-title' },
			icon(SOURCE_ICONS[source.kind]),
			` ${number}. ${title}`,
		),
		...(site === '' ? [] : [h('div', { class: 'source-card-site' }, site)]),
		...(source.text ? [h('div', { class: 'source-card-text' }, source.text)] : []),
		...(confidence === undefined
			? []
			: [h('div', { class: 'source-card-confidence' }, t('confidence', percent(confidence)))]),
	];
}
