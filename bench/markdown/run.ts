import { readFile } from 'node:fs/promises';
import process from 'node:process';
import esbuild from 'esbuild';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../../test/host/browser.ts';
import { inDeltas, mixedAnswer } from './answer.ts';
import type { Run } from './page.ts';

const length = 200_000;
const deltaCount = 5115;
const naiveLimit = 20_000;
const rounds = Number(process.argv[2] ?? 3);

async function open(page: Page): Promise<void> {
	const { outputFiles } = await esbuild.build({
		entryPoints: ['bench/markdown/page.ts'],
		bundle: true,
		minify: true,
		format: 'iife',
		target: 'es2024',
		mainFields: ['module', 'main'],
		write: false,
	});
	const css = await readFile('src/webview/markdown/markdown.css', 'utf8');
	const policy =
		"default-src 'none'; script-src 'nonce-bench'; style-src 'nonce-bench'; require-trusted-types-for 'script'";
	await page.setViewportSize({ width: 420, height: 800 });
	await page.setContent(
		`<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy}">` +
			`<style nonce="bench">body{margin:0;font:13px sans-serif}main{height:100vh;overflow:auto}${css}</style>` +
			`<body><script nonce="bench">${outputFiles[0]?.text.replaceAll('</script', '<\\/script')}</script>`,
	);
}

interface Summary {
	readonly script: number;
	readonly layout: number;
	readonly total: number;
	readonly median: number;
	readonly p99: number;
	readonly worst: number;
	readonly slow: number;
	readonly lastToFirst: number;
}

/** An unfinished run is extrapolated: its cost grows with the square of what is shown. */
function summarize({ script, layout, isWhole }: Run, frames: number): Summary {
	const all = script.map((milliseconds, index) => milliseconds + (layout[index] ?? 0));
	const sorted = all.toSorted((one, other) => one - other);
	const factor = isWhole ? 1 : (frames / all.length) ** 2;
	const tenth = Math.ceil(all.length / 10);
	return {
		script: sum(script) * factor,
		layout: sum(layout) * factor,
		total: sum(all) * factor,
		median: at(sorted, 0.5),
		p99: at(sorted, 0.99),
		worst: at(sorted, 1),
		slow: all.filter(milliseconds => milliseconds > 16.7).length,
		lastToFirst: sum(all.slice(-tenth)) / sum(all.slice(0, tenth)),
	};
}

function sum(numbers: readonly number[]): number {
	return numbers.reduce((total, number) => total + number, 0);
}

function at(sorted: readonly number[], share: number): number {
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function median(numbers: readonly number[]): number {
	return at(
		numbers.toSorted((one, other) => one - other),
		0.5,
	);
}

const deltas = inDeltas(mixedAnswer(length), deltaCount);
const browser = await launchBrowser();
const results: Record<string, Summary[]> = { floor: [], ours: [], naive: [] };
/** Console errors while our candidate runs: the page forbids inline styles and untrusted HTML. */
const violations: string[] = [];
let running = '';
try {
	const page = await browser.newPage();
	page.on('console', message => {
		if (message.type() === 'error' && running === 'ours') {
			violations.push(message.text());
		}
	});
	await open(page);
	for (let round = 0; round <= rounds; round++) {
		for (const [name, runs] of Object.entries(results)) {
			running = name;
			const limit = name === 'naive' ? naiveLimit : 120_000;
			const run = await page.evaluate(
				([candidate, pieces, milliseconds]) => measure(candidate, pieces, milliseconds),
				[name, deltas, limit] as const,
			);
			// The first round warms the browser's compilers up.
			if (round > 0) {
				runs.push(summarize(run, deltas.length));
			}
		}
	}
	console.log(
		`${length} characters, ${deltas.length} deltas, ${rounds} rounds, ${browser.version()}`,
	);
} finally {
	await browser.close();
}
const middle = (name: string, key: keyof Summary) =>
	median((results[name] ?? []).map(summary => summary[key]));
for (const name of Object.keys(results)) {
	console.log(
		[
			name.padEnd(6),
			`script ${middle(name, 'script').toFixed(0)} ms`,
			`layout ${middle(name, 'layout').toFixed(0)} ms`,
			`x floor ${(middle(name, 'total') / middle('floor', 'total')).toFixed(2)}`,
			`frame p50 ${middle(name, 'median').toFixed(2)} p99 ${middle(name, 'p99').toFixed(2)} worst ${middle(name, 'worst').toFixed(1)} ms`,
			`over 16.7 ms: ${middle(name, 'slow')}`,
			`last/first tenth ${middle(name, 'lastToFirst').toFixed(2)}`,
		].join(' | '),
	);
}
console.log(violations.length === 0 ? 'no policy violations' : violations.slice(0, 5).join('\n'));
