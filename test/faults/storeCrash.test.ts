import { killRepeatedly } from '../unit/store/crash/killRepeatedly.ts';
import { recordFigure } from './figures.ts';

describe('A killed process', () => {
	it('leaves all that was saved, and all but two seconds of an answer, 200 times', async function () {
		this.timeout(600_000);
		const { kills, savedTurns, cutAnswers, maxLostMs } = await killRepeatedly(200, 4);
		await recordFigure(
			'kills of a process that streams and saves',
			kills,
			'all that was saved is there, at most 2 s of an answer are missing',
		);
		console.log(
			`      ${kills} kills: ${savedTurns} saved turns found again, ${cutAnswers} answers cut, ` +
				`at most ${maxLostMs} ms of one lost`,
		);
	});
});
