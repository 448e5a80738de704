/** Tells every subscriber, in the order in which they came. */
export interface Broadcast<T> {
	emit(value: T): void;
	subscribe(listener: (value: T) => void): { dispose(): void };
}

/** A listener that throws stops neither the others nor the one who tells: its failure goes to `report`. */
export function createBroadcast<T>(report: (error: unknown) => void): Broadcast<T> {
	const listeners = new Set<(value: T) => void>();
	return {
		emit(value) {
			for (const listener of [...listeners]) {
				try {
					listener(value);
				} catch (error) {
					report(error);
				}
			}
		},
		subscribe(listener) {
			listeners.add(listener);
			return { dispose: () => listeners.delete(listener) };
		},
	};
}
