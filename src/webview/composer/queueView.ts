import { html, nothing, type TemplateResult } from 'lit';
import type { PanelState } from '../../shared/protocol.ts';
import { post } from '../host.ts';
import { t } from '../strings.ts';

/** The questions that wait for the answer on its way; after a stop they wait for a person. */
export function queueView({ queue, isRunning }: PanelState): TemplateResult {
	return html`<section class="queue" aria-label=${t('queued')}>
		<ul>
			${queue.map(
				({ id, text }, index) => html`<li>
					<span class="queue-text">${text}</span>
					${
						index === 0 && !isRunning
							? html`<button type="button" class="icon-button" title=${t('sendNow')} aria-label=${t('sendNow')}
									@click=${() => post({ type: 'sendNext' })}><i class="codicon codicon-send" aria-hidden="true"></i></button>`
							: nothing
					}
					<button type="button" class="icon-button" title=${t('removeFromQueue')} aria-label=${t('removeFromQueue')}
						@click=${() => post({ type: 'unqueue', id })}><i class="codicon codicon-close" aria-hidden="true"></i></button>
				</li>`,
			)}
		</ul>
	</section>`;
}
