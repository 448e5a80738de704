import process from 'node:process';

const grace = 10_000;

/** `mocha --require`: a run must end by itself once its last test has; one that does not fails. */
export function mochaGlobalTeardown(): void {
	setTimeout(() => {
		const open = process.getActiveResourcesInfo().join(', ');
		console.error(`✘ Ten seconds after the last test these are still open: ${open}`);
		// Mocha sets the code to its count of failures as late as this.
		process.once('exit', () => {
			process.exitCode = 1;
		});
		process.exit();
	}, grace).unref();
}
