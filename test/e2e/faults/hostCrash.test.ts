import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { createNodeFiles } from '../../../src/platform/atomicFile.node.ts';
import { visibleText } from '../../../src/shared/turnParts.ts';
import { openStore } from '../../unit/store/testStore.ts';
import { processesUnder } from '../support/childProcesses.ts';
import { useWorkbench } from '../support/workbench.ts';

const KILLS = 10;
/** How far the disk may be behind what was shown. */
const ALLOWED_MS = 2_000;

const compact = (text: string) => text.replace(/\s+/g, ' ').trim();

describe('An extension host that is killed while an answer streams', function () {
	this.timeout(60_000 + KILLS * 60_000);
	// What one try leaves on the disk is no start for the next.
	this.retries(0);
	const workbench = useWorkbench();
	const composer = () => workbench.chatView.getByRole('textbox', { name: 'Message to Gemini' });
	const answer = () => workbench.chatView.locator('article.turn.model .markdown.text').last();

	/** What the page shows, and when, until the host is dead. */
	async function streamAndKill(): Promise<{ shown: { text: string; at: number }[]; at: number }> {
		await workbench.newConversation();
		await composer().fill('[[scenario:tiny-deltas count=3000 rate=30]] go');
		await composer().press('Enter');
		await answer().waitFor();
		const shown: { text: string; at: number }[] = [];
		const end = Date.now() + 1_000 + Math.random() * 4_000;
		while (Date.now() < end) {
			// The time after the look: what it saw was there by then.
			const text = compact(await answer().innerText());
			shown.push({ text, at: Date.now() });
		}
		// The server keeps the host of a window that was reloaded for a while: none of them may go on.
		const hosts = (await processesUnder(workbench.server.pid)).filter(({ commandLine }) =>
			commandLine.includes('--type=extensionHost'),
		);
		assert.ok(hosts.length > 0, 'there is no extension host');
		const at = Date.now();
		for (const { pid } of hosts) {
			process.kill(pid, 'SIGKILL');
		}
		// What they were just writing is there before they are gone.
		while (hosts.some(({ pid }) => existsSync(`/proc/${pid}`))) {
			await workbench.page.waitForTimeout(10);
		}
		return { shown, at };
	}

	it(`loses no conversation and at most two seconds of an answer, ${KILLS} times`, async function () {
		if (process.platform !== 'linux') {
			console.log('      skipped: the extension host is found by way of /proc');
			this.skip();
		}
		const folder = join(
			workbench.dataFolder,
			'data/User/globalStorage/comet-gemini.comet-gemini/conversations',
		);
		/** What was left of each answer, by conversation: two may be cut at the same word. */
		const before = new Map<string, string>();
		let mostLostMs = 0;
		for (let kill = 1; kill <= KILLS; kill++) {
			const { shown, at } = await streamAndKill();
			const { store, problems } = openStore(createNodeFiles(folder));
			const list = await store.list();
			const loaded = await Promise.all(list.map(({ id }) => store.load(id)));
			const texts = new Map(
				loaded.map((one, index) => [
					list[index]?.id ?? '',
					compact(visibleText(one?.turns.at(-1)?.parts ?? [])),
				]),
			);
			assert.deepEqual([list.length, problems], [kill, []]);
			const kept = [...before.keys()].map(id => [id, texts.get(id)]);
			assert.deepEqual(kept, [...before]);
			const [id = '', cut = ''] = [...texts].find(([each]) => !before.has(each)) ?? [];
			const lost = shown.find(({ text }) => !cut.startsWith(text));
			mostLostMs = Math.max(mostLostMs, lost === undefined ? 0 : at - lost.at);
			assert.ok(mostLostMs <= ALLOWED_MS, `${mostLostMs} ms are lost of “${shown.at(-1)?.text}”`);
			before.set(id, cut);
			await workbench.reload();
			await workbench.runCommand('Comet Gemini: Focus on Chat View');
		}
		console.log(`      ${KILLS} kills, at most ${mostLostMs} ms of an answer lost`);
		await workbench.runCommand('Comet Gemini: Show Conversations');
		await workbench.quickInput.rows.first().click();
		await answer().waitFor();
		assert.ok([...before.values()].includes(compact(await answer().innerText())));
		await workbench.chatView.locator('article.turn.model[aria-busy=false]').first().waitFor();
		await workbench.screenshot('host crash');
	});
});
