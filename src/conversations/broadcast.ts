/** Tells every subscriber, in the order in which they came; a listener that throws does not stop the others. */
export interface Broadcast<T> {
	emit(value: T): void;
	subscribe(listener: (value: T) => void): { dispose(): void };
}

export function createBroadcast<T>(): Broadcast<T> {
	const listeners = new Set<(value: T) => void>();
	return {
		emit(value) {
			const failures: unknown[] = [];
			for (const listener of [...listeners]) {
				try {
					listener(value);
				} catch (error) {
					failures.push(error);
				}
			}
			if (failures.length > 0) {
				throw new AggregateError(failures, 'A listener failed.');
			}
		},
		subscribe(listener) {
			listeners.add(listener);
			return { dispose: () => listeners.delete(listener) };
		},
	};
}
