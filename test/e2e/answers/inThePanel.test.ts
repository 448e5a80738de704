import { type PageAlarms, watchPages } from '../support/pageAlarms.ts';
import { useWorkbench } from '../support/workbench.ts';
import { answerSettings, answerTests } from './answers.ts';
import { attackTests } from './attacks.ts';

describe('What models answer', () => {
	let alarms: PageAlarms;
	const workbench = useWorkbench({
		settings: answerSettings,
		onPage: async page => {
			alarms = await watchPages(page);
		},
	});

	describe('Attacks in answers', () => attackTests(workbench, () => alarms));
	describe('Answers in the panel', () => answerTests(workbench));
});
