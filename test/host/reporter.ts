import { writeFileSync } from 'node:fs';
import process from 'node:process';
import Mocha from 'mocha';

/** How many tests of a layer passed, failed or were skipped; a failed hook counts as a test. */
export interface TestCounts {
	passed: number;
	failed: number;
	skipped: number;
}

/** Prints like mocha's own `spec`, and writes the counts to the file that TEST_COUNTS_FILE names. */
export class CountingReporter extends Mocha.reporters.Spec {
	constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
		super(runner, options);
		const file = process.env['TEST_COUNTS_FILE'];
		// What has to be tried again costs time, and may be a fault after all.
		runner.on(Mocha.Runner.constants.EVENT_TEST_RETRY, (test: Mocha.Test, error: Error) => {
			console.log(`    ↻ ${test.title}: ${error.message.split('\n', 1).join('')}`);
		});
		runner.once('end', () => {
			if (file) {
				writeFileSync(file, JSON.stringify(countsOf(this.stats)));
			}
		});
	}
}

function countsOf({ passes, failures, pending }: Mocha.Stats): TestCounts {
	return { passed: passes, failed: failures, skipped: pending };
}

// `mocha --reporter` takes the class itself from the module.
export { CountingReporter as 'module.exports' };
