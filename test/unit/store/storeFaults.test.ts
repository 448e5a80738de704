import assert from 'node:assert/strict';
import type { ModelTurn } from '../../../src/shared/conversation.ts';
import { type Failure, MemoryDisk, type Step, systemError } from './memoryDisk.ts';
import { answer, conversation, openStore, question, saveAll, uuid } from './testStore.ts';

const HOSTS = ['nodeFiles', 'webFiles'] as const;
const CHANGES = new Set(['create', 'write', 'sync', 'rename', 'remove', 'mkdir']);

const BEFORE = conversation(1, 3);

async function diskWithThreeTurns(host: (typeof HOSTS)[number]): Promise<MemoryDisk> {
	const disk = new MemoryDisk();
	await saveAll(openStore(disk[host]()).store, BEFORE);
	return disk;
}

/** From the step with this number on, nothing works any more: the process is dead. */
function dieAt(number: number, bytes: number): (step: Step) => Failure | undefined {
	let count = -1;
	return () => {
		count++;
		const error = new Error('dead');
		return count < number ? undefined : { error, bytes: count === number ? bytes : undefined };
	};
}

/** Every step of a piece of work, and every byte of its writes, as a place to die. */
async function placesToDie(disk: MemoryDisk, work: (disk: MemoryDisk) => Promise<void>) {
	const probe = disk.copy();
	await work(probe);
	return probe.steps.flatMap(({ operation, size }, step) =>
		Array.from({ length: operation === 'write' ? size + 1 : 1 }, (_, bytes) => ({ step, bytes })),
	);
}

describe('A store whose process dies', () => {
	for (const host of HOSTS) {
		it(`keeps what was saved, whichever byte was the last one written (${host})`, async function () {
			this.timeout(30_000);
			const disk = await diskWithThreeTurns(host);
			const added = answer(4, 'Ünïcode and "quotes"');
			const after = { ...BEFORE, updatedAt: 2000, turns: [...BEFORE.turns, added] };
			const save = (on: MemoryDisk) => openStore(on[host]()).store.saveTurn(after, added);
			const places = await placesToDie(disk, save);
			for (const { step, bytes } of places) {
				for (const hasPowerCut of [false, true]) {
					const hit = disk.copy();
					hit.faults = dieAt(step, bytes);
					await save(hit);
					hit.faults = () => undefined;
					if (hasPowerCut) {
						hit.powerCut();
					}
					const { store, problems } = openStore(hit[host]());
					const turns = (await store.load(BEFORE.id))?.turns;
					const hasAdded = turns?.length === 4;
					assert.deepEqual(turns, hasAdded ? after.turns : BEFORE.turns);
					assert.equal((await store.list())[0]?.title, BEFORE.title);
					assert.deepEqual(host === 'nodeFiles' ? problems : [], []);
				}
			}
			assert.ok(places.length > 400, `${places.length} places`);
		});

		it(`keeps the older of two versions of a turn until the newer is whole (${host})`, async () => {
			const disk = await diskWithThreeTurns(host);
			const changed = { ...question(3), label: 'Changed' };
			const save = (on: MemoryDisk) => openStore(on[host]()).store.saveTurn(BEFORE, changed);
			for (const { step, bytes } of await placesToDie(disk, save)) {
				const hit = disk.copy();
				hit.faults = dieAt(step, bytes);
				await save(hit);
				hit.faults = () => undefined;
				const turn = (await openStore(hit[host]()).store.load(BEFORE.id))?.turns[2];
				assert.ok(turn?.role === 'user');
				assert.deepEqual(turn, turn.label === undefined ? question(3) : changed);
			}
		});

		it(`keeps a title until the new one is whole (${host})`, async () => {
			const disk = await diskWithThreeTurns(host);
			const renamed = { ...BEFORE, title: 'Renamed' };
			const save = (on: MemoryDisk) => openStore(on[host]()).store.saveMeta(renamed);
			for (const { step, bytes } of await placesToDie(disk, save)) {
				const hit = disk.copy();
				hit.faults = dieAt(step, bytes);
				await save(hit);
				hit.faults = () => undefined;
				const [row] = await openStore(hit[host]()).store.list();
				assert.ok(row?.title === BEFORE.title || row?.title === 'Renamed');
				assert.deepEqual([row.turnCount, row.workspace], [3, 'file:///here']);
			}
		});

		it(`leaves a conversation whichever turn was the last one taken out (${host})`, async () => {
			const disk = await diskWithThreeTurns(host);
			const remove = (on: MemoryDisk) =>
				openStore(on[host]()).store.removeTurns(BEFORE.id, [uuid(2), uuid(3)]);
			for (const { step, bytes } of await placesToDie(disk, remove)) {
				const hit = disk.copy();
				hit.faults = dieAt(step, bytes);
				await remove(hit);
				hit.faults = () => undefined;
				const turns = (await openStore(hit[host]()).store.load(BEFORE.id))?.turns;
				assert.deepEqual(turns, BEFORE.turns.slice(0, turns?.length));
				assert.ok((turns?.length ?? 0) > 0);
			}
		});
	}

	it('leaves the beginning of an answer in flight', async function () {
		this.timeout(30_000);
		const disk = await diskWithThreeTurns('webFiles');
		const texts = ['One ', 'two ', 'three'];
		const stream = async (on: MemoryDisk) => {
			const { store } = openStore(on.webFiles());
			const turn: ModelTurn = { ...answer(4, ''), status: 'streaming' };
			const live = { ...BEFORE, turns: [...BEFORE.turns, turn] };
			let text = '';
			for (const piece of texts) {
				text += piece;
				turn.parts.splice(0, 1, { text });
				store.saveLive(live, turn);
				await store.flush();
			}
			store.saveLive(live, turn);
			turn.status = 'done';
			await store.saveTurn(live, turn);
		};
		for (const { step, bytes } of await placesToDie(disk, stream)) {
			const hit = disk.copy();
			hit.faults = dieAt(step, bytes);
			await stream(hit);
			hit.faults = () => undefined;
			const turns = (await openStore(hit.webFiles()).store.load(BEFORE.id))?.turns ?? [];
			assert.deepEqual(turns.slice(0, 3), BEFORE.turns);
			assert.ok('One two three'.startsWith(turns[3]?.parts[0]?.text ?? ''));
		}
	});
});

