import type { Frame } from 'playwright-core';

/**
 * Lets a page note in every frame which delta it shows, by the word that the delta ends with; a task that is
 * queued in a frame runs when the frame has been painted.
 */
export async function watchFrames(frame: Frame, selector: string): Promise<void> {
	await frame.evaluate(path => {
		const seen: number[] = [];
		const { port1, port2 } = new MessageChannel();
		const lastShown = () => {
			const texts = document.querySelectorAll(path);
			const text = texts[texts.length - 1]?.textContent?.trimEnd() ?? '';
			return Number(/w(\d+)$/.exec(text)?.[1] ?? -1);
		};
		port1.onmessage = () => {
			const now = performance.timeOrigin + performance.now();
			for (let shown = lastShown(); seen.length <= shown; ) {
				seen.push(now);
			}
		};
		const onFrame = () => {
			port2.postMessage(undefined);
			requestAnimationFrame(onFrame);
		};
		requestAnimationFrame(onFrame);
		Object.assign(globalThis, { seen });
	}, selector);
}

/** When each delta was seen, in milliseconds since the epoch, once so many have been. */
export async function seenAt(frame: Frame, count: number): Promise<number[]> {
	await frame.waitForFunction(length => Reflect.get(globalThis, 'seen').length >= length, count, {
		timeout: 60_000,
		polling: 200,
	});
	return frame.evaluate(() => Reflect.get(globalThis, 'seen'));
}
