import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { ModelTurn } from '../shared/conversation.ts';
import type { ModelEvent } from '../shared/events.ts';
import type { Card, TurnDetails } from '../shared/protocol.ts';
import { cardView } from './cardView.ts';
import { detailsView } from './detailsView.ts';
import { post } from './host.ts';
import { keepFocus } from './keepFocus.ts';
import { retryView } from './retryView.ts';
import { sourceLists } from './sources/sourceList.ts';
import { t } from './strings.ts';
import { TurnBody } from './turnBody.ts';

/** An answer: its body grows by itself, what stands around it is rendered from the turn. */
export class TurnView extends LitElement {
	static override readonly properties = {
		turn: {},
		card: {},
		canEdit: {},
		details: {},
		showsDetails: { state: true },
	};

	declare turn: ModelTurn;
	declare card: Card | undefined;
	/** The question can be put in other words. */
	declare canEdit: boolean;
	/** Comes when it was asked for. */
	declare details: TurnDetails | undefined;
	declare private showsDetails: boolean;
	private body: TurnBody | undefined;
	private builtFor: ModelTurn | undefined;
	private countdown: ReturnType<typeof setInterval> | undefined;

	constructor() {
		super();
		keepFocus(this);
	}

	/** Light DOM: one style sheet, and a selection may run over several turns. */
	protected override createRenderRoot(): HTMLElement {
		return this;
	}

	/** The turn has folded these already; the body takes the parts as they came. */
	applyEvents(events: readonly ModelEvent[]): void {
		if (this.builtFor !== this.turn) {
			this.requestUpdate();
			return;
		}
		let isOnlyText = true;
		for (const event of events) {
			if ('part' in event && event.candidate === 0) {
				this.body?.append(event.part);
			}
			isOnlyText &&= event.type === 'text' || event.type === 'thought';
		}
		if (!isOnlyText || this.isWaiting !== this.turn.parts.length < 1) {
			this.requestUpdate();
		}
	}

	ended(): void {
		this.body?.end(this.turn);
		if (this.showsDetails) {
			this.askForDetails();
		}
		this.requestUpdate();
	}

	private isWaiting = true;

	protected override willUpdate(): void {
		if (this.builtFor !== this.turn) {
			this.builtFor = this.turn;
			this.build();
		}
		this.isWaiting = this.turn.parts.length < 1;
		this.keepCountdown();
	}

	private build(): void {
		this.body?.dispose();
		const body = new TurnBody(this.turn.id);
		for (const part of this.turn.parts) {
			body.append(part);
		}
		if (this.turn.status !== 'streaming') {
			body.end(this.turn);
		}
		this.body = body;
	}

	override disconnectedCallback(): void {
		super.disconnectedCallback();
		clearInterval(this.countdown);
		this.body?.dispose();
	}

	protected override render(): TemplateResult {
		const { turn, card } = this;
		const isStreaming = turn.status === 'streaming';
		return html`<article class="turn model" aria-label=${t('model')} aria-busy=${isStreaming}>
			<header class="turn-author">${t('model')}<span class="turn-model">${turn.meta?.modelVersion ?? turn.model}</span></header>
			${this.body?.element}
			${isStreaming ? this.progress() : nothing}
			${turn.status === 'stopped' ? html`<p class="turn-note">${t('stopped')}</p>` : nothing}
			${turn.status === 'interrupted' ? html`<p class="turn-note">${t('interrupted')}</p>` : nothing}
			${sourceLists(turn)}
			${card === undefined ? nothing : cardView(card, turn.id, this.canEdit)}
			${isStreaming ? nothing : this.footer()}
		</article>`;
	}

	private progress(): TemplateResult | typeof nothing {
		const { retry, id } = this.turn;
		if (retry !== undefined) {
			return retryView(retry, id);
		}
		return this.isWaiting
			? html`<p class="turn-note waiting"><span class="dots" aria-hidden="true"></span>${t('waiting')}</p>`
			: nothing;
	}

	private footer(): TemplateResult {
		const { usage, id } = this.turn;
		const { showsDetails = false } = this;
		const region = `details-${id}`;
		return html`<footer class="turn-footer">
			<button type="button" class="icon-button" title=${t('copyAnswer')} aria-label=${t('copyAnswer')}
				@click=${() => post({ type: 'copyTurn', turnId: id })}>
				<i class="codicon codicon-copy" aria-hidden="true"></i>
			</button>
			<button type="button" class="icon-button" title=${t('regenerate')} aria-label=${t('regenerate')}
				@click=${() => post({ type: 'regenerate', turnId: id })}>
				<i class="codicon codicon-refresh" aria-hidden="true"></i>
			</button>
			<button type="button" class="icon-button" title=${t('fork')} aria-label=${t('fork')}
				@click=${() => post({ type: 'fork', turnId: id })}>
				<i class="codicon codicon-repo-forked" aria-hidden="true"></i>
			</button>
			<button type="button" class="chip turn-details-button" aria-expanded=${showsDetails} aria-controls=${region}
				@click=${this.toggleDetails}>
				<i class="codicon codicon-chevron-${showsDetails ? 'down' : 'right'}" aria-hidden="true"></i>${t('details')}
			</button>
			${
				usage?.total === undefined
					? nothing
					: html`<span class="turn-usage" title=${t('tokensDetail', usage.prompt ?? 0, usage.candidates ?? 0, usage.thoughts ?? 0)}
							>${t('tokens', usage.total.toLocaleString(document.documentElement.lang || 'en'))}</span>`
			}
		</footer>
		<section id=${region} class="turn-details" aria-label=${t('details')} ?hidden=${!showsDetails}>
			${showsDetails && this.details !== undefined ? detailsView(this.details, id) : nothing}
		</section>`;
	}

	private readonly toggleDetails = (): void => {
		this.showsDetails = !this.showsDetails;
		if (this.showsDetails) {
			this.askForDetails();
		}
	};

	private askForDetails(): void {
		post({ type: 'details', turnId: this.turn.id });
	}

	/** Ticks only while there is something to count. */
	private keepCountdown(): void {
		const counts = this.turn.retry !== undefined && this.turn.status === 'streaming';
		if (counts && this.countdown === undefined) {
			this.countdown = setInterval(() => this.requestUpdate(), 1_000);
		} else if (!counts) {
			clearInterval(this.countdown);
			this.countdown = undefined;
		}
	}
}

customElements.define('comet-turn', TurnView);
