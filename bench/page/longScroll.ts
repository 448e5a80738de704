import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { Turn } from '../../src/shared/conversation.ts';
import type { PanelState } from '../../src/shared/protocol.ts';
import { launchBrowser } from '../../test/host/browser.ts';
import { projectRoot } from '../../test/host/projectRoot.ts';
import { buildExtension } from '../harness/extension.ts';
import { ratioGoal, seriesOf } from '../harness/goals.ts';
import { interleave } from '../harness/interleave.ts';
import type { Part } from '../harness/part.ts';

const ROUNDS = 5;
const STEPS = 60;
const PIXELS_A_STEP = 600;

const labels = {
	short: 'scrolling 36,000 pixels up in 200 turns',
	long: 'scrolling 36,000 pixels up in 1,000 turns',
};
const exchanges = { short: 100, long: 500 };

export const longScroll: Part = {
	name: 'long-scroll',
	work: 'Sixty turns of the wheel in the panel’s page in headless Chromium without a GPU, each once the one before was drawn; answers of prose, a list, a table and code.',
	async measure() {
		await buildExtension();
		const site = await serveSite();
		const browser = await launchBrowser();
		try {
			const samples = await interleave(['short', 'long'] as const, ROUNDS, name =>
				scrollTime(browser, site.origin, exchanges[name]),
			);
			const [short = [], long = []] = [samples.get('short'), samples.get('long')];
			return {
				remarks: [`Chromium ${browser.version()}`],
				series: seriesOf(samples, labels, time => time),
				goals: [ratioGoal('1,000 turns to 200', long, short, 1.5)],
			};
		} finally {
			await browser.close();
			site.close();
		}
	},
};

/** Milliseconds from the first turn of the wheel until the last was drawn. */
async function scrollTime(browser: Browser, origin: string, count: number): Promise<number> {
	const page = await browser.newPage({ viewport: { width: 400, height: 760 } });
	try {
		await page.goto(origin);
		await page.locator('comet-chat').waitFor();
		await page.evaluate(message => window.postMessage(message, '*'), snapshot(count));
		await page
			.locator('comet-turn article')
			.nth(count - 1)
			.waitFor({ state: 'attached' });
		await page.locator('.near .code-block').last().waitFor();
		await page.mouse.move(200, 300);
		const begin = performance.now();
		for (let step = 0; step < STEPS; step++) {
			await page.mouse.wheel(0, -PIXELS_A_STEP);
			await drawn(page);
		}
		return performance.now() - begin;
	} finally {
		await page.close();
	}
}

function drawn(page: Page): Promise<void> {
	return page.evaluate(
		() =>
			new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
	);
}

function snapshot(count: number) {
	const state: PanelState = {
		model: 'm',
		thinkingLevel: 'auto',
		thinkingLevels: ['auto'],
		thinkingSent: '',
		endpoint: '',
		isReady: true,
		fontSize: 0,
		isRunning: false,
		queue: [],
		tools: [],
	};
	const turns = Array.from({ length: count }, (_, index) => exchange(index)).flat();
	return { type: 'snapshot', conversation: { id: 'c', title: '', turns, cards: {} }, state };
}

function exchange(index: number): Turn[] {
	const text = [
		`## Part ${index}`,
		'Quick *comets* draw **bright arcs** over the `sleeping` observatory. '.repeat(6),
		'- one\n- two\n  - three',
		'| Name | Year |\n| --- | --- |\n| Halley | 1986 |\n| Encke | 2023 |',
		'```ts\nfor (const each of [1, 2]) {\n\tconsole.log(each);\n}\n```',
	].join('\n\n');
	const [createdAt, model] = [0, 'm'];
	return [
		{ id: `q${index}`, role: 'user', createdAt, parts: [{ text: `Question ${index}` }] },
		{ id: `a${index}`, role: 'model', model, createdAt, status: 'done', parts: [{ text }] },
	];
}

const types: Readonly<Record<string, string>> = {
	'.js': 'text/javascript',
	'.css': 'text/css',
	'.ttf': 'font/ttf',
};

const html = `<!doctype html>
<link rel="stylesheet" href="/codicons/codicon.css"><link rel="stylesheet" href="/webview/style.css">
<body style="--vscode-font-size: 13px; --vscode-font-family: sans-serif">
<script>globalThis.acquireVsCodeApi = () => ({ postMessage() {}, getState() {}, setState() {} });</script>
<script type="application/json" id="strings">{}</script>
<script type="module" src="/webview/main.js"></script>`;

/** The panel's page with its styles, without VS Code around it. */
async function serveSite() {
	const server = createServer(async (request, response) => {
		const path = request.url ?? '/';
		try {
			const body = path === '/' ? html : await readFile(join(projectRoot, 'dist', path));
			response.setHeader('content-type', types[extname(path)] ?? 'text/html');
			response.end(body);
		} catch {
			// A browser asks for icons, too.
			response.writeHead(404).end();
		}
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	return {
		origin: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
		close: () => server.close(),
	};
}
