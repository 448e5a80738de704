import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface Figure {
	readonly what: string;
	readonly count: number;
	/** What held for all of them. */
	readonly holds: string;
}

const folder = join(import.meta.dirname, '../../faults');
const file = join(folder, 'figures.json');

/** Keeps a figure for docs/RELIABILITY.md, which is written when all have run. */
export async function recordFigure(what: string, count: number, holds: string): Promise<void> {
	const others = (await readFigures()).filter(each => each.what !== what);
	await mkdir(folder, { recursive: true });
	await writeFile(file, JSON.stringify([...others, { what, count, holds }]));
}

export async function readFigures(): Promise<readonly Figure[]> {
	try {
		return JSON.parse(await readFile(file, 'utf8'));
	} catch {
		return [];
	}
}
