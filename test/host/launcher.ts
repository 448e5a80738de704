#!/usr/bin/env node
import { createWriteStream } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { format } from 'node:util';
import type { Browser } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { describeError } from './describeError.ts';
import { type LauncherArguments, parseLauncherArguments } from './launcherArguments.ts';
import { projectRoot } from './projectRoot.ts';
import type { Settings } from './settings.ts';
import { startVSCodeServer } from './vscodeServer.ts';
import { workbenchUrl } from './workbenchUrl.ts';
import { temporaryFolder } from './workspace.ts';

/**
 * A stand-in for the VS Code executable: runs the tests that its arguments name in the extension
 * host of a VS Code server, with a headless browser as its window, and exits with their code.
 * @vscode/test-electron starts it where desktop VS Code is not to be downloaded.
 */

/** Tells lines of the extension host's console from what the workbench itself logs. */
const linePrefix = '\u001ftest ';

const logFolder = join(projectRoot, 'out', 'logs');

/** A run that takes longer hangs. */
const limit = 20 * 60_000;

async function main(signal: AbortSignal): Promise<number> {
	const options = parseLauncherArguments(process.argv.slice(2));
	const dataFolder = await temporaryFolder();
	try {
		const server = await startVSCodeServer({
			dataFolder,
			logFile: join(logFolder, 'integration-server.log'),
			settings: await userSettings(options.userData),
			env: { HOME: dataFolder, TEST_LINE_PREFIX: linePrefix },
			workspaceTrust: options.workspaceTrust,
			testDriver: true,
		});
		try {
			return await withBrowser(browser => runTests(browser, server.origin, options, signal));
		} finally {
			await server.close();
		}
	} finally {
		await rm(dataFolder, { recursive: true, force: true });
	}
}

async function userSettings(userData: string | undefined): Promise<Settings> {
	return userData ? JSON.parse(await readFile(join(userData, 'User/settings.json'), 'utf8')) : {};
}

async function withBrowser<T>(use: (browser: Browser) => Promise<T>): Promise<T> {
	const browser = await launchBrowser();
	try {
		return await use(browser);
	} finally {
		await browser.close();
	}
}

/** Opens the workbench, which runs the tests at once, and returns the code that it ends with. */
async function runTests(
	browser: Browser,
	origin: string,
	{ extension, tests, workspace }: LauncherArguments,
	signal: AbortSignal,
): Promise<number> {
	const log = createWriteStream(join(logFolder, 'integration-workbench.log'));
	// Nobody looks at it, and what is small is drawn sooner.
	const page = await browser.newPage({ viewport: { width: 640, height: 480 } });
	const { promise: code, resolve, reject } = Promise.withResolvers<number>();
	page.once('crash', () => reject(new Error('The page of the workbench crashed.')));
	page.once('close', () => reject(new Error('The page of the workbench was closed.')));
	signal.addEventListener('abort', () => reject(signal.reason));
	signal.throwIfAborted();
	await page.exposeFunction('codeAutomationExit', resolve);
	await page.exposeFunction('codeAutomationLog', (level: string, args: unknown[]) => {
		const line = format(...args);
		log.write(`${level} ${line}\n`);
		if (line.startsWith(linePrefix)) {
			console.log(line.slice(linePrefix.length));
		}
	});
	await page.goto(workbenchUrl({ origin, workspace, extension, tests }));
	const result = await code;
	log.end();
	return result;
}

/** Aborts when this process is told to end, when the one that started it is gone, or in the end. */
function stopSignal(): AbortSignal {
	const stopped = new AbortController();
	const stop = (reason: string) => () => stopped.abort(new Error(reason));
	process.once('SIGINT', stop('Interrupted.'));
	process.once('SIGTERM', stop('Terminated.'));
	process.stdin.once('close', stop('The test run is gone.')).resume();
	setTimeout(stop('The tests have not ended in 20 minutes.'), limit).unref();
	return stopped.signal;
}

try {
	process.exitCode = await main(stopSignal());
} catch (error) {
	console.error(describeError(error));
	process.exitCode = 1;
}
process.stdin.destroy();
