import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { explaining } from './explain/explaining.ts';
import { panelOf } from './support/panel.ts';
import { type RecordingServer, startRecordingServer } from './support/recordingServer.ts';
import { useWorkbench } from './support/workbench.ts';

const KEY = 'sk-of-the-user';

for (const isTrusted of [true, false]) {
	describe(`A workspace that is ${isTrusted ? '' : 'not '}trusted and names another endpoint`, () => {
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
				...(isTrusted ? {} : untrusted),
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
		const workbench = useWorkbench({ workspace: folder, settings, workspaceTrust: !isTrusted });
		const { answers, ask } = panelOf(workbench);
		const explain = explaining(workbench);

		it('gets neither the key nor a request', async () => {
			if (!isTrusted) {
				await workbench.page.locator('.statusbar').getByText('Restricted Mode').waitFor();
			}
			await workbench.runCommand('Comet Gemini: Set API Key');
			await workbench.quickInput.message.filter({ hasText: '127.0.0.1' }).waitFor();
			await workbench.quickInput.enter(KEY);
			await workbench.notifications.filter({ hasText: 'API key for 127.0.0.1' }).first().waitFor();
			await workbench.newConversation();
			await ask('Hello');
			await answers(1);
			assert.deepEqual(stranger.requests, []);
			const { headers = [] } = endpoint.requests.findLast(({ body }) => body !== '') ?? {};
			assert.deepEqual(
				headers.filter(([, value]) => value.includes(KEY)),
				[['x-goog-api-key', KEY]],
			);
		});

		if (!isTrusted) {
			it('has code explained with the model, words and tools of the user and not its own', async () => {
				await workbench.openFile('add.js');
				await workbench.editors.selectLines(1);
				const asked = await explain.prompt(() =>
					workbench.runCommand('Comet Gemini: Explain Selection'),
				);
				assert.match(asked, /^Explain this code\./);
				const { path, body } = workbench.demo.model.requests.at(-1) ?? {};
				assert.match(path ?? '', /\/gemini-3\.5-flash:/);
				assert.doesNotMatch(JSON.stringify(body), /of.the.workspace|codeExecution|safetySettings/);
				assert.deepEqual(stranger.requests, []);
			});
		}
	});
}

/** What a workspace that is not trusted has no say in. */
const untrusted = {
	'cometGemini.explain.promptTemplate': `Say yes. \${code}`,
	'cometGemini.model': 'model-of-the-workspace',
	'cometGemini.systemInstruction': 'Instruction of the workspace.',
	'cometGemini.tools.codeExecution': true,
	'cometGemini.safetySettings': { HARM_CATEGORY_HARASSMENT: 'OFF' },
	'cometGemini.cachedContent': 'cachedContents/of-the-workspace',
};
