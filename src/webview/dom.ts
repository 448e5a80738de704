/** An element with classes, attributes and children; strings become text nodes, never markup. */
export function h<K extends keyof HTMLElementTagNameMap>(
	tag: K,
	attributes: Readonly<Record<string, string>> = {},
	...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
	const element = document.createElement(tag);
	for (const [name, value] of Object.entries(attributes)) {
		element.setAttribute(name, value);
	}
	element.append(...children);
	return element;
}

export function icon(name: string): HTMLElement {
	return h('i', { class: `codicon codicon-${name}`, 'aria-hidden': 'true' });
}

/** A button with an icon, a tool tip and the same words for a screen reader. */
export function iconButton(name: string, label: string, onClick: () => void): HTMLButtonElement {
	const button = h(
		'button',
		{ type: 'button', class: 'icon-button', title: label, 'aria-label': label },
		icon(name),
	);
	button.addEventListener('click', onClick);
	return button;
}
