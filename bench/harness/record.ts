import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../../test/host/projectRoot.ts';
import type { Setting } from './machine.ts';
import type { PartResult } from './part.ts';

export interface RecordedPart extends PartResult {
	readonly work: string;
	readonly setting: Setting;
}

/** What was measured last of each part. */
export type Results = Readonly<Record<string, RecordedPart>>;

const file = join(projectRoot, 'bench', 'results.json');

export async function readResults(): Promise<Results> {
	return existsSync(file) ? JSON.parse(await readFile(file, 'utf8')) : {};
}

export async function writeResults(results: Results): Promise<void> {
	await writeFile(file, `${JSON.stringify(results, rounded, '\t')}\n`);
}

/** More digits than can be told apart only make a record hard to read. */
function rounded(_key: string, value: unknown): unknown {
	return typeof value === 'number' ? Number(value.toPrecision(4)) : value;
}
