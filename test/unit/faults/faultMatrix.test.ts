import assert from 'node:assert/strict';
import { faults } from './faults.ts';
import { runMatrix } from './runMatrix.ts';

/** One of each sort; `npm run test:faults` tries them all. */
const SAMPLE =
	/listens|own key|mid-stream$|half an event|a page with|empty 200|307 to https|key$|drip/;

describe('A failure on the way', function () {
	this.timeout(60_000);

	it('is said at every door, takes nothing along and leaves nothing behind', async () => {
		const sample = faults.filter(({ name }) => SAMPLE.test(name));
		const { cases, ...rest } = await runMatrix(sample);
		assert.deepEqual(rest, { wrong: [], rejections: [], left: [] });
		assert.ok(cases >= 40, `${cases} cases`);
	});
});
