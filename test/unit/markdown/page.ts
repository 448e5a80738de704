import { JSDOM } from 'jsdom';

const { window } = new JSDOM('<!doctype html><main></main>');

/** Gives the code under test the browser globals that it uses. */
export function usePage(): void {
	const { document, Element, Text, Node, HTMLElement, Event, MutationObserver } = window;
	Object.assign(globalThis, {
		document,
		Element,
		Text,
		Node,
		HTMLElement,
		Event,
		MutationObserver,
	});
}

/** A fresh element in the page. */
export function createHost(): HTMLElement {
	const host = window.document.createElement('div');
	window.document.querySelector('main')?.replaceChildren(host);
	return host;
}

/** The page's own window: for events and observers. */
export const page = window;

/** A copy of what the host shows, its blocks as direct children. */
export function blocksOf(host: Element): HTMLElement {
	const copy = window.document.createElement('div');
	for (const group of host.children) {
		copy.append(...window.document.importNode(group, true).childNodes);
	}
	return copy;
}
