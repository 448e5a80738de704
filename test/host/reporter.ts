import { writeFileSync } from 'node:fs';
import process from 'node:process';
import Mocha from 'mocha';

/** How many tests of a layer passed or were skipped, and what failed, a failed hook among it. */
export interface TestResults {
	passed: number;
	skipped: number;
	/** The full name of each, and the first lines of what went wrong. */
	failures: string[];
}

/** Prints like mocha's own `spec`, and writes the results to the file that TEST_RESULTS_FILE names. */
export class RecordingReporter extends Mocha.reporters.Spec {
	constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
		super(runner, options);
		const file = process.env['TEST_RESULTS_FILE'];
		const failures: string[] = [];
		runner.on(Mocha.Runner.constants.EVENT_TEST_FAIL, (test: Mocha.Test, error: Error) => {
			failures.push(`${test.titlePath().join(' › ')}: ${firstLines(error, 12)}`);
		});
		// What has to be tried again costs time, and may be a fault after all.
		runner.on(Mocha.Runner.constants.EVENT_TEST_RETRY, (test: Mocha.Test, error: Error) => {
			console.log(`    ↻ ${test.title}: ${firstLines(error, 1)}`);
		});
		runner.once('end', () => {
			if (file) {
				const { passes: passed, pending: skipped } = this.stats;
				const results: TestResults = { passed, skipped, failures };
				writeFileSync(file, JSON.stringify(results));
			}
		});
	}
}

/** A counterexample may be as long as the documents that are tried. */
const longestLine = 500;

function firstLines({ message }: Error, count: number): string {
	return message
		.split('\n', count)
		.map(line => line.slice(0, longestLine))
		.join('\n    ');
}

// `mocha --reporter` takes the class itself from the module.
export { RecordingReporter as 'module.exports' };
