import { html, type TemplateResult } from 'lit';
import { post } from './host.ts';

/** Where a stranger's address leads, if it is one that may be opened at all. */
export function webAddress(uri: string | undefined): URL | undefined {
	const url = URL.parse(uri ?? '');
	return url !== null && /^https?:$/.test(url.protocol) ? url : undefined;
}

/** A link that VS Code opens after showing its target; plain words where there is nothing to open. */
export function outerLink(uri: string | undefined, words: string, className = ''): TemplateResult {
	const url = webAddress(uri);
	return url === undefined
		? html`<span class=${className}>${words}</span>`
		: html`<a class=${className} href=${url.href} title=${url.href} @click=${open} @auxclick=${open}>${words}</a>`;
}

function open(event: Event): void {
	event.preventDefault();
	// VS Code follows links of pages by itself: it would ask a second time.
	event.stopPropagation();
	const { currentTarget } = event;
	if (currentTarget instanceof HTMLAnchorElement) {
		post({ type: 'openLink', href: currentTarget.href });
	}
}
