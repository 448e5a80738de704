import type { LitElement } from 'lit';

/**
 * A button that goes away when it has been pressed takes the keyboard with it, and nobody would know where they
 * are: then the keyboard goes to where a person writes.
 */
export function keepFocus(host: LitElement): void {
	let hadFocus = false;
	host.addController({
		hostUpdate() {
			hadFocus = host.contains(document.activeElement);
		},
		hostUpdated() {
			if (hadFocus && document.activeElement === document.body) {
				document.querySelector<HTMLElement>('comet-composer')?.focus();
			}
		},
	});
}
