import assert from 'node:assert/strict';
import { MemoryDisk, systemError } from './memoryDisk.ts';
import { answer, conversation, openStore, question, saveAll, uuid } from './testStore.ts';

const DAY = 24 * 60 * 60 * 1000;

describe('The list of conversations', () => {
	it('shows this workspace first, in each part the pinned first, then the latest', async () => {
		const disk = new MemoryDisk();
		const { store: here } = openStore(disk.nodeFiles(), { workspace: 'file:///here' });
		const { store: there } = openStore(disk.nodeFiles(), { workspace: 'file:///there' });
		for (const [store, number] of [
			[here, 1],
			[there, 4],
			[here, 3],
			[there, 5],
			[here, 2],
		] as const) {
			await saveAll(store, { ...conversation(number, 1), updatedAt: 1000 + number });
		}
		for (const row of await here.list()) {
			if ([uuid(1), uuid(4)].includes(row.id)) {
				await here.saveMeta(row, { pinned: true });
			}
		}
		const order = async (workspace: string) => {
			const rows = await openStore(disk.nodeFiles(), { workspace }).store.list();
			return rows.map(({ id }) => Number(id.slice(-2)));
		};
		assert.deepEqual(await order('file:///here'), [1, 3, 2, 4, 5]);
		assert.deepEqual(await order('file:///there'), [4, 5, 1, 3, 2]);
	});

	it('tells of each what it is called, where it belongs, when it was and how long it is', async () => {
		const { store } = openStore(new MemoryDisk().nodeFiles());
		await saveAll(store, conversation(1, 3));
		assert.deepEqual(await store.list(), [
			{
				id: uuid(1),
				title: 'Conversation 1',
				workspace: 'file:///here',
				createdAt: 1000,
				updatedAt: 1003,
				pinned: false,
				turnCount: 3,
			},
		]);
	});

	it('moves a conversation to another workspace', async () => {
		const disk = new MemoryDisk();
		const { store } = openStore(disk.nodeFiles());
		await saveAll(store, conversation(1, 1));
		await store.saveMeta(conversation(1), { workspace: 'file:///there' });
		assert.equal((await store.list())[0]?.workspace, 'file:///there');
	});

	it('is read from the index, and from the files where the index is behind', async () => {
		const disk = new MemoryDisk();
		const { store } = openStore(disk.nodeFiles());
		for (const number of [1, 2, 3]) {
			await saveAll(store, conversation(number, 1));
		}
		await store.list();
		await store.flush();
		const { store: other } = openStore(disk.nodeFiles());
		await saveAll(other, { ...conversation(2, 1), title: 'Renamed', updatedAt: 3000 });
		await saveAll(other, { ...conversation(4, 1), updatedAt: 4000 });
		disk.steps.length = 0;
		const rows = await openStore(disk.nodeFiles()).store.list();
		const read = disk.steps.filter(({ operation }) => operation === 'read').map(({ path }) => path);
		assert.deepEqual(
			[rows.map(({ title }) => title), read.length],
			[['Conversation 4', 'Renamed', 'Conversation 1', 'Conversation 3'], 3],
		);
	});

	it('is not looked through when a new conversation is stored', async () => {
		const disk = new MemoryDisk();
		const { store } = openStore(disk.nodeFiles());
		await saveAll(store, conversation(1, 2));
		const listed = disk.steps.flatMap(({ operation, path }) => (operation === 'list' ? path : []));
		assert.deepEqual(
			listed.filter(path => path.includes('meta')),
			[],
		);
	});

	it('keeps what a window wrote that knew nothing of another’s pin, title and workspace', async () => {
		const disk = new MemoryDisk();
		const saved = conversation(1, 3);
		const { store: there } = openStore(disk.nodeFiles(), { workspace: 'file:///there' });
		await there.saveTurn(saved, question(1));
		await there.saveMeta(saved, { pinned: true });
		const { store: here } = openStore(disk.nodeFiles(), { now: () => Date.now() + DAY });
		await here.saveTurn(saved, answer(2));
		const [row] = await openStore(disk.nodeFiles()).store.list();
		assert.deepEqual([row?.pinned, row?.workspace], [true, 'file:///there']);
	});

	for (const index of ['', '{"version":1,"metas":[["x"]]}', 'garbage']) {
		it(`is made from the files when the index holds ${JSON.stringify(index)}`, async () => {
			const disk = new MemoryDisk();
			await saveAll(openStore(disk.nodeFiles()).store, conversation(1, 1));
			disk.overwrite('/index-1.json', index);
			const { store, problems } = openStore(disk.nodeFiles());
			assert.deepEqual([(await store.list()).length, problems], [1, []]);
		});
	}

	it('gets a conversation back under its first words when its meta file is lost', async () => {
		const disk = new MemoryDisk();
		const saved = conversation(1, 2);
		saved.turns[0] = question(1, 'How do I\nsort?');
		await saveAll(openStore(disk.nodeFiles()).store, saved);
		for (const path of disk.paths().filter(each => each.startsWith('/meta/'))) {
			disk.delete(path);
		}
		for (const { store } of [openStore(disk.nodeFiles()), openStore(disk.nodeFiles())]) {
			assert.deepEqual(await store.list(), [
				{
					id: uuid(1),
					title: 'How do I',
					workspace: undefined,
					createdAt: 1001,
					updatedAt: 1002,
					pinned: false,
					turnCount: 2,
				},
			]);
			assert.deepEqual((await store.load(uuid(1)))?.turns, saved.turns);
		}
		assert.equal(disk.paths().filter(path => path.startsWith('/meta/')).length, 1);
	});

	it('ignores files and folders that are not its own', async () => {
		const disk = new MemoryDisk();
		for (const path of [
			'/meta/.DS_Store',
			'/meta/notes.json',
			`/turns/${uuid(1)}/notes.txt`,
			`/turns/${uuid(1)}/turn.json`,
			'/turns/Not An Id/turn.json',
			'/turns/.DS_Store',
		]) {
			disk.overwrite(path, 'x');
		}
		const { store, problems } = openStore(disk.nodeFiles());
		assert.deepEqual(
			[await store.list(), await store.load(uuid(1)), problems],
			[[], undefined, []],
		);
	});
});

