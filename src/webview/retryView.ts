import { html, type TemplateResult } from 'lit';
import type { RetryWait } from '../shared/conversation.ts';
import { post } from './host.ts';
import { t } from './strings.ts';

/** The countdown to the next attempt, why there is one, and the ways out of it. */
export function retryView(retry: RetryWait, turnId: string): TemplateResult {
	const { attempt, maxAttempts, error } = retry;
	return html`<div class="retry">
		<p class="turn-note"><i class="codicon codicon-history" aria-hidden="true"></i>
			<span role="timer">${t('retryIn', secondsUntil(retry), attempt + 1, maxAttempts)}</span></p>
		<p class="turn-note retry-reason">${error.message}${error.status === undefined ? '' : ` (${error.status})`}</p>
		<div class="card-actions">
			<button type="button" class="button secondary" @click=${() => post({ type: 'stop' })}>${t('cancel')}</button>
			<button type="button" class="button secondary" @click=${() => post({ type: 'switchModel', turnId })}>${t('switchModel')}</button>
		</div>
	</div>`;
}

export function secondsUntil({ until }: RetryWait): number {
	return Math.max(0, Math.ceil((until - Date.now()) / 1_000));
}
