type Temml = typeof import('temml').default;

/**
 * Draws TeX as MathML. The typesetter is loaded with the first formula; until then, and where
 * the TeX is not understood, the source stands in its place.
 */
export class MathRenderer {
	#temml: Temml | undefined;
	#loading: Promise<void> | undefined;
	#waiting: (() => void)[] = [];

	/** Fills the element now or, once, when the typesetter has arrived. */
	draw(element: HTMLElement, tex: string, source: string, display: boolean): void {
		if (this.#temml) {
			typeset(this.#temml, element, tex, source, display);
			return;
		}
		element.textContent = source;
		this.#waiting.push(() => {
			if (this.#temml) {
				typeset(this.#temml, element, tex, source, display);
			}
		});
		this.#loading ??= this.#load().catch(() => {
			this.#waiting = [];
		});
	}

	/** Resolves when every formula asked for so far stands in the page. */
	async settled(): Promise<void> {
		await this.#loading;
	}

	async #load(): Promise<void> {
		const { default: temml } = await import('temml');
		this.#temml = temml;
		const waiting = this.#waiting;
		this.#waiting = [];
		for (const draw of waiting) {
			draw();
		}
	}
}

/** One for the page: the typesetter is loaded once. */
export const mathRenderer = new MathRenderer();

function typeset(
	temml: Temml,
	element: HTMLElement,
	tex: string,
	source: string,
	display: boolean,
): void {
	try {
		temml.render(tex, element, {
			displayMode: display,
			throwOnError: true,
			trust: false,
			strict: false,
			maxExpand: 1000,
			maxSize: [20, 50],
		});
		// References within a formula lead nowhere: the page has no such places.
		for (const link of element.querySelectorAll('[href]')) {
			link.removeAttribute('href');
		}
		element.title = source;
	} catch {
		element.textContent = source;
	}
}
