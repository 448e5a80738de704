import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { projectRoot } from './host/projectRoot.ts';
import type { TestCounts } from './host/reporter.ts';
import {
	buildLayers,
	type LayerName,
	type LayerOptions,
	layerNames,
	runLayer,
	sideBySide,
} from './layers.ts';

const usage = `usage: npm test -- [${layerNames.join('|')} ...] [--files PART] [--grep PATTERN]`;

/** Runs the layers that the arguments name, or all, and adds up their counts. */
async function main(): Promise<TestCounts> {
	const { positionals, values } = parseArgs({
		allowPositionals: true,
		options: { files: { type: 'string' }, grep: { type: 'string', short: 'g' } },
	});
	const unknown = positionals.find(name => !layerNames.some(layer => layer === name));
	if (unknown) {
		throw new Error(`There is no layer “${unknown}”.\n${usage}`);
	}
	const asked = layerNames.filter(name => positionals.length === 0 || positionals.includes(name));
	if (!(await buildLayers(asked))) {
		return { passed: 0, failed: 1, skipped: 0 };
	}
	const total: TestCounts = { passed: 0, failed: 0, skipped: 0 };
	for (const group of sideBySide) {
		for (const counts of await countsOfAll(
			group.filter(name => asked.includes(name)),
			values,
		)) {
			total.passed += counts.passed;
			total.failed += counts.failed;
			total.skipped += counts.skipped;
		}
	}
	return total;
}

type Selection = Pick<LayerOptions, 'files' | 'grep'>;

/** Runs layers at the same time; the output of the first comes as it is made, the others' after it. */
async function countsOfAll(names: LayerName[], selection: Selection): Promise<TestCounts[]> {
	const later: string[] = [];
	const counts = await Promise.all(
		names.map((name, index) =>
			countsOf(name, {
				...selection,
				print: index === 0 ? undefined : text => later.push(text),
			}),
		),
	);
	process.stdout.write(later.join(''));
	return counts;
}

/** A layer that broke down without a failed test counts as one. */
async function countsOf(
	name: LayerName,
	options: Omit<LayerOptions, 'countsFile'>,
): Promise<TestCounts> {
	const heading = `\n▶ ${name}\n`;
	(options.print ?? (text => process.stdout.write(text)))(heading);
	const folder = join(projectRoot, 'out', 'test-results');
	const countsFile = join(folder, `${name}.json`);
	await mkdir(folder, { recursive: true });
	await rm(countsFile, { force: true });
	const succeeded = await runLayer(name, { ...options, countsFile });
	const counts = await readCounts(countsFile);
	if (counts && succeeded === (counts.failed === 0)) {
		return counts;
	}
	console.error(`✘ The ${name} layer broke down.`);
	return { passed: 0, skipped: 0, ...counts, failed: (counts?.failed ?? 0) + 1 };
}

async function readCounts(file: string): Promise<TestCounts | undefined> {
	try {
		return JSON.parse(await readFile(file, 'utf8'));
	} catch {
		return undefined;
	}
}

const { passed, failed, skipped } = await main();
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exit(failed > 0 ? 1 : 0);
