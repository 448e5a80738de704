import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { launchBrowser } from '../../test/host/browser.ts';
import { projectRoot } from '../../test/host/projectRoot.ts';
import { buildExtension, loadedWith } from '../harness/extension.ts';
import { ratioGoal, seriesOf } from '../harness/goals.ts';
import { interleave } from '../harness/interleave.ts';
import type { Part } from '../harness/part.ts';
import { startEndpoint } from '../window/endpoint.ts';
import { openPanel, runCommand } from '../window/panel.ts';
import { withWindows } from '../window/window.ts';
import { evaluationTime, serveScripts } from './evaluate.ts';

const ROUNDS = 7;
const WINDOWS = 6;
/** Until a window has started all that it starts by itself, which would be measured otherwise. */
const REST_MS = 3_000;

const labels = {
	empty: 'evaluating an empty module',
	ours: 'evaluating the page’s first script',
	drawn: 'evaluating it and drawing the empty panel',
	react: 'evaluating React DOM and react-markdown',
};

export const pageStart: Part = {
	name: 'page-start',
	work: 'The first script with all that it imports, gzipped; its evaluation in headless Chromium, fetched and compiled before, in a new page each time; and in VS Code the time from resolving the view to the page’s `ready`, in a new window each time that has come to rest, in turn with a page of three lines that says the same. What shows answers comes with a second script.',
	async measure() {
		await buildExtension();
		const files = await loadedWith('webview/main.js');
		const scripts = await serveScripts();
		const browser = await launchBrowser();
		try {
			const paths = {
				empty: ['/empty.js'],
				ours: files.map(file => `/${file}`),
				drawn: files.map(file => `/${file}`),
				react: ['/react.js'],
			};
			const samples = await interleave(['empty', 'ours', 'drawn', 'react'] as const, ROUNDS, name =>
				evaluationTime(browser, scripts.origin, paths[name], name === 'drawn'),
			);
			const [ours = [], react = []] = [samples.get('ours'), samples.get('react')];
			const { bare, page } = await readyTimes();
			return {
				remarks: [`Chromium ${browser.version()}`],
				series: [
					...seriesOf(samples, labels, time => time),
					{ name: 'floor: a bare page ready in VS Code', unit: 'ms', samples: bare },
				],
				goals: [
					{
						name: 'first script, gzipped',
						unit: 'KB',
						limit: 80,
						samples: [await zippedSize(files)],
					},
					{ name: 'its evaluation', unit: 'ms', limit: 10, samples: ours },
					ratioGoal('its evaluation to React DOM with react-markdown', ours, react, 1),
					{
						name: 'page ready after its view is resolved',
						unit: 'ms',
						limit: 100,
						samples: page,
					},
					ratioGoal('page ready to a bare page', page, bare, 2),
				],
			};
		} finally {
			await browser.close();
			scripts.close();
		}
	},
};

async function zippedSize(files: readonly string[]): Promise<number> {
	const sizes = await Promise.all(
		files.map(async file => gzipSync(await readFile(join(projectRoot, 'dist', file))).length),
	);
	return sizes.reduce((total, size) => total + size, 0) / 1_024;
}

async function readyTimes() {
	const endpoint = await startEndpoint({ deltas: 3, rate: 1_000 });
	endpoint.task = { first: 'nobody' };
	try {
		return await withWindows(endpoint.origin, async windows => {
			const samples = await interleave(['bare', 'page'] as const, WINDOWS, async name => {
				const activated = endpoint.report('activated');
				return windows.use(async page => {
					await activated;
					await page.waitForTimeout(REST_MS);
					const ready = endpoint.report(name === 'bare' ? 'barePageReady' : 'pageReady');
					await (name === 'bare'
						? runCommand(page, 'Bench: Stream into a Bare Page')
						: openPanel(page));
					return (await ready).milliseconds;
				});
			});
			const [bare = [], page = []] = [samples.get('bare'), samples.get('page')];
			return { bare, page };
		});
	} finally {
		endpoint.close();
	}
}
