/**
 * Makes boxes that scroll sideways reachable by keyboard, and only while they do: a box that
 * shows everything is no stop for the Tab key.
 */
export class ScrollRegions {
	readonly #boxes = new Map<Element, { box: HTMLElement; label: string }>();
	readonly #observer: ResizeObserver | undefined;

	constructor() {
		if (typeof ResizeObserver !== 'undefined') {
			this.#observer = new ResizeObserver(entries => this.#measure(entries));
		}
	}

	/** Both sizes count: the box narrows with the panel, the content grows with the stream. */
	watch(box: HTMLElement, content: Element, label: string): void {
		for (const element of [box, content]) {
			this.#boxes.set(element, { box, label });
			this.#observer?.observe(element);
		}
	}

	dispose(): void {
		this.#observer?.disconnect();
		this.#boxes.clear();
	}

	#measure(entries: readonly ResizeObserverEntry[]): void {
		const regions = new Map(
			entries.flatMap(({ target }) => {
				const region = this.#boxes.get(target);
				return region ? [[region.box, region.label]] : [];
			}),
		);
		for (const [box, label] of regions) {
			const scrolls = box.scrollWidth > box.clientWidth;
			if (scrolls !== box.hasAttribute('tabindex')) {
				setRegion(box, scrolls ? label : undefined);
			}
		}
	}
}

function setRegion(box: HTMLElement, label: string | undefined): void {
	if (label === undefined) {
		for (const name of ['tabindex', 'role', 'aria-label']) {
			box.removeAttribute(name);
		}
		return;
	}
	box.tabIndex = 0;
	box.setAttribute('role', 'region');
	box.setAttribute('aria-label', label);
}
