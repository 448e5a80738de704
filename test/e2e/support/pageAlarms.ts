import type { Page } from 'playwright-core';
import { STRANGER } from '../../attacks/urls.ts';

/** What a page must never do, as it happened. */
export interface PageAlarms {
	readonly all: readonly string[];
}

/**
 * Watches all frames of a window, to be called before it loads: scripts that ran, policies that were
 * violated, and whatever was asked of a stranger or by a page of an extension.
 */
export async function watchPages(page: Page): Promise<PageAlarms> {
	const all: string[] = [];
	const context = page.context();
	await context.exposeFunction('pwned', () => all.push('a script ran'));
	await context.exposeFunction('tellViolation', (what: string) => all.push(what));
	await context.addInitScript(() => {
		const { tellViolation } = globalThis as unknown as { tellViolation(what: string): void };
		addEventListener('securitypolicyviolation', event => {
			tellViolation(`${event.effectiveDirective} stopped ${event.blockedURI} ${event.sample}`);
		});
	});
	page.on('dialog', dialog => {
		all.push(`a dialog: ${dialog.message()}`);
		void dialog.dismiss();
	});
	page.on('popup', popup => all.push(`a window: ${popup.url()}`));
	context.on('request', request => {
		if (isForbidden(request.url(), request.serviceWorker() ? '' : request.frame().url())) {
			all.push(`a request to ${request.url()}`);
		}
	});
	return { all };
}

/** Pages of extensions load what they are made of, and nothing else. */
function isForbidden(url: string, frame: string): boolean {
	const isOfPage = frame.includes('/webview/browser/pre/');
	const isOwn = /\/(dist|media)\/|\/webview\/browser\/pre\/|^(data|blob):/.test(url);
	return url.includes(STRANGER) || (isOfPage && !isOwn);
}