describe('A store that cannot write', () => {
	const isChange = ({ operation }: Step) => CHANGES.has(operation);

	for (const host of HOSTS) {
		it(`says so once and saves everything when it can again (${host})`, async () => {
			const disk = await diskWithThreeTurns(host);
			const more = [answer(4), question(5), answer(6)];
			const probe = disk.copy();
			await saveAll(openStore(probe[host]()).store, { ...BEFORE, turns: more });
			for (let number = 0; number < probe.steps.length; number++) {
				const full = disk.copy();
				const { store, problems } = openStore(full[host]());
				const loaded = await store.load(BEFORE.id);
				assert.ok(loaded);
				let count = 0;
				full.faults = step =>
					isChange(step) && count++ >= number
						? { error: systemError('ENOSPC'), bytes: step.size >> 1 }
						: undefined;
				for (const turn of more) {
					loaded.turns.push(turn);
					await store.saveTurn(loaded, turn);
				}
				store.saveLive(loaded, { ...answer(7), status: 'streaming' });
				await store.flush();
				assert.deepEqual(problems.slice(0, 2), problems.length ? ['cannotSave ENOSPC'] : []);
				full.faults = () => undefined;
				await store.flush();
				const turns = (await openStore(full[host]()).store.load(BEFORE.id))?.turns;
				assert.deepEqual(turns?.slice(0, 6), [...BEFORE.turns, ...more]);
			}
		});
	}

	it('still opens what is there, and leaves it as it is', async () => {
		const disk = await diskWithThreeTurns('nodeFiles');
		const damaged = disk.paths().find(path => path.includes(uuid(2))) ?? '';
		disk.overwrite(damaged, '{"version":1,');
		const before = disk.paths();
		disk.faults = step => (isChange(step) ? { error: systemError('EROFS') } : undefined);
		const { store, problems } = openStore(disk.nodeFiles());
		const [row] = await store.list();
		const loaded = await store.load(BEFORE.id);
		assert.equal(row?.title, BEFORE.title);
		assert.deepEqual(loaded?.turns, [question(1), question(3)]);
		await store.saveTurn(loaded, answer(4));
		await store.saveMeta(loaded, { pinned: true });
		await store.delete(loaded.id);
		await store.removeTurns(loaded.id, [uuid(1)]);
		await store.flush();
		assert.deepEqual(problems, ['damaged not JSON', 'cannotSave EROFS']);
		assert.deepEqual(disk.paths(), before);
	});

	it('saves what failed together with the next turn that can be saved', async () => {
		const disk = await diskWithThreeTurns('nodeFiles');
		const { store } = openStore(disk.nodeFiles());
		const loaded = await store.load(BEFORE.id);
		assert.ok(loaded);
		disk.faults = step => (isChange(step) ? { error: systemError('ENOSPC') } : undefined);
		loaded.turns.push(answer(4));
		await store.saveTurn(loaded, answer(4));
		disk.faults = () => undefined;
		loaded.turns.push(question(5));
		await store.saveTurn(loaded, question(5));
		assert.deepEqual((await store.load(loaded.id))?.turns, loaded.turns);
	});

	it('leaves no temporary files', async () => {
		const disk = await diskWithThreeTurns('nodeFiles');
		const { store } = openStore(disk.nodeFiles());
		disk.faults = ({ operation }) =>
			operation === 'write' ? { error: systemError('ENOSPC'), bytes: 5 } : undefined;
		await store.saveTurn({ ...BEFORE, turns: [...BEFORE.turns, answer(4)] }, answer(4));
		assert.deepEqual(
			disk.paths().filter(path => path.startsWith('/tmp/')),
			[],
		);
	});

	it('makes its folders again when somebody has cleared them away', async () => {
		const disk = new MemoryDisk();
		const files = disk.nodeFiles();
		await files.write('a/one', '1');
		disk.clear();
		await files.write('a/two', '2');
		await files.write('b/three', '3');
		assert.deepEqual(
			disk.paths().map(path => [path, disk.read(path)]),
			[
				['/a/two', '2'],
				['/b/three', '3'],
			],
		);
	});

	it('tries no more than twice where there is no folder to be made', async () => {
		const disk = new MemoryDisk();
		const files = disk.nodeFiles();
		disk.faults = ({ operation }) =>
			operation === 'create' ? { error: systemError('ENOENT') } : undefined;
		await assert.rejects(files.write('a', '1'), { code: 'ENOENT' });
		assert.deepEqual(
			disk.steps.map(({ operation }) => operation).filter(each => each === 'create'),
			['create', 'create'],
		);
	});

	it('does not bring back turns that were taken out before they could be saved', async () => {
		const disk = await diskWithThreeTurns('nodeFiles');
		const { store } = openStore(disk.nodeFiles());
		const loaded = await store.load(BEFORE.id);
		assert.ok(loaded);
		// Almost full: a title still fits.
		disk.faults = ({ size }) => (size > 1000 ? { error: systemError('ENOSPC') } : undefined);
		const added = answer(4, 'x'.repeat(1000));
		await store.saveTurn({ ...loaded, turns: [...loaded.turns, added] }, added);
		await store.removeTurns(loaded.id, [added.id]);
		disk.faults = () => undefined;
		await store.flush();
		assert.deepEqual((await store.load(loaded.id))?.turns, BEFORE.turns);
	});
});

