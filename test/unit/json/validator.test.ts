import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout } from 'node:timers/promises';
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
		const start = performance.now();
		const stuck = await validator.validate(JSON.stringify('a'.repeat(60)), CATASTROPHE);
		const ms = performance.now() - start;
		const next = await validator.validate('1', { type: 'integer' });
		assert.deepEqual([stuck.unchecked?.reason, next], ['deadline', { problems: [] }]);
		assert.ok(ms < DEADLINE_MS + 1_000, `${ms} ms`);
	}).timeout(10_000);

	it('leaves no thread behind that still runs', async () => {
		await validator.validate(JSON.stringify('a'.repeat(60)), CATASTROPHE);
		const before = process.cpuUsage();
		await setTimeout(1_000);
		const { user } = process.cpuUsage(before);
		// A thread that runs takes most of the second; what V8 still compiles and collects takes less.
		assert.ok(user < 400_000, `${user} µs of work in a second of waiting`);
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
