import { html, type TemplateResult } from 'lit';
import type { ComposerNotice } from '../../shared/protocol.ts';
import { post } from '../host.ts';

/** What has to be decided before anything is attached or sent. */
export function noticeView({
	id,
	severity,
	title,
	detail,
	actions,
}: ComposerNotice): TemplateResult {
	const icon = severity === 'info' ? 'info' : severity;
	return html`<section class="card notice ${severity}" role="alert">
		<h3 class="card-title"><i class="codicon codicon-${icon}" aria-hidden="true"></i>${title}</h3>
		<p class="card-detail">${detail}</p>
		<div class="card-actions">
			${actions.map(
				({ action, label }, index) =>
					html`<button type="button" class=${index === 0 ? 'button' : 'button secondary'}
						@click=${() => post({ type: 'decide', id, action })}>${label}</button>`,
			)}
		</div>
	</section>`;
}