describe('A deleted conversation', () => {
	it('leaves the list and comes back whole', async () => {
		const disk = new MemoryDisk();
		const { store } = openStore(disk.nodeFiles());
		await saveAll(store, conversation(1, 3));
		await store.saveMeta(conversation(1), { pinned: true });
		const [before] = await store.list();
		await store.delete(uuid(1));
		assert.deepEqual([await store.list(), await store.load(uuid(1))], [[], undefined]);
		const { store: other } = openStore(disk.nodeFiles());
		await other.restore(uuid(1));
		assert.deepEqual(await other.list(), [before]);
		assert.deepEqual((await other.load(uuid(1)))?.turns, conversation(1, 3).turns);
	});

	it('leaves the disk after a week, and nothing else does', async () => {
		const disk = new MemoryDisk();
		const start = Date.UTC(2026, 0, 1);
		const { store } = openStore(disk.nodeFiles(), { now: () => start });
		for (const number of [1, 2]) {
			await saveAll(store, conversation(number, 1));
		}
		await store.delete(uuid(1));
		const files = async (days: number) => {
			await openStore(disk.nodeFiles(), { now: () => start + days * DAY }).store.list();
			return [uuid(1), uuid(2)].map(
				id => disk.paths().filter(path => path.includes(`/${id}`)).length,
			);
		};
		assert.deepEqual(
			[await files(6.9), await files(7.1)],
			[
				[2, 2],
				[0, 2],
			],
		);
	});

	it('stays in the trash until its folder could be removed', async () => {
		const disk = new MemoryDisk();
		const start = Date.UTC(2026, 0, 1);
		const { store } = openStore(disk.nodeFiles(), { now: () => start });
		await saveAll(store, conversation(1, 1));
		await store.delete(uuid(1));
		const listed = async (days: number) => {
			const now = () => start + days * DAY;
			const titles = (await openStore(disk.nodeFiles(), { now }).store.list()).map(
				row => row.title,
			);
			return [titles, disk.paths().filter(path => path.includes(`/${uuid(1)}`)).length];
		};
		disk.faults = ({ operation, path }) =>
			operation === 'remove' && path.endsWith(`/${uuid(1)}`)
				? { error: systemError('EBUSY') }
				: undefined;
		const whileBusy = [await listed(8), await listed(9)];
		disk.faults = () => undefined;
		assert.deepEqual(
			[...whileBusy, await listed(10)],
			[
				[[], 2],
				[[], 2],
				[[], 0],
			],
		);
	});
});
