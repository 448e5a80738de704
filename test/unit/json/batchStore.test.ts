import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BatchStore, createBatchId } from '../../../src/json/batch/batchStore.ts';
import { createNodeFiles } from '../../../src/platform/atomicFile.node.ts';

const PROGRESS = { items: [{ id: 1 }], duplicates: 2, invalid: 3, requests: 4 };

describe('BatchStore', () => {
	let folder: string;
	let store: BatchStore;

	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), 'batches-'));
		store = new BatchStore(createNodeFiles(folder));
	});
	afterEach(() => rm(folder, { recursive: true, force: true }));

	it('gives back what was kept, and nothing of what is unknown or damaged', async () => {
		await store.save('a', PROGRESS);
		await store.save('b', PROGRESS);
		await writeFile(join(folder, 'batches', 'b.json'), '{"items": [');
		assert.deepEqual(await Promise.all(['a', 'b', 'c'].map(id => store.load(id))), [
			PROGRESS,
			undefined,
			undefined,
		]);
	});

	it('gives numbers back as they came', async () => {
		const text = '{"items":[{"id":12345678901234567890,"price":1.10}]}';
		await store.save('a', PROGRESS);
		await writeFile(join(folder, 'batches', 'a.json'), text);
		const progress = await store.load('a');
		assert.ok(progress);
		assert.equal(JSON.stringify({ items: progress.items }), text);
		await store.save('b', progress);
		assert.deepEqual(JSON.stringify(await store.load('b')), JSON.stringify(progress));
	});

	it('forgets what nobody can ask for any more', async () => {
		await store.save('a', PROGRESS);
		await store.save('b', PROGRESS);
		await store.keepOnly(['b', 'c']);
		assert.deepEqual(await readdir(join(folder, 'batches')), ['b.json']);
	});

	it('keeps for a month what another window without a folder may go on with', async () => {
		const day = 24 * 60 * 60 * 1000;
		const other = createBatchId(1_800_000_000_000);
		await store.save(other, PROGRESS);
		await store.keepOnly([], 1_800_000_000_000 + 29 * day);
		assert.deepEqual(await store.load(other), PROGRESS);
		await store.keepOnly([], 1_800_000_000_000 + 31 * day);
		assert.equal(await store.load(other), undefined);
	});

	it('saves what came last when it ends, and says what it could not save', async () => {
		let progress = PROGRESS;
		const errors: unknown[] = [];
		const saver = store.saver(
			'a',
			() => progress,
			error => errors.push(error),
		);
		saver.soon();
		progress = { ...PROGRESS, requests: 5 };
		await saver.end();
		assert.deepEqual([await store.load('a'), errors], [progress, []]);
		await rm(folder, { recursive: true });
		await writeFile(folder, 'in the way');
		await saver.end();
		assert.equal(errors.length, 1);
	});
});
