import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';

/** Waits for what no locator can wait for, at most ten seconds; fails when it does not come. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
	for (let attempt = 0; attempt < 100 && !(await holds()); attempt++) {
		await setTimeout(100);
	}
	assert.ok(await holds(), `still not so: ${holds}`);
}
