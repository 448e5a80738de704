/** Pixels from the end that still count as “at the bottom”. */
const TOLERANCE = 24;

const SETTLING_PICTURES = 6;

/**
 * Keeps the end of the conversation in view while a person is there, and stays out of the way otherwise:
 * a wheel, a key, a selection or the keyboard's focus in the text stops it, until the bottom is reached again.
 */
export class ScrollFollower {
	private follows = true;
	private lastTop = 0;
	private readonly scroller: HTMLElement;
	private readonly onChange: (follows: boolean) => void;

	constructor(scroller: HTMLElement, onChange: (follows: boolean) => void) {
		this.scroller = scroller;
		this.onChange = onChange;
		scroller.addEventListener('scroll', () => this.onScroll(), { passive: true });
		scroller.addEventListener('wheel', event => event.deltaY < 0 && this.update(false), {
			passive: true,
		});
		scroller.addEventListener('keydown', event => {
			if (/^(ArrowUp|PageUp|Home)$/.test(event.key)) {
				this.update(false);
			}
		});
		scroller.addEventListener('focusin', ({ target }) => {
			// A click is no reading: its button does what it says, and the text goes on.
			if (target instanceof Element && target.matches('.turn-body :focus-visible')) {
				this.update(false);
			}
		});
		document.addEventListener('selectionchange', () => this.stopForSelection());
	}

	/** To be called after the content has grown. */
	grew(): void {
		if (this.follows) {
			this.scroller.scrollTop = this.scroller.scrollHeight;
			// The event of this comes with the next picture, when a person may have gone up or selected something.
			this.lastTop = this.scroller.scrollTop;
		} else {
			this.tell();
		}
	}

	/** For another conversation: nobody has gone up in it yet. */
	restart(): void {
		this.jumpToLatest();
	}

	/** Much has got its height at once. */
	settle(): void {
		if (this.follows) {
			this.jumpToLatest();
		}
	}

	/** What comes into view takes its real height only then, so that the end moves for some pictures. */
	jumpToLatest(pictures = SETTLING_PICTURES): void {
		this.update(true);
		this.grew();
		if (pictures > 0) {
			requestAnimationFrame(() => this.follows && this.jumpToLatest(pictures - 1));
		}
	}

	/**
	 * Only a person's scrolling counts: down to the end, or up. The first pixels up are still “at the bottom”,
	 * and must not be taken back, else nobody gets away from a fast answer.
	 */
	private onScroll(): void {
		const { scrollTop } = this.scroller;
		const moved = scrollTop - this.lastTop;
		this.lastTop = scrollTop;
		if (moved > 0 && this.isAtBottom()) {
			this.update(true);
		} else if (moved < 0 && !this.isAtBottom()) {
			this.update(false);
			// The wheel was turned while the end was still in view.
			this.tell();
		}
	}

	private isAtBottom(): boolean {
		const { scrollHeight, scrollTop, clientHeight } = this.scroller;
		return scrollHeight - scrollTop - clientHeight <= TOLERANCE;
	}

	private stopForSelection(): void {
		const selection = document.getSelection();
		if (
			selection !== null &&
			!selection.isCollapsed &&
			this.scroller.contains(selection.anchorNode)
		) {
			this.update(false);
		}
	}

	private update(follows: boolean): void {
		if (this.follows !== follows) {
			this.follows = follows;
			// What comes into view takes its real height only then: a person who goes up stays at their place.
			this.scroller.classList.toggle('anchored', !follows);
			this.tell();
		}
	}

	/** Who sees the end needs no way to it. */
	private tell(): void {
		this.onChange(this.follows || this.isAtBottom());
	}
}
