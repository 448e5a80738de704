/** Work to be done once before the next picture, however often it is asked for. */
const pending = new Set<() => void>();
const afterwards = new Set<() => void>();
let isScheduled = false;

export function beforeNextFrame(work: () => void): void {
	pending.add(work);
	schedule();
}

/** Runs after all that {@link beforeNextFrame} holds, e.g. to follow what grew. */
export function afterNextFrame(work: () => void): void {
	afterwards.add(work);
	schedule();
}

function schedule(): void {
	if (!isScheduled) {
		isScheduled = true;
		requestAnimationFrame(run);
	}
}

function run(): void {
	isScheduled = false;
	for (const queue of [pending, afterwards]) {
		const works = [...queue];
		queue.clear();
		for (const work of works) {
			work();
		}
	}
}
