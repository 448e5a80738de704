import { glob } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { format } from 'node:util';
import Mocha from 'mocha';
import { RecordingReporter } from '../host/reporter.ts';

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
		reporter: RecordingReporter,
		timeout: 60_000,
		// As in the end-to-end tests: a busy machine makes a host late now and then.
		retries: 2,
		...(grep ? { grep: new RegExp(grep) } : {}),
	});
	for (const file of await testFiles(process.env['TEST_FILES'] ?? '')) {
		await load(mocha, join(import.meta.dirname, file));
	}
	const failures = await new Promise<number>(resolve => {
		mocha.run(resolve);
	});
	if (failures > 0) {
		throw new Error(`${failures} failed`);
	}
}

/** Mocha itself would `require` the file, which hangs where VS Code answers imports from a thread. */
async function load(mocha: Mocha, file: string): Promise<void> {
	mocha.suite.emit(Mocha.Suite.constants.EVENT_FILE_PRE_REQUIRE, globalThis, file, mocha);
	await import(pathToFileURL(file).href);
}

/** Goes by the sources: what was built of tests that are gone may still lie here. */
async function testFiles(part: string): Promise<string[]> {
	const files: string[] = [];
	for await (const file of glob('**/*.test.ts', { cwd: sources })) {
		if (file.includes(part)) {
			files.push(file.replace(/ts$/, 'js'));
		}
	}
	if (files.length === 0) {
		throw new Error(`No integration test has “${part}” in its path.`);
	}
	return files.sort((a, b) => a.localeCompare(b));
}

const sources = join(import.meta.dirname, '../../../test/integration');

/** Marks what is printed here, so that the launcher can tell it from the workbench's own log. */
function markConsoleLines(prefix: string | undefined): void {
	if (!prefix) {
		return;
	}
	// VS Code has made the methods of its console unchangeable.
	const plain = globalThis.console;
	const marked = (level: 'log' | 'info' | 'warn' | 'error') => ({
		value: (...args: unknown[]) => {
			for (const line of format(...args).split('\n')) {
				plain[level](prefix + line);
			}
		},
	});
	globalThis.console = Object.create(plain, {
		log: marked('log'),
		info: marked('info'),
		warn: marked('warn'),
		error: marked('error'),
	});
	Mocha.reporters.Base.consoleLog = console.log;
}
