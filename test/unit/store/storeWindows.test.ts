import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Conversation } from '../../../src/shared/conversation.ts';
import { MemoryDisk } from './memoryDisk.ts';
import { answer, conversation, openStore, question, saveAll, uuid } from './testStore.ts';

describe('One window', () => {
	it('keeps all of several changes made at once', async () => {
		const disk = new MemoryDisk();
		const { store } = openStore(disk.nodeFiles());
		const saved = conversation(1, 1);
		await store.saveTurn(saved, question(1));
		await Promise.all([
			store.saveMeta({ ...saved, title: 'Renamed' }),
			store.saveMeta(saved, { pinned: true }),
			store.saveMeta(saved, { workspace: 'file:///there' }),
			store.saveTurn(saved, { ...question(1), label: 'Changed' }),
		]);
		const [row] = await openStore(disk.nodeFiles()).store.list();
		assert.deepEqual([row?.title, row?.pinned, row?.workspace], ['Renamed', true, 'file:///there']);
	});

	it('does not take an old row of the list for a new title', async () => {
		const { store } = openStore(new MemoryDisk().nodeFiles());
		const saved = conversation(1, 1);
		await saveAll(store, saved);
		const [row] = await store.list();
		const loaded = await store.load(saved.id);
		assert.ok(row && loaded);
		loaded.title = 'Renamed';
		await store.saveMeta(loaded);
		await store.saveMeta(row, { pinned: true });
		assert.equal((await store.list())[0]?.title, 'Renamed');
		loaded.title = 'Conversation 1';
		await store.saveMeta(loaded);
		assert.equal((await store.list())[0]?.title, 'Conversation 1');
	});
});

