import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
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
	let entry: string;

	before(async () => {
		entry = join(mkdtempSync(join(tmpdir(), 'validation-')), 'worker.mjs');
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

	beforeEach(() => {
		validator = createValidator(entry, DEADLINE_MS);
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
		assert.ok(user < 100_000, `${user} µs of work in a second of waiting`);
	}).timeout(10_000);

	it('settles what waits when it is disposed', async () => {
		const waiting = validator.validate(JSON.stringify('a'.repeat(60)), CATASTROPHE);
		validator.dispose();
		assert.equal((await waiting).unchecked?.reason, 'deadline');
	});

	it('settles everything when the thread cannot even be started', async () => {
		const broken = createValidator(`${entry}.missing`, DEADLINE_MS);
		const { unchecked } = await broken.validate('1', true);
		assert.ok(unchecked);
		broken.dispose();
	});
});
