import { readdir, readFile } from 'node:fs/promises';

export interface ProcessText {
	readonly pid: number;
	readonly commandLine: string;
	readonly environment: string;
}

/** A process and all that descend from it; on Linux, elsewhere none. */
export async function processesUnder(root: number): Promise<ProcessText[]> {
	const all = (await readdir('/proc').catch(() => [])).filter(name => /^\d+$/.test(name));
	const parents = new Map<number, number>();
	for (const name of all) {
		parents.set(Number(name), Number(await field(name, 'PPid')));
	}
	const isUnder = (pid: number): boolean =>
		pid === root || (pid > 1 && isUnder(parents.get(pid) ?? 0));
	return Promise.all(
		[...parents.keys()].filter(isUnder).map(async pid => ({
			pid,
			commandLine: await text(pid, 'cmdline'),
			environment: await text(pid, 'environ'),
		})),
	);
}

async function text(pid: number, name: string): Promise<string> {
	const content = await readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => '');
	return content.replaceAll('\0', ' ').trim();
}

async function field(pid: string, name: string): Promise<string | undefined> {
	const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
	return new RegExp(`^${name}:\\s*(\\S+)`, 'm').exec(status)?.[1];
}
