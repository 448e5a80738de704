import assert from 'node:assert/strict';
import { performance } from 'node:perf_hooks';
import * as vscode from 'vscode';
import { closeEditors, requestOf, show, useSetting } from './explainSupport.ts';

const LINES = 100_000;

describe('A file of 100,000 lines', () => {
	useSetting('explain.destination', 'document');
	after(closeEditors);

	it('is explained at any line without holding the extension host up', async () => {
		const lines = Array.from({ length: LINES }, (_, index) => `value_${index} = compute(${index})`);
		const uri = largeFile();
		await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(lines.join('\n')));
		await show(uri, [90_000, 90_010]);
		const { prompt } = await requestOf('cometGemini.explainSelection');
		assert.match(prompt, /^Lines: 90000-90010$/m);
		assert.ok(prompt.length < 5_000);
		const held = await leastHeld(() => requestOf('cometGemini.explainSelection'));
		assert.ok(held < 100, `The extension host was held up for ${held} ms.`);
	});

	it('keeps explanations at their lines while someone types, at no cost that is felt', async () => {
		const editor = await show(largeFile(), [50_000, 50_001]);
		await requestOf('cometGemini.explainSelection');
		const held = await leastHeld(async () => {
			for (let key = 0; key < 10; key++) {
				await editor.edit(edit => edit.insert(new vscode.Position(10, 0), '#\n'));
			}
			await new Promise(resolve => setTimeout(resolve, 600));
		});
		await editor.document.save();
		assert.ok(held < 100, `The extension host was held up for ${held} ms.`);
	});
});

function largeFile(): vscode.Uri {
	const [folder] = vscode.workspace.workspaceFolders ?? [];
	assert.ok(folder);
	return vscode.Uri.joinPath(folder.uri, 'large.py');
}

/**
 * The longest time for which the work lets this thread do nothing else, in ms: the least of some tries, as
 * a busy machine adds to all of them.
 */
async function leastHeld(work: () => Promise<unknown>): Promise<number> {
	const tries: number[] = [];
	for (let count = 0; count < 4; count++) {
		tries.push(await longestDelay(work));
	}
	return Math.min(...tries);
}

async function longestDelay(work: () => Promise<unknown>): Promise<number> {
	let last = performance.now();
	let longest = 0;
	const tick = () => {
		const now = performance.now();
		longest = Math.max(longest, now - last - 5);
		last = now;
	};
	const timer = setInterval(tick, 5);
	await work();
	clearInterval(timer);
	tick();
	return longest;
}
