import { killRepeatedly } from '../unit/store/crash/killRepeatedly.ts';

describe('A killed process', () => {
	it('leaves all that was saved, and all but two seconds of an answer, 200 times', async function () {
		this.timeout(600_000);
		const { kills, savedTurns, cutAnswers, maxLostMs } = await killRepeatedly(200, 4);
		console.log(
			`      ${kills} kills: ${savedTurns} saved turns found again, ${cutAnswers} answers cut, ` +
				`at most ${maxLostMs} ms of one lost`,
		);
	});
});
