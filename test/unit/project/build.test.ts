import assert from 'node:assert/strict';
import { glob, readFile } from 'node:fs/promises';

describe('What the build leaves out', () => {
	it('is asked for nowhere: zod’s way to JSON Schema', async () => {
		const users: string[] = [];
		for await (const file of glob('src/**/*.ts')) {
			if (/\btoJSONSchema\b/.test(await readFile(file, 'utf8'))) {
				users.push(file);
			}
		}
		assert.deepEqual(users, []);
	});
});
