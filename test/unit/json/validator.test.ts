import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import esbuild from 'esbuild';
import { createValidator } from '../../../src/json/validation/validator.node.ts';
import type { Validator } from '../../../src/json/validation/verdict.ts';

const DEADLINE_MS = 1_000;
const CATASTROPHE = { type: 'string', pattern: '^(([a-z])+.)+[A-Z]([a-z])+$' };

describe('createValidator', () => {
	let validator: Validator;
	let folder: string;
	let entry: string;

	before(async () => {
		folder = await mkdtemp(join(tmpdir(), 'comet-gemini-validation-'));
		entry = join(folder, 'worker.mjs');
		await esbuild.build({
			entryPoints: ['src/json/validation/validationWorker.node.ts'],
			bundle: true,
			platform: 'node',
			format: 'esm',
			mainFields: ['module', 'main'],
			outfile: entry,
			logLevel: 'silent',
		});
	});

	after(() => rm(folder, { recursive: true }));

	beforeEach(() => {
		validator = createValidator(entry, { deadlineMs: DEADLINE_MS, heapMegabytes: 384 });
	});

	afterEach(() => validator.dispose());

	it('gives the same verdict as here', async () => {
		const verdict = await validator.validate('{"a":1}', { required: ['b'] });
		assert.deepEqual(
			verdict.problems.map(({ keyword, offset }) => ({ keyword, offset })),
			[{ keyword: 'required', offset: 0 }],
		);
	});

	it('ends a pattern that would run for years, and goes on afterwards', async () => {
		const stuck = await validator.validate(JSON.stringify('a'.repeat(60)), CATASTROPHE);
		const next = await validator.validate('1', { type: 'integer' });
		assert.deepEqual([stuck.unchecked?.reason, next], ['deadline', { problems: [] }]);
	}).timeout(10_000);

	it('leaves no thread behind that still runs', async () => {
		const threads: Worker[] = [];
		const note = (message: unknown) => threads.push((message as { worker: Worker }).worker);
		subscribe('worker_threads', note);
		await validator.validate(JSON.stringify('a'.repeat(60)), CATASTROPHE);
		unsubscribe('worker_threads', note);
		assert.equal(threads.length, 1);
		// A thread that has ended has no number any more; one that runs never ends by itself here.
		while (threads.some(({ threadId }) => threadId !== -1)) {
			await setTimeout(10);
		}
	}).timeout(10_000);

	it('settles what waits when it is disposed', async () => {
		const waiting = validator.validate(JSON.stringify('a'.repeat(60)), CATASTROPHE);
		validator.dispose();
		assert.equal((await waiting).unchecked?.reason, 'thread');
	});

	it('ends a check that takes more memory than it may, and goes on afterwards', async () => {
		const small = createValidator(entry, { deadlineMs: 60_000, heapMegabytes: 64 });
		const wrongItems = `[${'1,'.repeat(2_000_000)}1]`;
		const { unchecked } = await small.validate(wrongItems, { items: { type: 'string' } });
		const next = await small.validate('1', { type: 'integer' });
		small.dispose();
		assert.deepEqual([unchecked, next], [{ reason: 'memory', message: '64 MB' }, { problems: [] }]);
	}).timeout(70_000);

	it('says of a schema that no JSON can express why it is not checked', async () => {
		const circle: Record<string, unknown> = {};
		circle['not'] = circle;
		assert.equal((await validator.validate('1', circle)).unchecked?.reason, 'schema');
	});

	it('settles everything when the thread cannot even be started', async () => {
		const broken = createValidator(`${entry}.missing`);
		const { unchecked } = await broken.validate('1', true);
		assert.equal(unchecked?.reason, 'thread');
		broken.dispose();
	});
});
