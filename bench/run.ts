import process from 'node:process';
import { parseArgs } from 'node:util';
import { findLosses, type Loss } from './harness/compare.ts';
import { describeSetting } from './harness/machine.ts';
import type { PartResult } from './harness/part.ts';
import { installPeers } from './harness/peers.ts';
import { type Results, readResults, writeResults } from './harness/record.ts';
import { printPart, writeReport } from './harness/report.ts';
import { parts } from './parts.ts';

const usage = `usage: npm run bench -- [--part NAME ...] [--compare]
parts: ${Object.keys(parts).join(', ')}`;

/**
 * Measures all parts, or those that are named, and records what came out; with `--compare` it records nothing
 * and tells instead what has become worse since the last record. Resolves to the exit code.
 */
async function main(): Promise<number> {
	const { values } = parseArgs({
		options: {
			part: { type: 'string', multiple: true, default: Object.keys(parts) },
			compare: { type: 'boolean', default: false },
		},
	});
	const unknown = values.part.find(name => !(name in parts));
	if (unknown !== undefined) {
		throw new Error(`There is no part “${unknown}”.\n${usage}`);
	}
	await installPeers();
	return values.compare ? compare(values.part) : record(values.part);
}

async function record(names: readonly string[]): Promise<number> {
	for (const name of names) {
		const setting = await describeSetting();
		const { work, result } = await measure(name);
		const results: Results = { ...(await readResults()), [name]: { work, setting, ...result } };
		await writeResults(inOrder(results));
		await writeReport(inOrder(results));
	}
	return 0;
}

/** What looks worse is measured a second time, and counts when it is worse again. */
async function compare(names: readonly string[]): Promise<number> {
	const recorded = await readResults();
	const losses: Loss[] = [];
	for (const name of names) {
		const first = findLosses(recorded[name], (await measure(name)).result);
		if (first.length > 0) {
			console.log(`\n${name} looks worse than recorded: once more …`);
			const again = findLosses(recorded[name], (await measure(name)).result);
			losses.push(...again.filter(loss => first.some(each => each.name === loss.name)));
		}
	}
	console.log(losses.length === 0 ? '\nNothing is worse than recorded.' : '\nWorse than recorded:');
	for (const { words } of losses) {
		console.log(`✘ ${words}`);
	}
	return losses.length === 0 ? 0 : 1;
}

async function measure(name: string): Promise<{ work: string; result: PartResult }> {
	const part = await parts[name]?.();
	if (part === undefined) {
		throw new Error(`There is no part “${name}”.`);
	}
	const { work } = part;
	const result = await part.measure();
	printPart(name, result);
	return { work, result };
}

function inOrder(results: Results): Results {
	const names = Object.keys(parts);
	return Object.fromEntries(
		Object.entries(results)
			.filter(([name]) => names.includes(name))
			.sort(([one], [other]) => names.indexOf(one) - names.indexOf(other)),
	);
}

process.exitCode = await main();
