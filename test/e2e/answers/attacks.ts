import assert from 'node:assert/strict';
import { chunkAttackCount, chunkAttacks, refusalAttacks } from '../../attacks/chunks.ts';
import { markdownAttacks } from '../../attacks/corpus.ts';
import type { PageAlarms } from '../support/pageAlarms.ts';
import {
	type CannedAnswer,
	type RecordingServer,
	startRecordingServer,
} from '../support/recordingServer.ts';
import { panelFrame } from '../support/seriousProblems.ts';
import { readAgain } from '../support/storedConversation.ts';
import type { Workbench } from '../support/workbench.ts';

const PER_ANSWER = 100;

export function attackTests(workbench: Workbench, alarms: () => PageAlarms): void {
	let endpoint: RecordingServer;
	const composer = () => workbench.chatView.getByRole('textbox', { name: 'Message to Gemini' });
	const answers = () => workbench.chatView.locator('article.turn.model[aria-busy=false]');

	async function receive(answer: CannedAnswer, question = 'Attack'): Promise<void> {
		const before = await answers().count();
		endpoint.answerNext(answer);
		await composer().fill(question);
		await composer().press('Enter');
		await answers().nth(before).waitFor();
	}

	const events = (chunks: readonly object[]): CannedAnswer => ({
		status: 200,
		headers: { 'content-type': 'text/event-stream' },
		body: chunks.map(chunk => `data: ${JSON.stringify(chunk)}\r\n\r\n`).join(''),
	});

	/** Everything in the page that runs or loads, and links that lead elsewhere than they say. */
	async function findings(): Promise<{ found: string[]; links: number }> {
		const frame = await panelFrame(workbench.page);
		return frame.evaluate(() => {
			const found: string[] = [];
			const elements = Array.from(document.querySelectorAll('article *'));
			for (const element of elements) {
				const handlers = element.getAttributeNames().filter(name => name.startsWith('on'));
				const source = element.getAttribute('src') ?? 'data:image/png';
				const isForeign = /^(script|iframe|object|embed|form|base|meta|link|style|svg)$/.test(
					element.localName,
				);
				if (handlers.length > 0 || isForeign || !/^data:image\/(png|jpeg|gif|webp)/.test(source)) {
					found.push(element.outerHTML.slice(0, 200));
				}
			}
			const links = elements.filter(element => element.hasAttribute('href'));
			for (const link of links) {
				const href = link.getAttribute('href') ?? '';
				const told = [link.getAttribute('title'), link.getAttribute('aria-label')].join(' ');
				const isMark = link.classList.contains('source-mark');
				if (
					/^\s*(javascript|vbscript|data|file|command|vscode.*|blob|filesystem|about|view-source):/i.test(
						href,
					) ||
					!(isMark || told.includes(href))
				) {
					found.push(link.outerHTML.slice(0, 300));
				}
			}
			return { found, links: links.length };
		});
	}

	before(async () => {
		endpoint = await startRecordingServer(() => workbench.demo.origin);
		await workbench.changeSettings({ 'cometGemini.baseUrl': endpoint.origin });
	});

	beforeEach(async () => {
		await workbench.newConversation();
	});

	after(async () => {
		await workbench.changeSettings({ 'cometGemini.baseUrl': workbench.demo.origin });
		await endpoint.close();
	});

	it('run, load and hide nothing in the real page', async () => {
		let links = 0;
		for (let start = 0; start < markdownAttacks.length; start += PER_ANSWER) {
			const attacks = markdownAttacks.slice(start, start + PER_ANSWER);
			const parts = attacks.map(attack => ({
				candidates: [{ content: { role: 'model', parts: [{ text: `${attack}\n\n` }] } }],
			}));
			await receive(events(parts));
			const { found, links: count } = await findings();
			assert.deepEqual(found, []);
			links += count;
		}
		await workbench.screenshot('attacks markdown');
		console.log(`      ${markdownAttacks.length} pieces of Markdown, ${links} links seen`);
		assert.ok(links > 500, `${links} links`);
		assert.deepEqual(alarms().all, []);
	});

	it('run, load and hide nothing in sources, code, calls, media and refusals', async () => {
		await receive(events(chunkAttacks));
		await workbench.chatView.getByRole('button', { name: 'Details' }).last().click();
		for (const body of refusalAttacks) {
			await receive({ status: 400, body });
		}
		await workbench.chatView.locator('details:not([open]) > summary').evaluateAll(summaries => {
			for (const summary of summaries) {
				summary.parentElement?.setAttribute('open', '');
			}
		});
		for (const mark of (await workbench.chatView.locator('.source-mark').all()).slice(0, 20)) {
			await mark.focus();
		}
		await workbench.screenshot('attacks sources');
		const { found, links } = await findings();
		assert.deepEqual(found, []);
		console.log(`      ${chunkAttackCount} attacks in events, ${links} links seen`);
		assert.ok(links > 20, `${links} links`);
		assert.deepEqual(alarms().all, []);
	});

	it('are the same when the conversation is read from the disk again', async () => {
		await receive(events(chunkAttacks), 'Kept on the disk');
		await readAgain(workbench, 'Kept on the disk');
		await answers().first().waitFor();
		assert.deepEqual((await findings()).found, []);
		assert.deepEqual(alarms().all, []);
	});
}
