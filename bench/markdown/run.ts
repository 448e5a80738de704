import { readFile } from 'node:fs/promises';
import process from 'node:process';
import esbuild from 'esbuild';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../../test/host/browser.ts';
import { inDeltas, mixedAnswer, singleBlock } from './answer.ts';
import { median, type Summary, summarize } from './summary.ts';

/** Characters that arrive with one delta. */
const deltaLength = 40;
const naiveLimit = 20_000;
const rounds = Number(process.argv[2] ?? 3);

/** The page forbids inline styles, evaluated code and untrusted HTML, as the panel does. */
const policy =
	"default-src 'none'; script-src 'nonce-bench'; style-src 'nonce-bench'; require-trusted-types-for 'script'";

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
	await page.setViewportSize({ width: 420, height: 800 });
	await page.setContent(
		`<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy}">` +
			`<style nonce="bench">body{margin:0;font:13px sans-serif}main{height:100vh;overflow:auto}${css}</style>` +
			`<body><script nonce="bench">${outputFiles[0]?.text.replaceAll('</script', '<\\/script')}</script>`,
	);
}

/** One row of each candidate a round, in turn, after a round that only warms up. */
async function compare(
	page: Page,
	text: string,
	names: readonly string[],
	isShown = true,
): Promise<Record<string, Summary[]>> {
	const deltas = inDeltas(text, Math.round(text.length / deltaLength));
	const results: Record<string, Summary[]> = Object.fromEntries(names.map(name => [name, []]));
	for (let round = 0; round <= rounds; round++) {
		for (const name of names) {
			const limit = name === 'naive' ? naiveLimit : 120_000;
			const run = await page.evaluate(
				([candidate, pieces, milliseconds, shown]) =>
					measure(candidate, pieces, milliseconds, shown),
				[name, deltas, limit, isShown] as const,
			);
			if (round > 0) {
				results[name]?.push(summarize(run, deltas.length));
			}
		}
	}
	return results;
}

function print(results: Record<string, Summary[]>, unit: string): void {
	const middle = (name: string, key: keyof Summary) =>
		median((results[name] ?? []).map(summary => summary[key]));
	for (const name of Object.keys(results)) {
		const totals = (results[name] ?? []).map(({ total }) => total);
		console.log(
			[
				name.padEnd(8),
				`script ${middle(name, 'script').toFixed(0)} ms`,
				`layout ${middle(name, 'layout').toFixed(0)} ms`,
				`total ${Math.min(...totals).toFixed(0)}–${Math.max(...totals).toFixed(0)} ms`,
				`x ${unit} ${(middle(name, 'total') / middle(unit, 'total')).toFixed(2)}`,
				`frame p50 ${middle(name, 'p50').toFixed(2)} p99 ${middle(name, 'p99').toFixed(2)} worst ${middle(name, 'worst').toFixed(1)} ms`,
				`over 16.7 ms: ${middle(name, 'slow')}`,
				`last/first tenth ${middle(name, 'lastToFirst').toFixed(2)}`,
			].join(' | '),
		);
	}
}

const browser = await launchBrowser();
try {
	const page = await browser.newPage();
	const refused: string[] = [];
	page.on('console', message => {
		if (message.type() === 'error') {
			refused.push(message.text());
		}
	});
	await open(page);
	console.log(
		`Chromium ${browser.version()}, ${rounds} rounds, deltas of about ${deltaLength} characters`,
	);

	console.log('\nhighlighted fence of 40 KB');
	print(await compare(page, singleBlock('fence', 40_000), ['ours', 'colored']), 'ours');

	for (const kind of ['fence', 'list', 'table', 'paragraph'] as const) {
		const script = async (length: number) => {
			const { ours = [] } = await compare(page, singleBlock(kind, length), ['ours'], false);
			return median(ours.map(summary => summary.script));
		};
		const [half, whole] = [await script(50_000), await script(100_000)];
		console.log(
			`\none ${kind}: script ${half.toFixed(0)} ms for 50 KB, ${whole.toFixed(0)} ms for 100 KB, ` +
				`x ${(whole / half).toFixed(2)} for twice the text`,
		);
	}
	console.log(refused.length === 0 ? '\nno policy violations' : refused.slice(0, 3).join('\n'));

	console.log('\nmixed answer of 200 KB');
	print(await compare(page, mixedAnswer(200_000), ['floor', 'ours', 'naive']), 'floor');
} finally {
	await browser.close();
}