describe('Two windows on one storage', () => {
	it('lose no turn of each other, whatever they do at once', async function () {
		this.timeout(30_000);
		const action = fc.record({
			window: fc.nat({ max: 1 }),
			number: fc.integer({ min: 1, max: 3 }),
			act: fc.constantFrom('ask', 'ask', 'reload', 'pin', 'rename', 'list'),
		});
		await fc.assert(
			fc.asyncProperty(fc.array(action, { maxLength: 30 }), async actions => {
				const disk = new MemoryDisk();
				const windows = [disk.nodeFiles(), disk.nodeFiles()].map(files => ({
					...openStore(files),
					open: new Map<number, Conversation>(),
				}));
				const saved = new Map<string, string>();
				const running: Promise<unknown>[] = [];
				let turns = 100;
				for (const { window, number, act } of actions) {
					const { store, open } = windows[window] ?? assert.fail();
					const current = open.get(number) ?? conversation(number);
					open.set(number, current);
					if (act === 'ask') {
						for (const turn of [question(turns++), answer(turns++)]) {
							current.turns.push(turn);
							saved.set(turn.id, current.id);
							running.push(store.saveTurn(current, turn));
						}
					} else if (act === 'reload') {
						open.set(number, (await store.load(current.id)) ?? current);
					} else if (act === 'list') {
						running.push(store.list());
					} else if (current.turns.length > 0) {
						current.title = act === 'rename' ? `Title ${turns}` : current.title;
						running.push(store.saveMeta(current, { pinned: act === 'pin' }));
					}
				}
				await Promise.all(running);
				const { store, problems } = openStore(disk.nodeFiles());
				const listed = (await store.list()).map(({ id }) => id);
				const found = new Map<string, string>();
				for (const id of new Set(saved.values())) {
					const loaded = await store.load(id);
					for (const turn of loaded?.turns ?? []) {
						found.set(turn.id, id);
					}
					const roles = loaded?.turns.map(({ role }) => role).join(' ');
					assert.match(roles ?? '', /^(user model ?)*$/);
				}
				assert.deepEqual([...found].sort(), [...saved].sort());
				assert.deepEqual(listed.sort(), [...new Set(saved.values())].sort());
				const said = windows.flatMap(each => each.problems);
				assert.deepEqual([...said, ...problems], []);
			}),
			{ numRuns: 100 },
		);
	});

	it('keep a thread together that each wrote after the same turn', async () => {
		const disk = new MemoryDisk();
		const start = conversation(1, 2);
		const { store: one } = openStore(disk.nodeFiles());
		await saveAll(one, start);
		const { store: two } = openStore(disk.nodeFiles());
		const [here, there] = [await one.load(start.id), await two.load(start.id)];
		assert.ok(here && there);
		for (const [store, loaded, turn] of [
			[one, here, question(10)],
			[two, there, question(20)],
			[two, there, answer(21)],
			[one, here, answer(11)],
		] as const) {
			loaded.turns.push(turn);
			await store.saveTurn(loaded, turn);
		}
		const ids = (await openStore(disk.nodeFiles()).store.load(start.id))?.turns.map(({ id }) => id);
		assert.deepEqual(ids, [1, 2, 10, 11, 20, 21].map(uuid));
	});

	it('see each other’s new and renamed conversations', async () => {
		const disk = new MemoryDisk();
		const { store: one } = openStore(disk.nodeFiles());
		const { store: two } = openStore(disk.nodeFiles());
		await saveAll(one, conversation(1, 1));
		assert.deepEqual(
			(await two.list()).map(({ title }) => title),
			['Conversation 1'],
		);
		await two.saveMeta({ ...conversation(1), title: 'Renamed' });
		assert.deepEqual(
			(await one.list()).map(({ title }) => title),
			['Renamed'],
		);
	});

	for (const [times, titles] of [
		[1, ['Renamed 1']],
		[2, []],
	] as const) {
		it(`never take a conversation for lost that the other renames just then (${times}×)`, async () => {
			const disk = new MemoryDisk();
			const { store: one } = openStore(disk.nodeFiles());
			await saveAll(one, conversation(1, 1));
			const files = disk.nodeFiles();
			let renames = 0;
			const busy = {
				...files,
				list: async (folder: string) => {
					const names = await files.list(folder);
					if (folder === 'meta' && renames < times) {
						await one.saveMeta({ ...conversation(1), title: `Renamed ${++renames}` });
					}
					return names;
				},
			};
			const { store: two, problems } = openStore(busy, { now: () => Date.now() + 10_000 });
			const listed = async () => (await two.list()).map(({ title }) => title);
			assert.deepEqual([await listed(), problems], [titles, []]);
			assert.deepEqual(await listed(), [`Renamed ${times}`]);
		});
	}

	it('do not take a conversation that the other begins just then for a lost one', async () => {
		const disk = new MemoryDisk();
		const { store: one } = openStore(disk.nodeFiles());
		const files = disk.nodeFiles();
		const { store: two } = openStore({
			...files,
			list: async folder => {
				const names = await files.list(folder);
				if (folder === 'meta') {
					await saveAll(one, conversation(1, 1));
				}
				return names;
			},
		});
		await two.list();
		assert.deepEqual(
			(await openStore(disk.nodeFiles()).store.list()).map(({ title }) => title),
			['Conversation 1'],
		);
	});

	it('do not undo each other’s title and pin by saving a turn', async () => {
		const disk = new MemoryDisk();
		const { store: one } = openStore(disk.nodeFiles());
		const { store: two } = openStore(disk.nodeFiles());
		const here = conversation(1, 1);
		await one.saveTurn(here, question(1));
		const there = await two.load(here.id);
		assert.ok(there);
		there.title = 'Renamed there';
		await two.saveMeta(there, { pinned: true });
		here.turns.push(answer(2));
		await one.saveTurn(here, answer(2));
		const [row] = await one.list();
		assert.deepEqual([row?.title, row?.pinned, row?.turnCount], ['Renamed there', true, 2]);
	});

	it('do not undo the other’s title by going on with what was loaded before', async () => {
		const disk = new MemoryDisk();
		const { store: one } = openStore(disk.nodeFiles());
		const { store: two } = openStore(disk.nodeFiles());
		const here = conversation(1, 1);
		await saveAll(one, here);
		const there = await two.load(here.id);
		assert.ok(there);
		await one.saveMeta({ ...here, title: 'Renamed here' });
		there.turns.push(answer(2));
		await two.saveTurn(there, answer(2));
		assert.equal((await two.list())[0]?.title, 'Renamed here');
	});

	it('bring back a conversation that one deletes while the other goes on with it', async () => {
		const disk = new MemoryDisk();
		const { store: one } = openStore(disk.nodeFiles());
		const { store: two } = openStore(disk.nodeFiles());
		const here = conversation(1, 1);
		await saveAll(one, here);
		await two.delete(here.id);
		here.turns.push(answer(2));
		await one.saveTurn(here, answer(2));
		assert.deepEqual(await one.list(), [], 'an answer that still came in');
		here.turns.push(question(3));
		await one.saveTurn(here, question(3));
		assert.equal((await two.list()).length, 1);
		assert.equal((await two.load(here.id))?.turns.length, 3);
	});
});
