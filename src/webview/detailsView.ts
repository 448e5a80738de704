import { html, type TemplateResult } from 'lit';
import type { Inspection, TurnDetails } from '../shared/protocol.ts';
import { post } from './host.ts';
import { t } from './strings.ts';

/** What an answer cost and how it went, and the way to what went over the wire. */
export function detailsView({ sections, isRecorded }: TurnDetails, turnId: string): TemplateResult {
	return html`${sections.map(
		({ title, rows }) => html`<h4>${title}</h4>
			<dl>${rows.map(({ label, value }) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`,
	)}
	<h4>${t('inspector')}</h4>
	${
		isRecorded
			? html`<div class="card-actions">
					${inspectButton('request', t('inspectRequest'), turnId)}
					${inspectButton('response', t('inspectResponse'), turnId)}
					${inspectButton('events', t('inspectEvents'), turnId)}
					${inspectButton('curl', t('inspectCurl'), turnId)}
				</div>`
			: html`<p class="turn-note">${t('notRecorded')}</p>`
	}`;
}

function inspectButton(what: Inspection, label: string, turnId: string): TemplateResult {
	return html`<button type="button" class="button secondary"
		@click=${() => post({ type: 'inspect', turnId, what })}>${label}</button>`;
}
