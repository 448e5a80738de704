#!/usr/bin/env node
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { format } from 'node:util';
import type { Browser } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { type LauncherArguments, parseLauncherArguments } from './launcherArguments.ts';
import { projectRoot } from './projectRoot.ts';
import type { Settings } from './settings.ts';
import { startVSCodeServer } from './vscodeServer.ts';
import { workbenchUrl } from './workbenchUrl.ts';

/**
 * A stand-in for the VS Code executable: runs the tests that its arguments name in the extension
 * host of a VS Code server, with a headless browser as its window, and exits with their code.
 * @vscode/test-electron starts it where desktop VS Code is not to be downloaded.
 */

/** Tells lines of the extension host's console from what the workbench itself logs. */
const linePrefix = '\u001ftest ';

const logFolder = join(projectRoot, 'out', 'logs');

async function main(): Promise<number> {
	const options = parseLauncherArguments(process.argv.slice(2));
	const dataFolder = await mkdtemp(join(tmpdir(), 'comet-gemini-'));
	const server = await startVSCodeServer({
		dataFolder,
		logFile: join(logFolder, 'integration-server.log'),
		settings: await userSettings(options.userData),
		env: { TEST_LINE_PREFIX: linePrefix },
		workspaceTrust: options.workspaceTrust,
	});
	try {
		return await withBrowser(browser => runTests(browser, server.origin, options));
	} finally {
		await server.close();
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
	options: LauncherArguments,
): Promise<number> {
	const { extension, tests, workspace } = options;
	const log = createWriteStream(join(logFolder, 'integration-workbench.log'));
	const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
	const { promise: code, resolve, reject } = Promise.withResolvers<number>();
	page.once('crash', () => reject(new Error('The page of the workbench crashed.')));
	page.once('close', () => reject(new Error('The page of the workbench was closed.')));
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

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	// The server ends with this process; the browser is closed by Playwright.
	process.once(signal, () => process.exit(1));
}
process.exitCode = await main();
