/** Has what is about to come into view laid out before it does: so much of the view's height ahead. */
const AHEAD = '150%';

const nearby = new IntersectionObserver(
	entries => {
		for (const { target, isIntersecting } of entries) {
			target.classList.toggle('near', isIntersecting);
		}
	},
	{ root: document, scrollMargin: AHEAD },
);

/**
 * Marks a group of turns while it is in view or close to it. `content-visibility` alone would wait until it
 * is in view, and its real height would then push away what a person reads.
 */
export function watchGroup(group: Element | undefined): void {
	if (group !== undefined) {
		nearby.observe(group);
	}
}
