import process from 'node:process';

const grace = 10_000;

/** `mocha --require`: a run must end by itself once its last test has; one that does not fails. */
export const mochaHooks = {
	afterAll(): void {
		setTimeout(() => {
			const open = process.getActiveResourcesInfo().join(', ');
			console.error(`✘ Ten seconds after the last test these are still open: ${open}`);
			process.exit(1);
		}, grace).unref();
	},
};
