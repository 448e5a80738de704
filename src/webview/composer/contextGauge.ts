import { html, nothing, type TemplateResult } from 'lit';
import type { ContextUse } from '../../shared/protocol.ts';
import { t } from '../strings.ts';

/** Shares of the context from which on it is said in words that little is left. */
const HIGH = 0.8;

/** How full the context is: a bar that changes its colour, a figure, and words for a screen reader. */
export function contextGauge({ used, limit, label }: ContextUse): TemplateResult {
	const share = used / limit;
	const words = share >= HIGH ? t('contextNearlyFull') : undefined;
	return html`<span class="gauge" title=${label}>
		<meter min="0" max=${limit} low=${limit * HIGH} high=${limit * 0.95} optimum="0" .value=${used}
			aria-label=${words === undefined ? label : `${words}. ${label}`}></meter>
		<span class="gauge-figure" aria-hidden="true">${shareFigure(share)}</span>
		${words === undefined ? nothing : html`<span class="gauge-words" aria-hidden="true">${words}</span>`}
	</span>`;
}

function shareFigure(share: number): string {
	const percent = Math.max(share, 0.01).toLocaleString(document.documentElement.lang || 'en', {
		style: 'percent',
	});
	return share < 0.01 ? `< ${percent}` : percent;
}
