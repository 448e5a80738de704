import { html, type TemplateResult } from 'lit';
import type { CardAction, PanelState } from '../shared/protocol.ts';
import { post } from './host.ts';
import { t } from './strings.ts';

/** What stands in an empty conversation: how to begin, or what is missing for that. */
export function welcome({ isReady, endpoint }: PanelState): TemplateResult {
	return isReady
		? html`<section class="welcome">
				<i class="codicon codicon-sparkle welcome-icon" aria-hidden="true"></i>
				<h2>${t('welcomeTitle')}</h2>
				<p>${t('welcomeText')}</p>
			</section>`
		: html`<section class="welcome">
				<i class="codicon codicon-key welcome-icon" aria-hidden="true"></i>
				<h2>${t('keyNeededTitle')}</h2>
				<p>${t('keyNeededText', endpoint)}</p>
				${button('setApiKey', t('setApiKey'), 'button')}
				${button('chooseEndpoint', t('chooseEndpoint'), 'button secondary')}
				<p>${t('tryDemoText')}</p>
				${button('tryDemo', t('tryDemo'), 'button secondary')}
			</section>`;
}

/** Stands above every conversation for as long as no real model answers. */
export function demoBanner(): TemplateResult {
	return html`<aside class="demo-banner" aria-label=${t('demo')}>
		<i class="codicon codicon-beaker" aria-hidden="true"></i>
		<span class="demo-text"><strong>${t('demo')}</strong> — ${t('demoText')}</span>
		<span class="demo-actions">
			${button('setApiKey', t('setApiKey'), 'link-button')}
			${button('endDemo', t('endDemo'), 'link-button')}
		</span>
	</aside>`;
}

function button(action: CardAction, label: string, className: string): TemplateResult {
	const act = () => post({ type: 'cardAction', action, turnId: '' });
	return html`<button type="button" class=${className} @click=${act}>${label}</button>`;
}
