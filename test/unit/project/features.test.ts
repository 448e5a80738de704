import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

const DOCUMENT = 'docs/FEATURES.md';

/** A row's proof: file and title. */
const PROOF = /^\| .* \| `([^`]+\.ts)` › (.+) \|$/;

/** Rows of tables, without their heads. */
async function rows(): Promise<string[]> {
	const lines = (await readFile(DOCUMENT, 'utf8')).split('\n');
	return lines.filter(line => /^\| /.test(line) && !/^\| feature /.test(line));
}

describe('the list of features', () => {
	it('names for each a test that there is', async () => {
		const missing: string[] = [];
		const all = await rows();
		for (const row of all) {
			const [, name = '', title = ''] = PROOF.exec(row) ?? [];
			const file = name.startsWith('test/') ? name : `test/e2e/${name}`;
			const source = existsSync(file) ? await readFile(file, 'utf8') : '';
			// A number may follow what is written as a template.
			const openings = [`it('${title}'`, `it(\`${title}`];
			if (title === '' || !openings.some(opening => source.includes(opening))) {
				missing.push(row);
			}
		}
		assert.deepEqual(missing, []);
		assert.ok(all.length > 50);
	});
});
