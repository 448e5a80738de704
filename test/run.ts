import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { projectRoot } from './host/projectRoot.ts';
import type { TestCounts } from './host/reporter.ts';
import { type LayerName, type LayerOptions, layerNames, runLayer } from './layers.ts';

const usage = `usage: npm test -- [${layerNames.join('|')} ...] [--files PART] [--grep PATTERN]`;

/** Runs the layers that the arguments name, or all, one after another, and adds up their counts. */
async function main(): Promise<TestCounts> {
	const { positionals, values } = parseArgs({
		allowPositionals: true,
		options: { files: { type: 'string' }, grep: { type: 'string', short: 'g' } },
	});
	const unknown = positionals.find(name => !layerNames.some(layer => layer === name));
	if (unknown) {
		throw new Error(`There is no layer “${unknown}”.\n${usage}`);
	}
	const total: TestCounts = { passed: 0, failed: 0, skipped: 0 };
	for (const name of layerNames) {
		if (positionals.length === 0 || positionals.includes(name)) {
			const counts = await countsOf(name, values);
			total.passed += counts.passed;
			total.failed += counts.failed;
			total.skipped += counts.skipped;
		}
	}
	return total;
}

/** A layer that broke down without a failed test counts as one. */
async function countsOf(
	name: LayerName,
	options: Pick<LayerOptions, 'files' | 'grep'>,
): Promise<TestCounts> {
	console.log(`\n▶ ${name}`);
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
