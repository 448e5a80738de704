import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { processesUnder } from './support/childProcesses.ts';
import { type PageMessages, recordPageMessages } from './support/pageMessages.ts';
import { type RecordingServer, startRecordingServer } from './support/recordingServer.ts';
import { useWorkbench } from './support/workbench.ts';

/** What no other text holds. */
const MARK = 'QXZK7VJW3HYTBNM9';
const KEY = `sk-${MARK}`;
/** The mark as it is, turned around, and as base64 and hexadecimal digits show it. */
const TRACES = [
	MARK,
	[...MARK].reverse().join(''),
	Buffer.from(MARK).toString('hex'),
	...['', 'a', 'aa'].map(before =>
		Buffer.from(before + MARK)
			.toString('base64')
			.slice(4, -4),
	),
];

describe('A key that is entered', () => {
	let endpoint: RecordingServer;
	let stranger: RecordingServer;
	let messages: PageMessages;
	const seen: string[] = [];
	const settings: Record<string, unknown> = { 'files.simpleDialog.enable': true };
	before(async () => {
		endpoint = await startRecordingServer(() => workbench.demo.origin);
		stranger = await startRecordingServer();
		settings['cometGemini.baseUrl'] = endpoint.origin;
	});
	const workbench = useWorkbench({
		logLevel: 'trace',
		settings,
		onPage: async page => {
			messages = await recordPageMessages(page);
		},
	});
	const composer = () => workbench.chatView.getByRole('textbox', { name: 'Message to Gemini' });
	const answer = () => workbench.chatView.locator('article.turn.model').last();
	const answers = () => workbench.chatView.locator('article.turn.model[aria-busy=false]');

	async function ask(text: string): Promise<void> {
		const before = await answers().count();
		await composer().fill(text);
		await composer().press('Enter');
		await answers().nth(before).waitFor();
	}

	/** Keeps what all pages show now, and what is on the clipboard. */
	async function look(): Promise<void> {
		for (const frame of workbench.page.frames()) {
			seen.push(await frame.content().catch(() => ''));
		}
		seen.push(await workbench.page.evaluate(() => navigator.clipboard.readText()));
	}

	after(async () => {
		await endpoint.close();
		await stranger.close();
	});

	it('is used to chat and to list models', async () => {
		await workbench.runCommand('Comet Gemini: Set API Key');
		await workbench.quickInput.message.filter({ hasText: '127.0.0.1' }).waitFor();
		await workbench.quickInput.enter(KEY);
		await workbench.notifications.filter({ hasText: 'API key for 127.0.0.1' }).first().waitFor();
		await look();
		await workbench.runCommand('Comet Gemini: Focus on Chat View');
		await ask('How do I debounce a function?');
		await workbench.runCommand('Comet Gemini: Choose Model');
		await workbench.quickInput.rows.filter({ hasText: 'gemini-' }).first().waitFor();
		await look();
		await workbench.page.keyboard.press('Escape');
	});

	it('is used to explain', async () => {
		await workbench.openFile('src/schedule.ts');
		await workbench.editors.selectLines(1, 5);
		const before = await answers().count();
		await workbench.runCommand('Comet Gemini: Explain Selection');
		await answers().nth(before).waitFor();
		await look();
	});

	it('is used to generate JSON', async () => {
		await workbench.openFile('schemas/programme.schema.json');
		await workbench.runCommand('Comet Gemini: Generate JSON from Schema');
		await workbench.quickInput.choose('programme.schema.json');
		await workbench.quickInput.choose('New document');
		await workbench.quickInput.message.filter({ hasText: 'What should it hold?' }).waitFor();
		await workbench.quickInput.enter('a day with a talk');
		await workbench.page.locator('.tab.active[aria-label^="Untitled-"]').waitFor();
		while (!/\}\s*$/.test(await workbench.editors.text())) {
			await workbench.page.waitForTimeout(200);
		}
		await look();
		const keyed = endpoint.requests.filter(({ headers }) =>
			headers.some(([, v]) => v.includes(KEY)),
		);
		assert.ok(keyed.some(({ url }) => url.includes('streamGenerateContent')));
		assert.ok(keyed.length >= 4, `${keyed.length} requests with the key`);
	});

	it('is looked for where requests are shown and conversations leave the window', async () => {
		await answer().getByRole('button', { name: 'Details' }).click();
		const details = answer().getByRole('region', { name: 'Details' });
		for (const what of ['Request', 'Response', 'Raw events']) {
			await details.getByRole('button', { name: what, exact: true }).click();
			await workbench.page.locator('.tab.active', { hasText: '.jsonc' }).waitFor();
			seen.push(await workbench.editors.text());
		}
		await details.getByRole('button', { name: 'Copy as cURL' }).click();
		await workbench.notifications.filter({ hasText: 'without the key' }).first().waitFor();
		await look();
		assert.match(seen.at(-1) ?? '', /^curl [\s\S]*x-goog-api-key: \$COMETAPI_KEY/);
		for (const command of ['Export Conversation as Markdown', 'Export Conversation as JSON']) {
			await workbench.runCommand(`Comet Gemini: ${command}`);
			const name = new RegExp(`^.*\\.${command.endsWith('JSON') ? 'json' : 'md'}$`);
			await workbench.page.waitForFunction(source => {
				const input = document.querySelector<HTMLInputElement>('.quick-input-widget input.input');
				return new RegExp(source).test(input?.value ?? '');
			}, name.source);
			await workbench.page.keyboard.press('Enter');
			await workbench.page
				.locator('.tab.active', { hasText: command.endsWith('JSON') ? '.json' : '.md' })
				.waitFor();
		}
		const files = await readdir(workbench.workspace);
		assert.ok(
			files.some(name => name.endsWith('.md') && name !== 'README.md'),
			files.join(),
		);
	});

	it('goes nowhere when an endpoint quotes it, redirects, or is not the endpoint at all', async () => {
		endpoint.answerNext({
			status: 401,
			body: JSON.stringify({ error: { message: `Incorrect API key provided: ${KEY}`, code: KEY } }),
		});
		await ask('Refused with the key in the words');
		await look();
		endpoint.answerNext({
			status: 200,
			headers: { 'content-type': 'text/event-stream' },
			body: `data: {"candidates":[{"content":{"role":"model","parts":[{"text":"Hello"}]}}]}\n\ndata: ${JSON.stringify({ error: { code: 400, message: `bad ${KEY}` } })}\n\n`,
		});
		await ask('Refused in mid-stream');
		await look();
		endpoint.answerNext({
			status: 502,
			headers: { 'content-type': 'text/html' },
			body: `<!doctype html><title>Proxy error ${KEY}</title><pre>x-goog-api-key: ${KEY}</pre>`,
		});
		await ask('A page of a proxy');
		endpoint.answerNext({ status: 307, headers: { location: `${stranger.origin}/v1beta` } });
		await ask('Redirected to another host');
		assert.match(await answer().innerText(), /not followed|redirect/i);
		await look();
		await workbench.changeSettings({ 'cometGemini.baseUrl': stranger.origin });
		await workbench.chatView.getByText(new URL(stranger.origin).host).first().waitFor();
		await ask('Another port is another origin');
		await look();
		assert.ok(stranger.requests.length > 0, 'the stranger was asked, without a key');
		await workbench.changeSettings({ 'cometGemini.baseUrl': endpoint.origin });
	});

	it('is afterwards in the secret storage and in the one header to its origin, and nowhere else', async () => {
		await workbench.runCommand('Comet Gemini: Show Log');
		await look();
		const storage = await workbench.page.context().storageState({ indexedDB: true });
		const secrets = storage.origins.flatMap(({ localStorage }) =>
			localStorage.filter(({ name }) => name === 'secrets.provider'),
		);
		const rest = JSON.stringify(storage, (_, value: unknown) =>
			typeof value === 'object' && Reflect.get(value ?? {}, 'name') === 'secrets.provider'
				? undefined
				: value,
		);
		const processes = await processesUnder(workbench.server.pid);
		const files = await filesUnder(workbench.folder);
		const requests = endpoint.requests.flatMap(({ url, body, headers }) => [
			url,
			body,
			...headers.filter(([name]) => name !== 'x-goog-api-key' && name !== 'authorization').flat(),
		]);
		const places: Record<string, readonly string[]> = {
			'what the pages showed': seen,
			'messages of pages': messages.all,
			'the window’s console': [workbench.errors.log],
			'the browser’s storage': [rest],
			'other parts of requests': requests,
			'requests to another origin': stranger.requests.map(each => JSON.stringify(each)),
			'command lines': processes.map(({ commandLine }) => commandLine),
			environments: processes.map(({ environment }) => environment),
			...Object.fromEntries(files),
		};
		const found = Object.entries(places).filter(([, texts]) =>
			texts.some(text => TRACES.some(trace => text.toLowerCase().includes(trace.toLowerCase()))),
		);
		const logs = [...files.keys()].filter(name => name.endsWith('.log'));
		console.log(
			`      ${seen.length} looks, ${messages.all.length} messages, ${files.size} files (${logs.length} logs), ` +
				`${endpoint.requests.length} requests, ${processes.length} processes, ${secrets.length} secret stores`,
		);
		assert.deepEqual(
			found.map(([place]) => place),
			[],
		);
		assert.ok(messages.all.some(message => message.includes('debounce')));
		assert.ok(logs.some(name => /\[trace\]/.test(files.get(name)?.join('') ?? '')));
	});
});

/** The texts of all files by path, also in UTF-16 as databases keep them. */
async function filesUnder(folder: string): Promise<Map<string, readonly string[]>> {
	const texts = new Map<string, readonly string[]>();
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	for (const entry of entries.filter(each => each.isFile())) {
		const path = join(entry.parentPath, entry.name);
		const bytes = await readFile(path).catch(() => Buffer.alloc(0));
		texts.set(path, [bytes.toString('latin1'), bytes.toString('utf16le')]);
	}
	return texts;
}
