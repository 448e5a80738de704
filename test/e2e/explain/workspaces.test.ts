import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { projectRoot } from '../../host/projectRoot.ts';
import { useWorkbench } from '../support/workbench.ts';
import { explaining } from './explaining.ts';

describe('Explanations in a workspace of several folders', () => {
	const workbench = useWorkbench({
		settings: { 'cometGemini.explain.destination': 'document' },
		workspace: folderWith({
			'one/.vscode/settings.json': '{ "cometGemini.explain.level": "oneLine" }',
			'one/add.js': 'export const add = (a, b) => a + b;\n',
			'two/.vscode/settings.json': JSON.stringify({
				'cometGemini.explain.language': 'fr',
				'cometGemini.explain.promptTemplate': `Explique \${code}`,
			}),
			'two/sub.js': 'export const sub = (a, b) => a - b;\n',
			'both.code-workspace': '{ "folders": [{ "path": "one" }, { "path": "two" }] }',
		}),
		workspaceFile: 'both.code-workspace',
	});
	const explain = explaining(workbench);

	it('follow the settings of the folder that the code is in', async () => {
		await workbench.openFile('add.js');
		await workbench.editors.selectLines(1);
		const one = await explain.prompt(() => workbench.runCommand('Comet Gemini: Explain Selection'));
		assert.match(one, /^Explain this code\.\n\nFile: `one\/add\.js`/);
		assert.match(explain.lastInstruction(), /Answer in one sentence[\s\S]*Answer in English\.$/);
		await workbench.runCommand('View: Close All Editors');
		await workbench.openFile('sub.js');
		await workbench.editors.selectLines(1);
		const two = await explain.prompt(() => workbench.runCommand('Comet Gemini: Explain Selection'));
		assert.match(two, /^Explique ```javascript\n1 \| export const sub/);
		assert.match(explain.lastInstruction(), /Answer in French\.$/);
	});
});

describe('Explanations in a workspace that lies on no disk', () => {
	const workbench = useWorkbench({
		otherExtensions: [join(projectRoot, 'test', 'fixtures', 'virtualFiles')],
		settings: { 'cometGemini.explain.destination': 'document' },
		virtualFolder: 'virtual-files:/work',
	});
	const explain = explaining(workbench);

	it('work all the same', async () => {
		await workbench.runCommand('File: Focus on Files Explorer');
		await workbench.page.locator('.explorer-folders-view').getByText('add.js').dblclick();
		await workbench.editors.active.getByText('export').waitFor();
		await workbench.editors.selectLines(1);
		const asked = await explain.prompt(() =>
			workbench.runCommand('Comet Gemini: Explain Selection'),
		);
		assert.match(asked, /^Explain this code\.\n\nFile: `add\.js`[\s\S]*1 \| export const add/);
		await explain.finished();
		await workbench.page.locator('.tab', { hasText: 'add.js:1.md' }).waitFor();
		await workbench.screenshot('explanation in a virtual workspace');
	});
});

/** A folder that is gone after the tests. */
function folderWith(files: Readonly<Record<string, string>>): string {
	const folder = join(tmpdir(), `comet-gemini-explain-${crypto.randomUUID()}`);
	before(async () => {
		for (const [name, text] of Object.entries(files)) {
			const file = join(folder, name);
			await mkdir(dirname(file), { recursive: true });
			await writeFile(file, text);
		}
	});
	after(() => rm(folder, { recursive: true, force: true }));
	return folder;
}
