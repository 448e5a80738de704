import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { projectRoot } from './host/projectRoot.ts';
import type { TestResults } from './host/reporter.ts';
import {
	buildLayers,
	type LayerName,
	type LayerOptions,
	layerNames,
	runLayer,
	sideBySide,
} from './layers.ts';

const usage = `usage: npm test -- [${layerNames.join('|')} ...] [--files PART] [--grep PATTERN]`;

/** Runs the layers that the arguments name, or all, and adds up their results. */
async function main(): Promise<TestResults> {
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
		return { passed: 0, skipped: 0, failures: ['What the tests need could not be built.'] };
	}
	const total: TestResults = { passed: 0, skipped: 0, failures: [] };
	for (const group of sideBySide) {
		for (const { passed, skipped, failures } of await resultsOfAll(
			group.filter(name => asked.includes(name)),
			values,
		)) {
			total.passed += passed;
			total.skipped += skipped;
			total.failures.push(...failures);
		}
	}
	return total;
}

type Selection = Pick<LayerOptions, 'files' | 'grep'>;

/** Runs layers at the same time; the output of the first comes as it is made, the others' after it. */
async function resultsOfAll(names: LayerName[], selection: Selection): Promise<TestResults[]> {
	const later: string[] = [];
	const results = await Promise.all(
		names.map((name, index) =>
			resultsOf(name, {
				...selection,
				print: index === 0 ? undefined : text => later.push(text),
			}),
		),
	);
	process.stdout.write(later.join(''));
	return results;
}

/** A layer that broke down without a failed test counts as one. */
async function resultsOf(
	name: LayerName,
	options: Omit<LayerOptions, 'resultsFile'>,
): Promise<TestResults> {
	const heading = `\n▶ ${name}\n`;
	(options.print ?? (text => process.stdout.write(text)))(heading);
	const folder = join(projectRoot, 'out', 'test-results');
	const resultsFile = join(folder, `${name}.json`);
	await mkdir(folder, { recursive: true });
	await rm(resultsFile, { force: true });
	const succeeded = await runLayer(name, { ...options, resultsFile });
	const results = await readResults(resultsFile);
	if (results && succeeded === (results.failures.length === 0)) {
		return results;
	}
	const failures = [...(results?.failures ?? []), `The ${name} layer broke down.`];
	return { passed: 0, skipped: 0, ...results, failures };
}

async function readResults(file: string): Promise<TestResults | undefined> {
	try {
		return JSON.parse(await readFile(file, 'utf8'));
	} catch {
		return undefined;
	}
}

const { passed, skipped, failures } = await main();
// Once more at the end: what failed may stand thousands of lines above.
for (const failure of failures) {
	console.log(`✘ ${failure}`);
}
const ofThem = skipped > 0 ? `, ${skipped} skipped` : '';
console.log(`\n${passed} passed, ${failures.length} failed${ofThem}`);
process.exit(failures.length > 0 ? 1 : 0);
