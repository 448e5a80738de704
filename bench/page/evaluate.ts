import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import esbuild from 'esbuild';
import type { Browser } from 'playwright-core';
import { projectRoot } from '../../test/host/projectRoot.ts';
import { buildFolder } from '../harness/worker.ts';

export interface Scripts {
	readonly origin: string;
	close(): void;
}

/** Serves `dist/` and, as `/react.js` and `/empty.js`, what the page's script is compared with. */
export async function serveScripts(): Promise<Scripts> {
	await esbuild.build({
		stdin: {
			contents:
				"export { createRoot } from 'react-dom/client'; export { default } from 'react-markdown';",
			resolveDir: join(projectRoot, 'bench'),
		},
		outfile: join(buildFolder, 'react.js'),
		bundle: true,
		minify: true,
		format: 'esm',
		define: { 'process.env.NODE_ENV': '"production"' },
	});
	const files: Readonly<Record<string, string>> = { '/react.js': join(buildFolder, 'react.js') };
	const server = createServer(async (request, response) => {
		const path = request.url ?? '/';
		if (path === '/' || path === '/empty.js') {
			const isPage = path === '/';
			response.setHeader('content-type', isPage ? 'text/html' : 'text/javascript');
			response.end(isPage ? '<!doctype html><body>' : 'export {};');
			return;
		}
		response.setHeader('content-type', 'text/javascript');
		response.end(await readFile(files[path] ?? join(projectRoot, 'dist', path)));
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	return {
		origin: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
		close: () => server.close(),
	};
}

/**
 * Milliseconds that a module takes to run, with its imports, once all of it has been fetched and compiled; and,
 * if so wanted, to draw what it appends to the page, which lit does before the import has settled.
 */
export async function evaluationTime(
	browser: Browser,
	origin: string,
	paths: readonly string[],
	draws = false,
): Promise<number> {
	const page = await browser.newPage();
	try {
		await page.goto(origin);
		return await page.evaluate(
			async ({ modules, draws }) => {
				Object.assign(globalThis, {
					acquireVsCodeApi: () => ({
						postMessage() {},
						getState: () => undefined,
						setState() {},
					}),
				});
				const strings = document.createElement('script');
				strings.type = 'application/json';
				strings.id = 'strings';
				strings.text = '{}';
				document.body.append(strings);
				for (const href of modules) {
					const link = Object.assign(document.createElement('link'), {
						rel: 'modulepreload',
						href,
					});
					const loaded = new Promise(resolve => link.addEventListener('load', resolve));
					document.head.append(link);
					await loaded;
				}
				if (!draws) {
					document.body.append = () => {};
				}
				const begin = performance.now();
				await import(modules[0] ?? '');
				return performance.now() - begin;
			},
			{ modules: paths, draws },
		);
	} finally {
		await page.close();
	}
}
