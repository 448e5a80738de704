import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../../test/host/projectRoot.ts';
import { runNpm } from '../../test/host/run.ts';
import type { Part } from '../harness/part.ts';
import { buildFolder } from '../harness/worker.ts';

export const packageSize: Part = {
	name: 'package',
	work: 'The .vsix as `npm run package` makes it.',
	async measure() {
		const file = join(buildFolder, 'comet-gemini.vsix');
		await mkdir(buildFolder, { recursive: true });
		await runNpm(['run', 'package', '--', '--out', file], projectRoot);
		const { size } = await stat(file);
		return {
			series: [],
			goals: [{ name: 'the package', unit: 'KB', limit: 600, samples: [size / 1_024] }],
		};
	},
};
