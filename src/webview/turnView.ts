import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { ModelTurn } from '../shared/conversation.ts';
import type { ModelEvent } from '../shared/events.ts';
import type { Card } from '../shared/protocol.ts';
import { visibleText } from '../shared/turnParts.ts';
import { cardView } from './cardView.ts';
import { post } from './host.ts';
import { t } from './strings.ts';
import { TurnBody } from './turnBody.ts';

/** An answer: its body grows by itself, what stands around it is rendered from the turn. */
export class TurnView extends LitElement {
	static override readonly properties = { turn: {}, card: {} };

	declare turn: ModelTurn;
	declare card: Card | undefined;
	private readonly body = new TurnBody();
	private builtFor: ModelTurn | undefined;
	private countdown: ReturnType<typeof setInterval> | undefined;

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
			if ('part' in event) {
				this.body.append(event.part);
			}
			isOnlyText &&= event.type === 'text' || event.type === 'thought';
		}
		if (!isOnlyText || this.isWaiting !== this.turn.parts.length < 1) {
			this.requestUpdate();
		}
	}

	ended(): void {
		this.body.end();
		this.requestUpdate();
	}

	private isWaiting = true;

	protected override willUpdate(): void {
		if (this.builtFor !== this.turn) {
			this.builtFor = this.turn;
			for (const part of this.turn.parts) {
				this.body.append(part);
			}
			if (this.turn.status !== 'streaming') {
				this.body.end();
			}
		}
		this.isWaiting = this.turn.parts.length < 1;
		this.keepCountdown();
	}

	override disconnectedCallback(): void {
		super.disconnectedCallback();
		clearInterval(this.countdown);
		this.body.dispose();
	}

	protected override render(): TemplateResult {
		const { turn, card } = this;
		const isStreaming = turn.status === 'streaming';
		return html`<article class="turn model" aria-label=${t('model')} aria-busy=${isStreaming}>
			<header class="turn-author">${t('model')}<span class="turn-model">${turn.meta?.modelVersion ?? turn.model}</span></header>
			${this.body.element}
			${isStreaming ? this.progress() : nothing}
			${turn.status === 'stopped' ? html`<p class="turn-note">${t('stopped')}</p>` : nothing}
			${turn.status === 'interrupted' ? html`<p class="turn-note">${t('interrupted')}</p>` : nothing}
			${card === undefined ? nothing : cardView(card, turn.id)}
			${isStreaming ? nothing : this.footer()}
		</article>`;
	}

	private progress(): TemplateResult | typeof nothing {
		const { retry } = this.turn;
		if (retry !== undefined) {
			const seconds = Math.max(0, Math.ceil((retry.until - Date.now()) / 1_000));
			return html`<p class="turn-note" role="status">
				${t('retryIn', seconds, retry.attempt + 1, retry.maxAttempts)}
			</p>`;
		}
		return this.isWaiting
			? html`<p class="turn-note waiting"><span class="dots" aria-hidden="true"></span>${t('waiting')}</p>`
			: nothing;
	}

	private footer(): TemplateResult {
		const { usage } = this.turn;
		return html`<footer class="turn-footer">
			<button type="button" class="icon-button" title=${t('copyAnswer')} aria-label=${t('copyAnswer')}
				@click=${() => post({ type: 'copyText', text: visibleText(this.turn.parts) })}>
				<i class="codicon codicon-copy" aria-hidden="true"></i>
			</button>
			<button type="button" class="icon-button" title=${t('regenerate')} aria-label=${t('regenerate')}
				@click=${() => post({ type: 'regenerate', turnId: this.turn.id })}>
				<i class="codicon codicon-refresh" aria-hidden="true"></i>
			</button>
			<button type="button" class="icon-button" title=${t('fork')} aria-label=${t('fork')}
				@click=${() => post({ type: 'fork', turnId: this.turn.id })}>
				<i class="codicon codicon-repo-forked" aria-hidden="true"></i>
			</button>
			${
				usage?.total === undefined
					? nothing
					: html`<span class="turn-usage" title=${t('tokensDetail', usage.prompt ?? 0, usage.candidates ?? 0, usage.thoughts ?? 0)}
							>${t('tokens', usage.total.toLocaleString())}</span>`
			}
		</footer>`;
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
