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
	rows,
	runLayer,
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
	const output = takeTurns(asked.toSorted((a, b) => printed.indexOf(a) - printed.indexOf(b)));
	const counts = await Promise.all(
		rows.map(async row => {
			const ofRow: TestCounts[] = [];
			for (const name of row.filter(each => asked.includes(each))) {
				ofRow.push(await countsOf(name, { ...values, print: output.printer(name) }));
				output.end(name);
			}
			return ofRow;
		}),
	);
	return counts.flat().reduce(
		(sum, { passed, failed, skipped }) => ({
			passed: sum.passed + passed,
			failed: sum.failed + failed,
			skipped: sum.skipped + skipped,
		}),
		{ passed: 0, failed: 0, skipped: 0 },
	);
}

/** In which order layers are printed: the longest last, so that one sees it going on. */
const printed = rows.flat();

/** Prints what layers say that run at the same time, one layer after the other. */
function takeTurns(names: readonly LayerName[]) {
	const held = new Map<LayerName, string>();
	const ended = new Set<LayerName>();
	const waiting = [...names];
	return {
		/** Whose turn it is from the start writes to the terminal itself. */
		printer: (name: LayerName) =>
			name === names[0]
				? undefined
				: (text: string) => {
						if (name === waiting[0]) {
							process.stdout.write(text);
						} else {
							held.set(name, (held.get(name) ?? '') + text);
						}
					},
		end(name: LayerName) {
			ended.add(name);
			while (waiting[0] !== undefined && ended.has(waiting[0])) {
				waiting.shift();
				const next = waiting[0];
				if (next !== undefined) {
					process.stdout.write(held.get(next) ?? '');
				}
			}
		},
	};
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
