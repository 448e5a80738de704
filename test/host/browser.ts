import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { type Browser, chromium, type LaunchOptions } from 'playwright-core';
import { packagedChromium } from './chromiumPackage.ts';

/** A sandbox needs rights that containers withhold; only this project's own pages are opened. */
const flags = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/** Whoever starts the browser closes it, on signals too, and then what it has started besides. */
const common: LaunchOptions = {
	args: flags,
	handleSIGINT: false,
	handleSIGTERM: false,
	handleSIGHUP: false,
};

/**
 * Starts a headless browser: the one that BROWSER_PATH names, else an installed Chrome or Edge,
 * else the Chromium of an npm package.
 */
export async function launchBrowser(): Promise<Browser> {
	const named = process.env['BROWSER_PATH'];
	if (named) {
		return chromium.launch({ ...common, executablePath: named });
	}
	const candidates: (() => LaunchOptions | Promise<LaunchOptions>)[] = [
		...installedBrowsers().map(executablePath => () => ({ executablePath })),
		packagedChromium,
	];
	const failures: unknown[] = [];
	for (const candidate of candidates) {
		try {
			return await chromium.launch({ ...common, ...(await candidate()) });
		} catch (error) {
			failures.push(error);
		}
	}
	throw new AggregateError(
		failures,
		'No browser could be started. Install Chrome or Edge, or set BROWSER_PATH to a Chromium.\n' +
			failures.map(failure => `- ${firstLine(failure)}`).join('\n'),
	);
}

/**
 * Where Chrome and Edge are installed. Playwright would find them by their channel, but leaves two folders
 * behind for each that is not there.
 */
function installedBrowsers(): readonly string[] {
	const { platform, env } = process;
	const places: Readonly<Record<string, readonly string[]>> = {
		linux: ['/opt/google/chrome/chrome', '/opt/microsoft/msedge/msedge'],
		darwin: ['Google Chrome', 'Microsoft Edge'].map(
			name => `/Applications/${name}.app/Contents/MacOS/${name}`,
		),
		win32: [
			'Google\\Chrome\\Application\\chrome.exe',
			'Microsoft\\Edge\\Application\\msedge.exe',
		].flatMap(path =>
			[env['LOCALAPPDATA'], env['PROGRAMFILES'], env['PROGRAMFILES(X86)']].map(folder =>
				join(folder ?? '', path),
			),
		),
	};
	return (places[platform] ?? []).filter(path => existsSync(path));
}

function firstLine(error: unknown): string {
	return String(error).split('\n', 1).join('');
}
