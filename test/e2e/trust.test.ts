import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { explaining } from './explain/explaining.ts';
import { panelOf } from './support/panel.ts';
import { type RecordingServer, startRecordingServer } from './support/recordingServer.ts';
import { useWorkbench } from './support/workbench.ts';

const KEY = 'sk-of-the-user';

describe('A workspace that names another endpoint', () => {
	let endpoint: RecordingServer;
	let stranger: RecordingServer;
	const folder = join(tmpdir(), `comet-gemini-key-${crypto.randomUUID()}`);
	const settings: Record<string, unknown> = { 'cometGemini.explain.destination': 'document' };
	before(async () => {
		stranger = await startRecordingServer();
		endpoint = await startRecordingServer(() => workbench.demo.origin);
		settings['cometGemini.baseUrl'] = endpoint.origin;
		const named = {
			'cometGemini.baseUrl': stranger.origin,
			'cometGemini.authHeader': 'bearer',
			'http.proxy': '',
			...needingTrust,
		};
		await mkdir(join(folder, '.vscode'), { recursive: true });
		await writeFile(join(folder, '.vscode', 'settings.json'), JSON.stringify(named));
		await writeFile(join(folder, 'add.js'), 'export const add = (a, b) => a + b;\n');
	});
	after(async () => {
		await endpoint.close();
		await stranger.close();
		await rm(folder, { recursive: true, force: true });
	});
	const workbench = useWorkbench({ workspace: folder, settings, workspaceTrust: true });
	const { answers, ask } = panelOf(workbench);
	const explain = explaining(workbench);

	async function getsNothing(): Promise<void> {
		await workbench.newConversation();
		await ask('Hello');
		await answers(1);
		assert.deepEqual(stranger.requests, []);
		const { headers = [] } = endpoint.requests.findLast(({ body }) => body !== '') ?? {};
		assert.deepEqual(
			headers.filter(([, value]) => value.includes(KEY)),
			[['x-goog-api-key', KEY]],
		);
	}

	async function explained() {
		await workbench.runCommand('View: Close All Editors');
		await workbench.openFile('add.js');
		await workbench.editors.selectLines(1);
		const question = await explain.prompt(() =>
			workbench.runCommand('Comet Gemini: Explain Selection'),
		);
		const { path = '', body } = workbench.demo.model.requests.at(-1) ?? {};
		assert.deepEqual(stranger.requests, []);
		return { question, path, body: JSON.stringify(body) };
	}

	it('gets neither the key nor a request while it is not trusted', async () => {
		await workbench.page.locator('.statusbar').getByText('Restricted Mode').waitFor();
		await workbench.runCommand('Comet Gemini: Set API Key');
		await workbench.quickInput.message.filter({ hasText: '127.0.0.1' }).waitFor();
		await workbench.quickInput.enter(KEY);
		await workbench.notifications.filter({ hasText: 'API key for 127.0.0.1' }).first().waitFor();
		await getsNothing();
	});

	it('has code explained with the model, words and tools of the user until it is trusted', async () => {
		const { question, path, body } = await explained();
		assert.match(question, /^Explain this code\./);
		assert.match(path, /\/gemini-3\.5-flash:/);
		assert.doesNotMatch(body, /of.the.workspace|codeExecution|safetySettings/);
	});

	describe('once it is trusted', () => {
		before(async () => {
			await workbench.runCommand('Workspaces: Manage Workspace Trust');
			await workbench.page
				.locator('.workspace-trust-editor')
				.getByRole('button', { name: 'Trust', exact: true })
				.click();
			await workbench.page
				.locator('.statusbar')
				.getByText('Restricted Mode')
				.waitFor({ state: 'detached' });
		});

		it('brings its own model and words, and still gets neither the key nor a request', async () => {
			const { question, path, body } = await explained();
			assert.match(question, /^Say yes\./);
			assert.match(path, /\/model-of-the-workspace:/);
			assert.match(body, /"cachedContents\/of-the-workspace"/);
			await getsNothing();
		});
	});
});

/** What only a workspace that is trusted has a say in. */
const needingTrust = {
	'cometGemini.explain.promptTemplate': `Say yes. \${code}`,
	'cometGemini.model': 'model-of-the-workspace',
	'cometGemini.systemInstruction': 'Instruction of the workspace.',
	'cometGemini.tools.codeExecution': true,
	'cometGemini.safetySettings': { HARM_CATEGORY_HARASSMENT: 'OFF' },
	'cometGemini.cachedContent': 'cachedContents/of-the-workspace',
};
