import { type CandidateName, candidates } from './candidates.ts';

/** Milliseconds of each frame: script, then style and layout. */
export interface Run {
	readonly script: number[];
	readonly layout: number[];
	/** Whether the run reached its end before its time was over. */
	readonly isWhole: boolean;
}

/**
 * Streams the text. Where it is shown, the page follows its end, which lays it out in every
 * frame; hidden, only the script is measured.
 */
async function measureRun(
	name: CandidateName,
	deltas: readonly string[],
	limit: number,
	isShown: boolean,
): Promise<Run> {
	const scroller = document.createElement('main');
	const host = document.createElement('div');
	scroller.append(host);
	scroller.hidden = !isShown;
	document.body.replaceChildren(scroller);
	const candidate = candidates[name](host, deltas.join(''));
	const script: number[] = [];
	const layout: number[] = [];
	const deadline = performance.now() + limit;
	for (const delta of deltas) {
		const start = performance.now();
		candidate.append(delta);
		const shown = performance.now();
		scroller.scrollTop = scroller.scrollHeight;
		script.push(shown - start);
		layout.push(performance.now() - shown);
		if (performance.now() > deadline) {
			return { script, layout, isWhole: false };
		}
		await nextTask();
	}
	candidate.end();
	return { script, layout, isWhole: true };
}

function nextTask(): Promise<void> {
	return new Promise(resolve => {
		const { port1, port2 } = new MessageChannel();
		port1.onmessage = () => {
			port1.close();
			resolve();
		};
		port2.postMessage(undefined);
	});
}

declare global {
	var measure: typeof measureRun;
}

globalThis.measure = measureRun;
