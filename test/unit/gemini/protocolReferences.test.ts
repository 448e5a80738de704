import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';

describe('References to docs/PROTOCOL.md', () => {
	const sections = new Set(
		[...readFileSync('docs/PROTOCOL.md', 'utf8').matchAll(/^##+ (\d+(?:\.\d+)?) /gm)].map(
			([, number]) => number,
		),
	);

	it('point to sections that exist', () => {
		const broken: string[] = [];
		let count = 0;
		const files = globSync('{src,demo,test,bench}/**/*.{ts,js}', {
			exclude: ['bench/{node_modules,out}'],
		});
		// What the test of the import rule plants comes and goes.
		for (const file of files.filter(each => !each.includes('planted-'))) {
			for (const [, list = ''] of readFileSync(file, 'utf8').matchAll(
				/PROTOCOL\.md (§[\d.]+(?:(?:,| and)\s+(?:\*\s+)?§[\d.]+)*)/g,
			)) {
				for (const [, number] of list.matchAll(/§(\d+(?:\.\d+)?)/g)) {
					count++;
					if (!sections.has(number)) {
						broken.push(`${file}: §${number}`);
					}
				}
			}
		}
		assert.deepEqual(broken, []);
		assert.ok(count > 50, `${count} references`);
	});

	it('count the sections from 1 to 11', () => {
		const chapters = [...sections].filter(number => !number?.includes('.')).map(Number);
		assert.deepEqual(
			chapters,
			Array.from({ length: 11 }, (_, index) => index + 1),
		);
	});
});