describe('A file that cannot be understood', () => {
	const turnPath = (disk: MemoryDisk, number: number) =>
		disk.paths().find(path => path.includes(`/turn.${uuid(number)}.`)) ?? '';

	it('is set aside with all its bytes, wherever it was cut', async function () {
		this.timeout(30_000);
		const disk = await diskWithThreeTurns('nodeFiles');
		const whole = disk.read(turnPath(disk, 2));
		for (let length = 0; length < whole.length; length++) {
			const hit = disk.copy();
			const path = turnPath(hit, 2);
			hit.overwrite(path, whole.slice(0, length));
			const { store, problems } = openStore(hit.nodeFiles());
			const loaded = await store.load(BEFORE.id);
			assert.deepEqual(loaded?.turns, [question(1), question(3)]);
			const aside = hit.paths().filter(each => each.startsWith(path));
			assert.deepEqual(
				aside.map(each => [each.endsWith('.damaged'), hit.read(each)]),
				[[true, whole.slice(0, length)]],
			);
			assert.equal(problems.length, 1);
			// It is not found again, nor is its place written over.
			await store.saveTurn(loaded, answer(2, 'Again'));
			await store.load(BEFORE.id);
			assert.deepEqual([problems.length, hit.read(aside[0] ?? '')], [1, whole.slice(0, length)]);
		}
	});

	const replacements: Record<string, (text: string) => string | Uint8Array> = {
		'random bytes': () => Uint8Array.from({ length: 500 }, (_, index) => (index * 7919) % 251),
		'zeros of a lost block': text => new Uint8Array(text.length),
		'another kind of JSON': () => '[1, 2, 3]',
		'no version': () => '{"turn":{}}',
		'a turn of another name': text => text.replaceAll(uuid(2), uuid(9)),
		'a turn without parts': text => text.replace('"parts"', '"party"'),
		'parts of a wrong type': text => text.replace('"Answer 2"', '42'),
		'invalid UTF-8': text => {
			const bytes = new TextEncoder().encode(text);
			bytes[text.indexOf('Answer')] = 0xff;
			return bytes;
		},
	};
	for (const [what, replace] of Object.entries(replacements)) {
		it(`is set aside: ${what}`, async () => {
			const disk = await diskWithThreeTurns('nodeFiles');
			const path = turnPath(disk, 2);
			disk.overwrite(path, replace(disk.read(path)));
			const { store, problems } = openStore(disk.nodeFiles());
			assert.deepEqual((await store.load(BEFORE.id))?.turns, [question(1), question(3)]);
			assert.deepEqual(
				[problems.map(each => each.split(' ')[0]), disk.paths().includes(path)],
				[['damaged'], false],
			);
		});
	}

	it('gives way to the turn with a field less, when only a fact about it is wrong', async () => {
		const disk = new MemoryDisk();
		const { store } = openStore(disk.nodeFiles());
		const turn = { ...answer(2), usage: { prompt: 3 }, warnings: ['careful'] };
		const saved = { ...conversation(1, 1), turns: [question(1), turn] };
		await saveAll(store, saved);
		const path = turnPath(disk, 2);
		disk.overwrite(path, disk.read(path).replace('"prompt":3', '"prompt":"three"'));
		const { store: other, problems } = openStore(disk.nodeFiles());
		const loaded = (await other.load(saved.id))?.turns[1];
		assert.deepEqual([loaded, problems], [{ ...turn, usage: undefined }, []]);
	});

	it('is left alone when a newer version wrote it', async () => {
		const disk = await diskWithThreeTurns('nodeFiles');
		const path = turnPath(disk, 2);
		const newer = disk.read(path).replace('"version":1', '"version":2');
		disk.overwrite(path, newer);
		const { store, problems } = openStore(disk.nodeFiles());
		assert.deepEqual((await store.load(BEFORE.id))?.turns, [question(1), question(3)]);
		await store.load(BEFORE.id);
		assert.deepEqual([problems, disk.read(path)], [['newer version'], newer]);
	});

	it('hides no answer of a newer version behind an older piece of it', async () => {
		const disk = await diskWithThreeTurns('nodeFiles');
		const { store } = openStore(disk.nodeFiles());
		store.saveLive(BEFORE, { ...answer(2, 'Ans'), status: 'streaming' });
		await store.flush();
		const path = turnPath(disk, 2);
		disk.overwrite(path, disk.read(path).replace('"version":1', '"version":2'));
		const turns = (await openStore(disk.nodeFiles()).store.load(BEFORE.id))?.turns;
		assert.deepEqual(turns, [question(1), question(3)]);
	});

	it('is set aside when it is the meta file of another conversation', async () => {
		const disk = await diskWithThreeTurns('nodeFiles');
		const path = disk.paths().find(each => each.startsWith('/meta/')) ?? '';
		disk.overwrite(path, disk.read(path).replace(uuid(1), uuid(2)));
		const { store, problems } = openStore(disk.nodeFiles());
		const titles = (await store.list()).map(({ id, title }) => [id, title]);
		assert.deepEqual(
			[titles, problems],
			[[[uuid(1), 'Question 1']], ['damaged content of another file']],
		);
	});

	it('is set aside beside an earlier one of the same name', async () => {
		const disk = new MemoryDisk();
		const parts = [{ inlineData: { mimeType: 'image/png', data: 'QUJD'.repeat(10_000) } }];
		const saved = { ...conversation(1), turns: [{ ...answer(2), parts }] };
		for (const content of ['first', 'second']) {
			await saveAll(openStore(disk.nodeFiles()).store, saved);
			const path = disk.paths().find(each => /\/media\..*b64$/.test(each)) ?? '';
			disk.overwrite(path, content);
			await openStore(disk.nodeFiles()).store.load(saved.id);
		}
		const aside = disk.paths().filter(path => path.endsWith('.damaged'));
		assert.deepEqual(new Set(aside.map(path => disk.read(path))), new Set(['first', 'second']));
	});

	it('keeps a conversation of a newer version off the list, and as it is', async () => {
		const disk = await diskWithThreeTurns('nodeFiles');
		const path = disk.paths().find(each => each.startsWith('/meta/')) ?? '';
		disk.overwrite(path, disk.read(path).replace('"version":1', '"version":2'));
		const before = disk.paths();
		const { store, problems } = openStore(disk.nodeFiles());
		assert.deepEqual(await store.list(), []);
		assert.equal(await store.load(BEFORE.id), undefined);
		await store.saveMeta(BEFORE, { pinned: true });
		await store.delete(BEFORE.id);
		assert.deepEqual([problems, disk.paths()], [['newer version'], before]);
	});

	it('leaves the part without media that are lost or changed', async () => {
		const data = 'QUJD'.repeat(10_000);
		for (const harm of ['delete', 'change'] as const) {
			const disk = new MemoryDisk();
			const image = {
				...answer(2),
				parts: [{ thoughtSignature: 'c2ln', inlineData: { mimeType: 'image/png', data } }],
			};
			await saveAll(openStore(disk.nodeFiles()).store, { ...conversation(1), turns: [image] });
			const path = disk.paths().find(each => each.includes('/media.')) ?? '';
			if (harm === 'delete') {
				disk.delete(path);
			} else {
				disk.overwrite(path, `X${data.slice(1)}`);
			}
			const { store, problems } = openStore(disk.nodeFiles());
			const parts = (await store.load(uuid(1)))?.turns[0]?.parts;
			assert.deepEqual(parts, [{ text: '', thoughtSignature: 'c2ln' }]);
			assert.deepEqual(problems, [harm === 'delete' ? 'damaged missing' : 'damaged other content']);
		}
	});

	it('cannot lead to files outside its folder', async () => {
		for (const target of ['../../secret', `../${uuid(2)}/x`, `media.${uuid(1)}.0.b64`]) {
			const disk = await diskWithThreeTurns('nodeFiles');
			const parts = [{ inlineData: { mimeType: 'image/png', data: 'QUJD'.repeat(10_000) } }];
			const image = { ...answer(2), parts };
			await openStore(disk.nodeFiles()).store.saveTurn(BEFORE, image);
			const path = turnPath(disk, 2);
			disk.overwrite(path, disk.read(path).replace(/media\.[^"]*\.b64/, target));
			const folder = path.slice(0, path.lastIndexOf('/'));
			const secret = `${folder}/${target}`;
			disk.overwrite(secret, 'secret');
			const turns = (await openStore(disk.nodeFiles()).store.load(BEFORE.id))?.turns;
			assert.deepEqual(turns?.[1]?.parts, [{ text: '' }]);
			assert.equal(disk.read(secret), 'secret');
		}
	});

	it('is not taken for damaged when the system only refuses to hand it out', async () => {
		const disk = await diskWithThreeTurns('nodeFiles');
		const path = turnPath(disk, 2);
		disk.faults = step =>
			step.operation === 'read' && step.path === path
				? { error: systemError('EACCES') }
				: undefined;
		const { store, problems } = openStore(disk.nodeFiles());
		assert.deepEqual((await store.load(BEFORE.id))?.turns, [question(1), question(3)]);
		assert.deepEqual([problems, disk.paths().includes(path)], [['cannotRead EACCES'], true]);
		disk.faults = () => undefined;
		assert.deepEqual((await store.load(BEFORE.id))?.turns, BEFORE.turns);
	});
});
