import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Part } from '../shared/content.ts';
import type { UserTurn } from '../shared/conversation.ts';
import { typedText } from '../shared/typedText.ts';
import { attachedList, resultMedia } from './attachedList.ts';
import { post } from './host.ts';
import { t } from './strings.ts';

/** A question, which can be asked again in other words. */
export class QuestionView extends LitElement {
	static override readonly properties = { turn: {}, isEdited: {} };

	declare turn: UserTurn;
	/** The composer holds it, to be asked again. */
	declare isEdited: boolean;

	protected override createRenderRoot(): HTMLElement {
		return this;
	}

	protected override render(): TemplateResult {
		if (this.turn.isToolResults === true) {
			return html`${this.turn.parts.map(toolResult)}${resultMedia(this.turn)}`;
		}
		return html`<article class=${this.isEdited ? 'turn user edited' : 'turn user'} aria-label=${t('you')}>
			<header class="turn-author">${t('you')}<span class="spacer"></span>${this.actions()}</header>
			<p class="user-text">${this.turn.label ?? typedText(this.turn)}</p>
			${attachedList(this.turn)}
			${this.leftOut()}
		</article>`;
	}

	private actions(): TemplateResult | typeof nothing {
		const { id, label } = this.turn;
		const action = (iconName: string, name: string, run: () => void) =>
			html`<button type="button" class="icon-button" title=${name} aria-label=${name} @click=${run}>
				<i class="codicon codicon-${iconName}" aria-hidden="true"></i>
			</button>`;
		return html`<span class="turn-actions">
			${action('copy', t('copyQuestion'), () => post({ type: 'copyTurn', turnId: id }))}
			${
				// What a command wrote is not a text that a person could edit.
				label === undefined
					? action('edit', t('editMessage'), () => post({ type: 'beginEdit', turnId: id }))
					: nothing
			}
			${action('trash', t('deleteMessage'), () => post({ type: 'deleteTurn', turnId: id }))}
		</span>`;
	}

	/** What the model did not read, because the person decided so. */
	private leftOut(): TemplateResult | typeof nothing {
		const kept = this.turn.request?.earlierQuestions;
		return kept === undefined
			? nothing
			: html`<p class="turn-note">${t('earlierLeftOut', kept)}</p>`;
	}
}

function toolResult({ functionResponse }: Part): TemplateResult | typeof nothing {
	return functionResponse === undefined
		? nothing
		: html`<details class="fold">
				<summary><i class="codicon codicon-output" aria-hidden="true"></i> ${t('toolResult', functionResponse.name)}</summary>
				<pre tabindex="0"><code>${JSON.stringify(functionResponse.response, null, 2)}</code></pre>
			</details>`;
}

customElements.define('comet-question', QuestionView);
