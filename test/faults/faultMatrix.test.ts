import assert from 'node:assert/strict';
import { faults } from '../unit/faults/faults.ts';
import { runMatrix } from '../unit/faults/runMatrix.ts';

describe('Every failure at every door', function () {
	this.timeout(600_000);

	it('is said with the right button, keeps the text, and the next request works', async () => {
		const { cases, ...rest } = await runMatrix(faults);
		assert.deepEqual(rest, { wrong: [], rejections: [], left: [] });
		console.log(`      ${faults.length} faults, ${cases} cases`);
	});
});
