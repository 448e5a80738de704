import { html, type TemplateResult } from 'lit';
import type { Card, CardAction } from '../shared/protocol.ts';
import { post } from './host.ts';

const ICONS = { error: 'error', warning: 'warning', info: 'info' } as const;

/** Bubbles up from a card: the question of this answer is to be put in other words. */
export class EditQuestionEvent extends Event {
	static readonly type = 'edit-question';
	readonly turnId: string;

	constructor(turnId: string) {
		super(EditQuestionEvent.type, { bubbles: true });
		this.turnId = turnId;
	}
}

/** What happened and what can be done about it. */
export function cardView(card: Card, turnId: string, canEdit: boolean): TemplateResult {
	const actions = card.actions.filter(({ action }) => canEdit || action !== 'editPrompt');
	return html`<section class="card ${card.severity}" role=${card.severity === 'error' ? 'alert' : 'note'}>
		<h3 class="card-title"><i class="codicon codicon-${ICONS[card.severity]}" aria-hidden="true"></i> ${card.title}</h3>
		${card.detail
			.split('\n')
			.filter(line => line !== '')
			.map(line => html`<p class="card-detail">${line}</p>`)}
		<div class="card-actions">
			${actions.map(
				({ action, label }, index) =>
					html`<button type="button" class=${index === 0 ? 'button' : 'button secondary'}
						@click=${({ target }: Event) => act(action, turnId, target)}>${label}</button>`,
			)}
		</div>
	</section>`;
}

/** The page itself shows the question's editor; all else is done by the host. */
function act(action: CardAction, turnId: string, button: EventTarget | null): void {
	if (action === 'editPrompt') {
		button?.dispatchEvent(new EditQuestionEvent(turnId));
	} else {
		post({ type: 'cardAction', action, turnId });
	}
}
