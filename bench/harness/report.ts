import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../../test/host/projectRoot.ts';
import { formatLimit, formatSamples, formatUnit, isMet } from './format.ts';
import type { Setting } from './machine.ts';
import type { PartResult } from './part.ts';
import type { RecordedPart, Results } from './record.ts';

const introduction = `# Benchmark results

Written by \`npm run bench\`; CONTRIBUTING tells how to read it. Each row is the median of its rounds, in brackets the smallest and the largest. Ratios are taken round by round, within one interleaved run; less is better everywhere.
`;

export function printPart(name: string, { series, goals, remarks = [] }: PartResult): void {
	const rows = [
		...series.map(row => ['', row.name, `${formatSamples(row)}${formatUnit(row.unit)}`, '']),
		...goals.map(goal => [
			isMet(goal) ? '✔' : '✘',
			goal.name,
			`${formatSamples(goal)}${formatUnit(goal.unit)}`,
			formatLimit(goal),
		]),
	];
	const width = Math.max(...rows.map(([, words = '']) => words.length));
	console.log(`\n${name}`);
	for (const [mark = '', words = '', figures = '', limit = ''] of rows) {
		console.log(`${mark.padStart(2)} ${words.padEnd(width)}  ${figures.padEnd(28)} ${limit}`);
	}
	for (const remark of remarks) {
		console.log(`   ${remark}`);
	}
}

export async function writeReport(results: Results): Promise<void> {
	const parts = Object.entries(results);
	const settings = new Set(parts.map(([, { setting }]) => machineOf(setting)));
	const head = [...settings].map(machine => `- ${machine}`).join('\n');
	const text = [introduction, head, ...parts.map(([name, part]) => section(name, part))];
	await writeFile(join(projectRoot, 'bench', 'RESULTS.md'), `${text.join('\n')}`);
}

function machineOf({ machine, versions }: Setting): string {
	const names = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
	return `${machine}; ${names.join(', ')}`;
}

function section(
	name: string,
	{ work, setting, series, goals, remarks = [] }: RecordedPart,
): string {
	const missed = goals.filter(goal => !isMet(goal)).length;
	const verdict = missed === 0 ? 'all goals met' : `${missed} of ${goals.length} goals missed`;
	return [
		`\n## ${name}: ${verdict}\n`,
		`${work}\n`,
		...(series.length === 0 ? [] : [table(['candidate', 'measured'], series.map(seriesRow))]),
		table(['goal', 'measured', 'limit', ''], goals.map(goalRow)),
		...remarks.map(remark => `${remark}\n`),
		`Measured ${setting.date} UTC at ${setting.commit}, load ${setting.load} before.\n`,
	].join('\n');
}

function seriesRow(row: PartResult['series'][number]): string[] {
	return [row.name, `${formatSamples(row)}${formatUnit(row.unit)}`];
}

function goalRow(goal: PartResult['goals'][number]): string[] {
	return [
		goal.name,
		`${formatSamples(goal)}${formatUnit(goal.unit)}`,
		formatLimit(goal),
		isMet(goal) ? 'met' : '**missed**',
	];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
	const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
	return `${[line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')}\n`;
}
