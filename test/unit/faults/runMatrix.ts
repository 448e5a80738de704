import process from 'node:process';
import sinon from 'sinon';
import { errorWords } from '../../../src/platform/errorWords.ts';
import { plainL10n } from '../plainL10n.ts';
import { HALF, WHOLE, whole } from './behaviours.ts';
import { type Door, doors, engineFor, type Outcome } from './doors.ts';
import { type FaultServer, startFaultServer } from './faultServer.ts';
import type { Fault } from './faults.ts';

export interface MatrixReport {
	/** Faults times doors. */
	readonly cases: number;
	/** What was not as it must be, `fault × door: what`. */
	readonly wrong: readonly string[];
	readonly rejections: readonly string[];
	/** Sockets in use and timers that are left when all is over. */
	readonly left: readonly string[];
}

/** Tries every fault at every door, each time with a good request after it. */
export async function runMatrix(faults: readonly Fault[]): Promise<MatrixReport> {
	const server = await startFaultServer();
	const timers = countTimers();
	const wrong: string[] = [];
	const rejections: string[] = [];
	const onRejection = (reason: unknown) => rejections.push(String(reason));
	const onWarning = (warning: Error) => rejections.push(String(warning));
	process.on('unhandledRejection', onRejection);
	process.on('warning', onWarning);
	try {
		for (const fault of faults) {
			await withClock(fault, () =>
				Promise.all(
					doors.map(async open => {
						// A server of its own: behaviours are the server's, and doors are tried at once.
						const own = await startFaultServer();
						wrong.push(...(await tryFault(fault, own, open)));
						await own.close();
					}),
				),
			);
		}
		const left = await leftOver(server, timers);
		return { cases: faults.length * doors.length, wrong, rejections, left };
	} finally {
		process.off('unhandledRejection', onRejection);
		process.off('warning', onWarning);
		await server.close();
	}
}

async function tryFault(
	fault: Fault,
	server: FaultServer,
	open: (typeof doors)[number],
): Promise<string[]> {
	let baseUrl = fault.origin?.(server) ?? server.origin;
	server.behave(fault.behaviour?.() ?? whole);
	const engine = engineFor(() => baseUrl, /silence/.test(fault.name) ? 300 : 10_000);
	const door = open(engine);
	const outcome = await door.ask();
	const problems = [...problemsOf(fault, door, outcome), ...((await door.storedWrong?.()) ?? [])];
	baseUrl = server.origin;
	server.behave(whole);
	const next = await door.ask();
	if (next.text !== WHOLE.replace(/\s/g, '')) {
		problems.push(`the next request gave “${next.text}” ${next.error?.message ?? ''}`);
	}
	problems.push(...((await door.storedWrong?.()) ?? []));
	if (engine.leftListeners() > 0) {
		problems.push(`${engine.leftListeners()} listeners are left`);
	}
	if (!(await isSoon(() => server.openRequests() === 0))) {
		problems.push(`${server.openRequests()} requests are still open`);
	}
	return problems.map(problem => `${fault.name} × ${door.name}: ${problem}`);
}

function problemsOf(fault: Fault, door: Door, { text, shown, error }: Outcome): string[] {
	const expected = { none: '', half: HALF, whole: WHOLE }[fault.text].replace(/\s/g, '');
	const words = error && errorWords(error, 'gateway.example', plainL10n);
	const facts = [
		[error?.kind, fault.kind, 'kind'],
		[words?.actions[0], fault.action, 'first button'],
		// A chat of VS Code that gets nothing is told so in place of the text.
		...(door.name === 'language model' && fault.text === 'none' ? [] : [[text, expected, 'text']]),
	];
	const differing = facts
		.filter(([is, shall]) => is !== shall)
		.map(([is, shall, what]) => `${what} is ${is}, not ${shall} (${error?.message})`);
	const isSaid = words === undefined || plain(shown).includes(plain(words.title));
	const isTechnical = /error:[\dA-F]{8}|Node\.js/.test(`${shown}${error?.message}`);
	if (isTechnical) {
		differing.push(`the words are for no person: ${error?.message}`);
	}
	return isSaid ? differing : [...differing, `“${words.title}” is not said: ${shown}`];
}

const plain = (text: string) => text.replaceAll('\\', '');

async function withClock<T>({ clockJump }: Fault, work: () => Promise<T>): Promise<T> {
	if (clockJump === undefined) {
		return work();
	}
	const { now } = Date;
	const start = now();
	const stub = sinon.stub(Date, 'now').callsFake(() => {
		const time = now();
		return time > start + 5 ? time + clockJump : time;
	});
	try {
		return await work();
	} finally {
		stub.restore();
	}
}

async function isSoon(holds: () => boolean): Promise<boolean> {
	for (let attempt = 0; attempt < 100; attempt++) {
		if (holds()) {
			return true;
		}
		await new Promise(resolve => setTimeout(resolve, 10));
	}
	return false;
}

const countTimers = () =>
	process.getActiveResourcesInfo().filter(each => each === 'Timeout').length;

async function leftOver(server: FaultServer, timersBefore: number): Promise<string[]> {
	const isBack = () => countTimers() <= timersBefore + 1 && server.openRequests() === 0;
	return (await isSoon(isBack)) ? [] : [`${countTimers()} timers, ${timersBefore} before`];
}
