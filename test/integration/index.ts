import { glob } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { format } from 'node:util';
import Mocha from 'mocha';
import { CountingReporter } from '../host/reporter.ts';

/**
 * VS Code calls this in its extension host: runs every `*.test.ts` of this folder, or those whose
 * path holds TEST_FILES, of them the tests whose name matches TEST_GREP.
 *
 * @throws when a test has failed
 */
export async function run(): Promise<void> {
	markConsoleLines(process.env['TEST_LINE_PREFIX']);
	const grep = process.env['TEST_GREP'];
	const mocha = new Mocha({
		reporter: CountingReporter,
		timeout: 20_000,
		...(grep ? { grep: new RegExp(grep) } : {}),
	});
	for (const file of await testFiles(process.env['TEST_FILES'] ?? '')) {
		mocha.addFile(join(__dirname, file));
	}
	await mocha.loadFilesAsync();
	const failures = await new Promise<number>(resolve => {
		mocha.run(resolve);
	});
	if (failures > 0) {
		throw new Error(`${failures} failed`);
	}
}

async function testFiles(part: string): Promise<string[]> {
	const files: string[] = [];
	for await (const file of glob('**/*.test.cjs', { cwd: __dirname })) {
		files.push(file);
	}
	return files.filter(file => file.includes(part)).sort();
}

/** Marks what is printed here, so that the launcher can tell it from the workbench's own log. */
function markConsoleLines(prefix: string | undefined): void {
	if (!prefix) {
		return;
	}
	for (const level of ['log', 'info', 'warn', 'error'] as const) {
		const write = console[level].bind(console);
		console[level] = (...args: unknown[]) => {
			for (const line of format(...args).split('\n')) {
				write(prefix + line);
			}
		};
	}
}
