import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MemoryDisk } from '../unit/store/memoryDisk.ts';
import { answer, conversation, openStore, saveAll, uuid } from '../unit/store/testStore.ts';
import { recordFigure } from './figures.ts';

const FILES = 10_000;
const LARGEST = 100_000;

/** A file that is a little or wholly wrong, made from a right one. */
function damage(text: string): fc.Arbitrary<string | Uint8Array> {
	const place = fc.nat({ max: text.length });
	const word = fc.oneof(
		fc.string({ unit: 'binary' }),
		fc.constantFrom('null', '-1', '1e999', '"', '}', '[', '{"__proto__":{"x":1}}', '\\u0000'),
		fc.constantFrom('"place":"a"', '"turn":null', '"parts":{}', '"at":99', '"media":[{"part":7}]'),
	);
	const fields = ['', ...text.matchAll(/"\w+":/g)].map(String);
	return fc.oneof(
		fc.uint8Array({ maxLength: 300 }),
		fc.json().map(json => `{"version":1,${json.slice(1)}`),
		place.map(end => text.slice(0, end)),
		fc
			.tuple(place, word)
			.map(([at, with_]) => text.slice(0, at) + with_ + text.slice(at + with_.length)),
		fc
			.tuple(fc.constantFrom(...fields), word)
			.map(([field, with_]) => text.replace(field, `${with_}:`)),
		fc
			.tuple(fc.constantFrom(...fields), fc.jsonValue())
			.map(([field, value]) => text.replace(field, `${field}${JSON.stringify(value)},"was":`)),
		fc.constant('['.repeat(LARGEST)),
		fc.constant(`{"version":1,"turn":${'{"a":'.repeat(1000)}1${'}'.repeat(1000)}}`),
	);
}

describe('10,000 damaged files', () => {
	it('take nothing with them that was whole', async function () {
		this.timeout(600_000);
		const whole = new MemoryDisk();
		const { store } = openStore(whole.nodeFiles());
		const untouched = conversation(2, 3);
		await saveAll(store, conversation(1, 3));
		await saveAll(store, untouched);
		const media = [{ inlineData: { mimeType: 'image/png', data: 'QUJD'.repeat(5000) } }];
		const live = { ...conversation(1, 3) };
		live.turns.push({ ...answer(4), parts: media });
		store.saveLive(live, { ...answer(4), parts: media, status: 'streaming' });
		await store.list();
		await store.flush();
		const paths = whole.paths().filter(path => !path.includes(`/${uuid(2)}`));
		let setAside = 0;
		const oneDamaged = fc
			.constantFrom(...paths)
			.chain(path => damage(whole.read(path)).map(content => ({ path, content })));
		await fc.assert(
			fc.asyncProperty(oneDamaged, async ({ path, content }) => {
				const disk = whole.copy();
				disk.overwrite(path, content);
				const { store: opened, problems } = openStore(disk.nodeFiles());
				const ids = (await opened.list()).map(({ id }) => id);
				assert.ok(ids.includes(uuid(2)));
				assert.deepEqual((await opened.load(uuid(2)))?.turns, untouched.turns);
				const damaged = await opened.load(uuid(1));
				assert.ok(damaged === undefined || damaged.turns.length >= 2);
				assert.ok(damaged !== undefined || problems.length > 0);
				assert.equal(Reflect.get({}, 'x'), undefined);
				const kept = disk.paths().filter(each => each.startsWith(path));
				assert.ok(kept.length > 0, 'a file is gone');
				setAside += problems.length;
			}),
			{ numRuns: FILES },
		);
		await recordFigure(
			'damaged conversation files',
			FILES,
			'what was whole is read, what is not is set aside, nothing is deleted',
		);
		console.log(`      ${FILES} files: ${setAside} set aside or left alone, the rest understood`);
	});
});
