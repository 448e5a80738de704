/** The value, or `fallback` when it takes longer than `ms`. What comes later is let go, its failure too. */
export async function withinTime<T>(work: PromiseLike<T>, ms: number, fallback: T): Promise<T> {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const limit = new Promise<T>(resolve => {
		timer = setTimeout(() => resolve(fallback), ms);
	});
	try {
		return await Promise.race([work, limit]);
	} catch {
		// A language server that fails has nothing to add; the question is asked without it.
		return fallback;
	} finally {
		clearTimeout(timer);
	}
}
