import assert from 'node:assert/strict';
import fc from 'fast-check';
import { turnSchema } from '../../../src/platform/store/turnSchema.ts';
import type { Part } from '../../../src/shared/content.ts';
import type { ModelTurn } from '../../../src/shared/conversation.ts';
import { appendPart } from '../../../src/shared/turnParts.ts';
import { arbitraryConversation } from './arbitraryConversation.ts';
import { MemoryDisk, systemError } from './memoryDisk.ts';
import { answer, conversation, openStore, question, saveAll, uuid } from './testStore.ts';

describe('A stored conversation', () => {
	for (const host of ['nodeFiles', 'webFiles'] as const) {
		it(`comes back in another window as it was saved (${host})`, async function () {
			this.timeout(30_000);
			await fc.assert(
				fc.asyncProperty(arbitraryConversation, async saved => {
					const disk = new MemoryDisk();
					await saveAll(openStore(disk[host]()).store, saved);
					const { store, problems } = openStore(disk[host]());
					const loaded = await store.load(saved.id);
					assert.deepEqual(problems, []);
					assert.deepEqual(loaded, saved.turns.length === 0 ? undefined : saved);
				}),
				{ numRuns: 150 },
			);
		});
	}

	it('keeps an attachment of a kind that a newer version knows, without its kind', () => {
		const turn = { ...question(1), attachments: [{ label: 'a', kind: 'hologram', part: 0 }] };
		const read = turnSchema.parse(turn);
		assert.deepEqual(read, {
			...question(1),
			attachments: [{ label: 'a', kind: undefined, part: 0 }],
		});
	});

	it('keeps media in files of their own, once however often the turn is saved', async () => {
		const disk = new MemoryDisk();
		const { store } = openStore(disk.nodeFiles());
		const data = 'QUJD'.repeat(10_000);
		const saved = conversation(1, 1);
		const image = { ...answer(2), parts: [{ inlineData: { mimeType: 'image/png', data } }] };
		saved.turns.push(image);
		await store.saveTurn(saved, image);
		await store.saveTurn(saved, image);
		assert.equal(disk.steps.filter(({ size }) => size === data.length).length, 1);
		const sizes = disk
			.paths()
			.filter(path => path.includes(uuid(2)))
			.map(path => [path.replace(/.*\/(turn|media).*/, '$1'), disk.read(path).length > 1000]);
		assert.deepEqual(sizes, [
			['media', true],
			['turn', false],
		]);
		assert.deepEqual((await store.load(saved.id))?.turns[0], image);
	});

	it('loses the turns that were taken out, with their media, and no others', async () => {
		const disk = new MemoryDisk();
		const { store } = openStore(disk.nodeFiles());
		const saved = conversation(1, 5);
		const media = { inlineData: { mimeType: 'image/png', data: 'QUJD'.repeat(10_000) } };
		saved.turns.splice(4, 1, { ...question(5), parts: [media] });
		await saveAll(store, saved);
		await store.removeTurns(saved.id, [uuid(4), uuid(5)]);
		saved.turns.splice(3);
		const edited = answer(6);
		saved.turns.push(edited);
		await store.saveTurn(saved, edited);
		const { store: other } = openStore(disk.nodeFiles());
		assert.deepEqual(
			(await other.load(saved.id))?.turns.map(({ id }) => id),
			[1, 2, 3, 6].map(uuid),
		);
		assert.deepEqual(
			disk.paths().filter(path => path.includes(uuid(5))),
			[],
		);
		assert.equal((await other.list())[0]?.turnCount, 4);
	});

	it('keeps its order when turns in the middle are taken out and more follow', async () => {
		const disk = new MemoryDisk();
		const { store } = openStore(disk.nodeFiles());
		const saved = conversation(1, 8);
		await saveAll(store, saved);
		const removed = saved.turns.splice(1, 5).map(({ id }) => id);
		await store.removeTurns(saved.id, removed);
		const { store: other } = openStore(disk.nodeFiles());
		const loaded = await other.load(saved.id);
		assert.ok(loaded);
		for (const turn of [question(20), answer(21)]) {
			loaded.turns.push(turn);
			await other.saveTurn(loaded, turn);
		}
		const ids = (await openStore(disk.nodeFiles()).store.load(saved.id))?.turns.map(({ id }) => id);
		assert.deepEqual(ids, [1, 7, 8, 20, 21].map(uuid));
	});

	it('is loaded after what is still being saved', async () => {
		const { store } = openStore(new MemoryDisk().nodeFiles());
		const saved = conversation(1, 1);
		const saving = store.saveTurn(saved, question(1));
		assert.deepEqual((await store.load(saved.id))?.turns, saved.turns);
		await saving;
	});

	it('takes a change for the latest though the clock was set back', async () => {
		const disk = new MemoryDisk();
		const saved = conversation(1, 1);
		await saveAll(openStore(disk.nodeFiles(), { now: () => 2_000_000 }).store, saved);
		const { store } = openStore(disk.nodeFiles(), { now: () => 1_000_000 });
		const loaded = await store.load(saved.id);
		assert.ok(loaded);
		const changed = { ...question(1), label: 'Changed' };
		// The older files stay, as after a crash.
		disk.faults = ({ operation }) =>
			operation === 'remove' ? { error: systemError('EBUSY') } : undefined;
		loaded.title = 'Renamed';
		await store.saveMeta(loaded);
		await store.saveTurn(loaded, changed);
		const { store: other } = openStore(disk.nodeFiles());
		assert.deepEqual((await other.load(saved.id))?.turns, [changed]);
		assert.equal((await other.list())[0]?.title, 'Renamed');
	});

	it('refuses ids that could not be file names', async () => {
		const disk = new MemoryDisk();
		const { store } = openStore(disk.nodeFiles());
		for (const id of ['../../etc/passwd', 'CON.txt', 'a/b', '', 'A', 'x'.repeat(65)]) {
			await assert.rejects(store.saveTurn({ ...conversation(1), id }, question(1)), TypeError);
			await assert.rejects(store.saveTurn(conversation(1), { ...question(1), id }), TypeError);
			assert.equal(await store.load(id), undefined);
		}
		assert.deepEqual(disk.steps, []);
	});
});

