/** FNV-1a over UTF-16 units: stable across platforms, enough to tell requests and signatures apart. */
export function hash(text: string): number {
	let value = 0x811c9dc5;
	for (let i = 0; i < text.length; i++) {
		value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
	}
	return value >>> 0;
}

export interface Random {
	/** From 0 up to, not including, 1. */
	next(): number;
	/** Both ends included. */
	int(min: number, max: number): number;
	pick<T>(list: readonly [T, ...T[]]): T;
}

/** The same seed gives the same sequence, so the same request gets the same answer. */
export function createRandom(seed: number): Random {
	let state = seed >>> 0;
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x100000000;
	};
	const int = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));
	return { next, int, pick: list => list[int(0, list.length - 1)] ?? list[0] };
}
