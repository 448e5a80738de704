import assert from 'node:assert/strict';
import { killRepeatedly } from './crash/killRepeatedly.ts';

describe('A killed process', () => {
	it('leaves all that was saved, and all but two seconds of an answer, 20 times', async function () {
		this.timeout(120_000);
		const { kills, savedTurns, cutAnswers } = await killRepeatedly(20, 4);
		assert.ok(kills === 20 && savedTurns > 50 && cutAnswers > 5, `${savedTurns}, ${cutAnswers}`);
	});
});
