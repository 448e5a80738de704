import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../../test/host/projectRoot.ts';
import { runNpm } from '../../test/host/run.ts';
import type { Part } from '../harness/part.ts';

const LIMIT_KB = 600;

export const packageSize: Part = {
	name: 'package',
	work: 'The packages for desktop and web as `npm run package` makes them.',
	async measure() {
		await runNpm(['run', 'package'], projectRoot);
		const manifest: { name: string; version: string } = JSON.parse(
			await readFile(join(projectRoot, 'package.json'), 'utf8'),
		);
		const goal = async (words: string, name: string) => {
			const { size } = await stat(join(projectRoot, `${name}-${manifest.version}.vsix`));
			return { name: words, unit: 'KB' as const, limit: LIMIT_KB, samples: [size / 1_024] };
		};
		return {
			series: [],
			goals: [
				await goal('the package', manifest.name),
				await goal('the package for the web', `${manifest.name}-web`),
			],
		};
	},
};
