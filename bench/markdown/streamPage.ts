import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import esbuild from 'esbuild';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../../test/host/browser.ts';
import { projectRoot } from '../../test/host/projectRoot.ts';
import { inDeltas } from './answer.ts';
import type { CandidateName } from './candidates.ts';
import { type Summary, summarize } from './summary.ts';

/** Characters that arrive with one delta. */
const DELTA_LENGTH = 40;

/** The page forbids inline styles, evaluated code and untrusted HTML, as the panel does. */
const policy =
	"default-src 'none'; script-src 'nonce-bench'; style-src 'nonce-bench'; require-trusted-types-for 'script'";

export interface StreamOptions {
	/** Milliseconds after which a run is broken off and extrapolated. */
	readonly limit?: number | undefined;
	/** Otherwise nothing is laid out, and only script is measured. */
	readonly isShown?: boolean | undefined;
}

/** A page that streams text through one renderer or another. */
export interface StreamPage {
	/** Of the browser, for the record. */
	readonly version: string;
	stream(name: CandidateName, text: string, options?: StreamOptions): Promise<Summary>;
}

/** @throws when the page's policy has stopped something. */
export async function withStreamPage<T>(work: (page: StreamPage) => Promise<T>): Promise<T> {
	const browser = await launchBrowser();
	try {
		const page = await browser.newPage({ viewport: { width: 420, height: 800 } });
		const refused: string[] = [];
		page.on('console', message => {
			if (message.type() === 'error') {
				refused.push(message.text());
			}
		});
		await page.setContent(await pageHtml());
		const result = await work({
			version: `Chromium ${browser.version()}`,
			stream: (name, text, options = {}) => stream(page, name, text, options),
		});
		if (refused.length > 0) {
			throw new Error(`The page has errors:\n${refused.slice(0, 3).join('\n')}`);
		}
		return result;
	} finally {
		await browser.close();
	}
}

async function stream(
	page: Page,
	name: CandidateName,
	text: string,
	{ limit = 60_000, isShown = true }: StreamOptions,
): Promise<Summary> {
	const deltas = inDeltas(text, Math.round(text.length / DELTA_LENGTH));
	const run = await page.evaluate(
		([candidate, pieces, milliseconds, shown]) => measure(candidate, pieces, milliseconds, shown),
		[name, deltas, limit, isShown] as const,
	);
	return summarize(run, deltas.length);
}

async function pageHtml(): Promise<string> {
	const { outputFiles } = await esbuild.build({
		entryPoints: [join(projectRoot, 'bench/markdown/page.ts')],
		bundle: true,
		minify: true,
		format: 'iife',
		target: 'es2024',
		mainFields: ['module', 'main'],
		define: { 'process.env.NODE_ENV': '"production"' },
		write: false,
	});
	const css = await readFile(join(projectRoot, 'src/webview/markdown/markdown.css'), 'utf8');
	const script = outputFiles[0]?.text.replaceAll('</script', '<\\/script') ?? '';
	return (
		`<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy}">` +
		`<style nonce="bench">body{margin:0;font:13px sans-serif}main{height:100vh;overflow:auto}${css}</style>` +
		`<body><script nonce="bench">${script}</script>`
	);
}
