import { html, type TemplateResult } from 'lit';
import type { Card } from '../shared/protocol.ts';
import { post } from './host.ts';

const ICONS = { error: 'error', warning: 'warning', info: 'info' } as const;

/** What happened and what can be done about it. */
export function cardView(card: Card, turnId: string): TemplateResult {
	return html`<section class="card ${card.severity}" role=${card.severity === 'error' ? 'alert' : 'note'}>
		<h3 class="card-title"><i class="codicon codicon-${ICONS[card.severity]}" aria-hidden="true"></i> ${card.title}</h3>
		${card.detail
			.split('\n')
			.filter(line => line !== '')
			.map(line => html`<p class="card-detail">${line}</p>`)}
		<div class="card-actions">
			${card.actions.map(
				({ action, label }, index) =>
					html`<button type="button" class=${index === 0 ? 'button' : 'button secondary'}
						@click=${() => post({ type: 'cardAction', action, turnId })}>${label}</button>`,
			)}
		</div>
	</section>`;
}
