import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What must not be imported, where: each row is planted and has to be found. */
const VIOLATIONS: readonly (readonly [folder: string, statement: string])[] = [
	['shared', "import { z } from 'zod';"],
	['shared', "import type { Endpoint } from '../../gemini/endpoint.ts';"],
	['gemini', "import type { Uri } from 'vscode';"],
	['gemini', "import type { Settings } from '../../platform/settings.ts';"],
	['gemini', "import { readFile } from 'node:fs';"],
	['demoModel', "import type { Settings } from '../../platform/settings.ts';"],
	['platform', "import type { Message } from '../../conversations/conversationSession.ts';"],
	['conversations', "import type { ChatDeps } from '../../chat/chatDeps.ts';"],
	['explain', "import type { ChatDeps } from '../../chat/chatDeps.ts';"],
	['chat', "import type { X } from '../../explain/register.ts';"],
	['json', "import type { X } from '../../languageModel/register.ts';"],
	['languageModel', "import type { X } from '../../json/register.ts';"],
	['webview', "import type { Endpoint } from '../../gemini/endpoint.ts';"],
	['webview', "import type { Uri } from 'vscode';"],
];

describe('the import rule', () => {
	const planted: string[] = [];

	afterEach(async () => {
		await Promise.all(
			planted.splice(0).map(folder => rm(folder, { recursive: true, force: true })),
		);
	});

	it('is held by the linter: every planted violation is found', async function () {
		this.timeout(30_000);
		const files = await Promise.all(
			VIOLATIONS.map(async ([folder, statement]) => {
				const place = await mkdtemp(join('src', folder, 'planted-'));
				planted.push(place);
				const file = join(place, 'planted.ts');
				await writeFile(file, `${statement}\n`);
				return file;
			}),
		);
		const found = await lint(files);
		assert.deepEqual(
			files.filter(file => !found.some(each => each.endsWith(file))),
			[],
		);
	});
});

/** The files in which the linter finds an import that is not allowed. */
async function lint(files: readonly string[]): Promise<readonly string[]> {
	const output = await run(
		join('node_modules', '.bin', 'biome'),
		['lint', '--reporter=github', '--max-diagnostics=none', ...files],
		{ maxBuffer: 1 << 24 },
	).catch((error: { stdout: string }) => error);
	const rules = /noRestrictedImports|noNodejsModules/;
	return output.stdout
		.split('\n')
		.filter(line => rules.test(line))
		.flatMap(line => /file=([^,]+)/.exec(line)?.[1] ?? []);
}
