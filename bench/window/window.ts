import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../../test/host/browser.ts';
import { projectRoot } from '../../test/host/projectRoot.ts';
import { startVSCodeServer } from '../../test/host/vscodeServer.ts';
import { workbenchUrl } from '../../test/host/workbenchUrl.ts';
import { copyWorkspace, temporaryFolder } from '../../test/host/workspace.ts';
import { buildExtension } from '../harness/extension.ts';
import { buildFolder, buildForNode } from '../harness/worker.ts';

/** A running VS Code server in which the extension is measured. */
export interface Windows {
	/** Of the browser that shows them, for the record. */
	readonly version: string;
	/** Opens a window with an extension host of its own, and closes it after use. */
	use<T>(work: (page: Page) => Promise<T>): Promise<T>;
}

/** Starts VS Code with the extension inside a measuring one, whose endpoint and listener is `origin`. */
export async function withWindows<T>(
	origin: string,
	work: (windows: Windows) => Promise<T>,
): Promise<T> {
	const folder = await temporaryFolder();
	const cleanups: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
	try {
		const server = await startVSCodeServer({
			dataFolder: join(folder, 'data'),
			logFile: join(projectRoot, 'out', 'logs', 'bench-server.log'),
			settings: {
				'cometGemini.baseUrl': origin,
				'cometGemini.explain.destination': 'document',
				'workbench.startupEditor': 'none',
				'workbench.secondarySideBar.defaultVisibility': 'hidden',
			},
			env: { HOME: folder, BENCH_ORIGIN: origin },
			extension: await makeExtension(),
		});
		cleanups.push(() => server.close());
		const browser = await launchBrowser();
		cleanups.push(() => browser.close());
		const workspace = await copyWorkspace(join(folder, 'workspace'));
		const url = workbenchUrl({ origin: server.origin, workspace });
		return await work({
			version: `Chromium ${browser.version()}`,
			async use(inWindow) {
				const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
				try {
					const page = await context.newPage();
					await page.goto(url);
					return await inWindow(page);
				} finally {
					await context.close();
				}
			},
		});
	} finally {
		for (const cleanup of cleanups.reverse()) {
			await cleanup();
		}
	}
}

const barePageCommand = {
	command: 'cometGeminiBench.bare',
	title: 'Bench: Stream into a Bare Page',
};

/** The extension as shipped, with a main module before its own that takes the times. */
async function makeExtension(): Promise<string> {
	await buildExtension();
	const folder = join(buildFolder, 'extension');
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	// Not as links: VS Code knows by the path of a file which extension it belongs to.
	for (const name of ['dist', 'l10n', 'media', 'package.nls.json']) {
		await cp(join(projectRoot, name), join(folder, name), { recursive: true });
	}
	const { contributes, ...manifest } = JSON.parse(
		await readFile(join(projectRoot, 'package.json'), 'utf8'),
	);
	await writeFile(
		join(folder, 'package.json'),
		JSON.stringify({
			...manifest,
			main: './measuring.js',
			contributes: { ...contributes, commands: [...contributes.commands, barePageCommand] },
		}),
	);
	await buildForNode('bench/window/measuring.ts', {
		outfile: join(folder, 'measuring.js'),
		external: ['vscode', './dist/extension.js'],
	});
	return folder;
}
