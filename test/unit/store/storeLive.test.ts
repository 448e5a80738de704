import assert from 'node:assert/strict';
import sinon from 'sinon';
import type { Conversation, ModelTurn } from '../../../src/shared/conversation.ts';
import { appendPart } from '../../../src/shared/turnParts.ts';
import { MemoryDisk, systemError } from './memoryDisk.ts';
import { answer, conversation, openStore, question } from './testStore.ts';

describe('While an answer comes in', () => {
	let clock: sinon.SinonFakeTimers;
	let disk: MemoryDisk;
	let turn: ModelTurn;
	let saved: Conversation;

	beforeEach(() => {
		clock = sinon.useFakeTimers();
		disk = new MemoryDisk();
		turn = { ...answer(2), parts: [], status: 'streaming' };
		saved = { ...conversation(1), turns: [question(1), turn] };
	});

	afterEach(() => clock.restore());

	const stored = async () =>
		(await openStore(disk.nodeFiles()).store.load(saved.id))?.turns[0]?.parts[0]?.text ?? '';

	it('the disk is never more than two seconds behind', async () => {
		const { store } = openStore(disk.nodeFiles());
		const shown: string[] = [];
		for (let tick = 0; tick < 300; tick++) {
			appendPart(turn.parts, { text: `${tick} ` });
			store.saveLive(saved, turn);
			await clock.tickAsync(20);
			shown.push(turn.parts[0]?.text ?? '');
			const twoSecondsAgo = shown[tick - 100] ?? '';
			assert.ok((await stored()).startsWith(twoSecondsAgo), `tick ${tick}`);
		}
		assert.equal(clock.countTimers(), 1);
	});

	it('a delta costs no write of its own', async () => {
		const { store } = openStore(disk.nodeFiles());
		for (let tick = 0; tick < 1000; tick++) {
			appendPart(turn.parts, { text: 'x' });
			store.saveLive(saved, turn);
			await clock.tickAsync(5);
		}
		const writes = disk.steps.filter(({ operation }) => operation === 'write').length;
		assert.ok(writes <= 7, `${writes} writes in 5 s`);
	});

	it('a store with nothing to write has no timer running', async () => {
		const { store } = openStore(disk.nodeFiles());
		store.saveLive(saved, turn);
		await clock.tickAsync(3000);
		assert.equal(clock.countTimers(), 0);
		store.saveLive(saved, turn);
		await store.saveTurn(saved, turn);
		assert.equal(clock.countTimers(), 0);
	});

	it('a disk that is full for a while makes no gap', async () => {
		const { store, problems } = openStore(disk.nodeFiles());
		for (let tick = 0; tick < 100; tick++) {
			disk.faults = ({ operation }) =>
				operation === 'write' && tick > 20 && tick < 60
					? { error: systemError('ENOSPC'), bytes: 10 }
					: undefined;
			appendPart(turn.parts, { text: `${tick} ` });
			store.saveLive(saved, turn);
			await clock.tickAsync(100);
		}
		await store.flush();
		assert.equal(await stored(), turn.parts[0]?.text);
		assert.deepEqual(problems, ['cannotSave ENOSPC']);
	});

	it('the last piece is tried again when it could not be written', async () => {
		const { store } = openStore(disk.nodeFiles());
		disk.faults = ({ operation }) =>
			operation === 'write' ? { error: systemError('ENOSPC') } : undefined;
		appendPart(turn.parts, { text: 'All there is' });
		store.saveLive(saved, turn);
		await clock.tickAsync(5000);
		disk.faults = () => undefined;
		await clock.tickAsync(2000);
		assert.equal(await stored(), 'All there is');
	});

	it('a deleted conversation is not written to any more', async () => {
		const { store } = openStore(disk.nodeFiles());
		store.saveLive(saved, turn);
		await clock.tickAsync(10);
		store.saveLive(saved, turn);
		await store.delete(saved.id);
		disk.steps.length = 0;
		await clock.tickAsync(5000);
		assert.deepEqual(disk.steps, []);
	});
});
