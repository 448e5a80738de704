import assert from 'node:assert/strict';
import { faults } from '../unit/faults/faults.ts';
import { runMatrix } from '../unit/faults/runMatrix.ts';
import { recordFigure } from './figures.ts';

describe('Every failure at every door', function () {
	this.timeout(600_000);

	it('is said with the right button, keeps the text, and the next request works', async () => {
		const { cases, ...rest } = await runMatrix(faults);
		assert.deepEqual(rest, { wrong: [], rejections: [], left: [] });
		await recordFigure(
			'failures of the wire times doors (explain, panel, JSON, language model)',
			cases,
			'the words and the button are right, the text is kept and stored, the next request works, nothing is left behind',
		);
		console.log(`      ${faults.length} faults, ${cases} cases`);
	});
});
