import process from 'node:process';
import { Bench } from 'tinybench';

/** Milliseconds of processor time of this process, collection of garbage and helping threads included. */
export function processorTime(): number {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1_000;
}

export interface SampleOptions {
	readonly iterations: number;
	readonly warmups?: number | undefined;
	/** Milliseconds; wall time by default. */
	readonly now?: (() => number) | undefined;
}

/** Milliseconds of each call. */
export async function sample(
	work: () => unknown,
	{ iterations, warmups = 1, now = () => performance.now() }: SampleOptions,
): Promise<readonly number[]> {
	const bench = new Bench({
		iterations,
		time: 0,
		warmup: warmups > 0,
		warmupIterations: warmups,
		warmupTime: 0,
		now,
		retainSamples: true,
		throws: true,
	});
	// Told, because finding out takes a call of its own.
	bench.add('work', async () => work(), { async: true });
	const [task] = await bench.run();
	if (task?.result.state !== 'completed') {
		throw new Error('The samples were not taken.');
	}
	return task.result.latency.samples ?? [];
}
