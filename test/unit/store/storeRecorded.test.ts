import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { generate } from '../../../src/gemini/client.ts';
import { applyEvent, type ModelTurn } from '../../../src/shared/conversation.ts';
import { projectRoot } from '../../host/projectRoot.ts';
import { type Answer, clientOptions, sse, text } from '../gemini/fakeEndpoint.ts';
import { MemoryDisk } from './memoryDisk.ts';
import { answer, conversation, openStore, question } from './testStore.ts';

const folder = process.env['GEMINI_RECORDINGS'] ?? join(projectRoot, '..', 'shared', 'recorded');

/** The answer as far as it came; some recordings are of failures. */
async function answerOf(response: Answer): Promise<ModelTurn> {
	const turn: ModelTurn = { ...answer(2), parts: [] };
	const prompt = { model: turn.model, contents: [question(1)] };
	const options = { ...clientOptions([response]), maxRetries: 0 };
	try {
		for await (const event of generate(prompt, options)) {
			applyEvent(turn, event, 2000);
		}
	} catch {
		// What came before the failure is what is stored.
	}
	return turn;
}

function responseOf(file: string, content: string): Answer {
	return file.endsWith('.json')
		? sse(JSON.parse(content))
		: text(content, 200, { 'content-type': 'text/event-stream' });
}

describe('A recorded answer', () => {
	it('is read back part for part as it came', async function () {
		this.timeout(60_000);
		if (!existsSync(folder)) {
			console.log(`      skipped: no recordings in ${folder}`);
			this.skip();
		}
		let parts = 0;
		for await (const file of glob('**/*.{json,txt,responses}', { cwd: folder })) {
			const content = await readFile(join(folder, file), 'utf8');
			const turn = await answerOf(responseOf(file, content));
			const disk = new MemoryDisk();
			const { store } = openStore(disk.nodeFiles());
			const saved = { ...conversation(1), turns: [question(1), turn] };
			await store.saveTurn(saved, turn);
			const { store: other, problems } = openStore(disk.nodeFiles());
			const loaded = await other.load(saved.id);
			assert.deepEqual(problems, [], file);
			// Fields that are `undefined` are not written.
			assert.deepEqual(loaded?.turns, [JSON.parse(JSON.stringify(turn))], file);
			parts += turn.parts.length;
		}
		assert.ok(parts > 50, `${parts} parts`);
	});
});