describe('An answer in flight', () => {
	it('is stored in pieces that make up what was shown, wherever they are cut', async function () {
		this.timeout(30_000);
		const delta: fc.Arbitrary<Part> = fc.oneof(
			{ weight: 5, arbitrary: fc.record({ text: fc.string({ unit: 'binary' }) }) },
			fc.record({ text: fc.string(), thought: fc.constant(true) }),
			fc.record({ text: fc.constant(''), thoughtSignature: fc.string() }),
			fc.record({ functionCall: fc.record({ name: fc.string() }) }),
			fc.constant({ inlineData: { mimeType: 'image/png', data: 'QUJD'.repeat(6000) } }),
		);
		await fc.assert(
			fc.asyncProperty(fc.array(fc.array(delta), { maxLength: 8 }), async pieces => {
				const disk = new MemoryDisk();
				const { store } = openStore(disk.nodeFiles());
				const saved = conversation(1, 1);
				await saveAll(store, saved);
				const turn: ModelTurn = { ...answer(2), parts: [], status: 'streaming' };
				saved.turns.push(turn);
				for (const piece of pieces) {
					for (const part of structuredClone(piece)) {
						appendPart(turn.parts, part);
					}
					turn.usage = { candidates: turn.parts.length };
					store.saveLive(saved, turn);
					await store.flush();
				}
				const loaded = await openStore(disk.nodeFiles()).store.load(saved.id);
				const expected = { ...turn, status: 'interrupted' };
				assert.deepEqual(loaded?.turns[1], pieces.length === 0 ? undefined : expected);
			}),
			{ numRuns: 150 },
		);
	});

	it('costs what is new, not what is there', async () => {
		const disk = new MemoryDisk();
		const { store } = openStore(disk.nodeFiles());
		const saved = conversation(1, 1);
		const turn: ModelTurn = { ...answer(2), parts: [], status: 'streaming' };
		saved.turns.push(turn);
		for (let step = 0; step < 20; step++) {
			appendPart(turn.parts, { text: 'x'.repeat(10_000) });
			store.saveLive(saved, turn);
			await store.flush();
		}
		const written = disk.steps.reduce((sum, { size }) => sum + size, 0);
		assert.ok(written < 220_000, `${written} bytes`);
	});

	it('follows the parts when they change elsewhere than at their end', async () => {
		const disk = new MemoryDisk();
		const { store } = openStore(disk.nodeFiles());
		const saved = conversation(1, 1);
		const turn: ModelTurn = { ...answer(2, 'one'), status: 'streaming' };
		saved.turns.push(turn);
		for (const texts of [
			['one', 'two'],
			['on'],
			['on', 'and', 'on'],
			['in', 'and', 'out'],
			[],
			['new'],
		]) {
			const parts = texts.map(text => ({ text }));
			turn.parts.splice(0, turn.parts.length, ...parts);
			store.saveLive(saved, turn);
			await store.flush();
			const loaded = await openStore(disk.nodeFiles()).store.load(saved.id);
			assert.deepEqual(loaded?.turns[0]?.parts, parts);
		}
	});

	it('ends at the first piece that is missing', async () => {
		const disk = new MemoryDisk();
		const { store } = openStore(disk.nodeFiles());
		const saved = conversation(1, 1);
		const turn: ModelTurn = { ...answer(2), parts: [], status: 'streaming' };
		saved.turns.push(turn);
		for (const texts of [
			['one', 'two'],
			['1', 'two'],
			['1', '2'],
		]) {
			turn.parts.splice(0, 2, ...texts.map(text => ({ text })));
			store.saveLive(saved, turn);
			await store.flush();
		}
		disk.delete(disk.paths().find(path => path.endsWith('.1.json')) ?? '');
		const loaded = await openStore(disk.nodeFiles()).store.load(saved.id);
		assert.deepEqual(loaded?.turns[0]?.parts, [{ text: 'one' }, { text: 'two' }]);
	});

	it('gives way to the finished turn', async () => {
		const disk = new MemoryDisk();
		const { store } = openStore(disk.nodeFiles());
		const saved = conversation(1, 1);
		const turn: ModelTurn = { ...answer(2), status: 'streaming' };
		saved.turns.push(turn);
		store.saveLive(saved, turn);
		await store.flush();
		store.saveLive(saved, turn);
		turn.status = 'done';
		await store.saveTurn(saved, turn);
		await store.flush();
		assert.deepEqual(
			disk.paths().filter(path => path.includes('/live.')),
			[],
		);
		assert.deepEqual((await openStore(disk.nodeFiles()).store.load(saved.id))?.turns, [turn]);
	});
});
