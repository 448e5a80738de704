import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { createNodeFiles } from '../../../../src/platform/atomicFile.node.ts';
import { visibleText } from '../../../../src/shared/turnParts.ts';
import { projectRoot } from '../../../host/projectRoot.ts';
import { openStore } from '../testStore.ts';
import type { CrashReport } from './crashReport.ts';

const WRITER = join(projectRoot, 'test/unit/store/crash/crashWriter.ts');
/** How far the disk may be behind what was shown. */
const ALLOWED_MS = 2000;

export interface CrashFigures {
	kills: number;
	/** Turns that were said to be saved, all of which were found. */
	savedTurns: number;
	/** Answers that were cut off while they came in. */
	cutAnswers: number;
	/** Most of an answer that was lost. */
	maxLostMs: number;
}

/** What must be on the disk, from what the killed processes said. */
interface Expected {
	/** Text by conversation and turn. */
	readonly saved: Map<string, Map<string, string>>;
	readonly shown: Map<string, { conversationId: string; deltas: { delta: string; at: number }[] }>;
	/** Turns that were taken out; those that were just being taken out may be there or not. */
	readonly removed: Set<string>;
}

/**
 * Kills a process in the middle of its work, again and again on the same folder, and after each time opens
 * what it has left. Several folders at once, because most of the time is spent waiting.
 */
export async function killRepeatedly(kills: number, folders: number): Promise<CrashFigures> {
	const figures: CrashFigures = { kills: 0, savedTurns: 0, cutAnswers: 0, maxLostMs: 0 };
	const lanes = Array.from({ length: folders }, async (_, lane) => {
		const folder = await mkdtemp(join(tmpdir(), 'store-crash-'));
		const expected: Expected = { saved: new Map(), shown: new Map(), removed: new Set() };
		try {
			for (let kill = lane; kill < kills; kill += folders) {
				const killedAt = await runAndKill(folder, expected, kill % 5 === 4);
				await verify(folder, expected, killedAt, figures);
				figures.kills++;
			}
		} finally {
			await rm(folder, { recursive: true, force: true });
		}
	});
	await Promise.all(lanes);
	return figures;
}

async function runAndKill(folder: string, expected: Expected, isLong: boolean): Promise<number> {
	// A file as its standard output: a pipe that is full would make the writer fail or wait.
	const said = join(folder, 'said');
	const output = await open(said, 'w');
	const child = spawn(process.execPath, [WRITER, folder, ...(isLong ? ['long'] : [])], {
		stdio: ['ignore', output.fd, 'inherit'],
	});
	const ended = once(child, 'exit');
	const endedByItself = ended.then(([code, signal]) =>
		assert.fail(`the writer ended by itself: ${code ?? signal}`),
	);
	while ((await output.stat()).size === 0) {
		await Promise.race([wait(10), endedByItself]);
	}
	const pause = wait(isLong ? 2200 + Math.random() * 1000 : Math.random() * 500);
	await Promise.race([pause, endedByItself]);
	const killedAt = Date.now();
	child.kill('SIGKILL');
	await Promise.allSettled([endedByItself]);
	await output.close();
	for (const line of (await readFile(said, 'utf8')).trimEnd().split('\n')) {
		note(JSON.parse(line), expected);
	}
	return killedAt;
}

function note(report: CrashReport, { saved, shown, removed }: Expected): void {
	if (report.type === 'shown') {
		const { conversationId, turnId, delta, at } = report;
		const answer = shown.get(turnId) ?? { conversationId, deltas: [] };
		answer.deltas.push({ delta, at });
		shown.set(turnId, answer);
	} else if (report.type === 'saved') {
		const turns = saved.get(report.conversationId) ?? new Map<string, string>();
		saved.set(report.conversationId, turns.set(report.turnId, report.text));
		shown.delete(report.turnId);
	} else {
		for (const id of report.turnIds) {
			for (const turns of saved.values()) {
				turns.delete(id);
			}
			if (report.type === 'removed') {
				removed.add(id);
			}
		}
	}
}

async function verify(
	folder: string,
	{ saved, shown, removed }: Expected,
	killedAt: number,
	figures: CrashFigures,
): Promise<void> {
	const { store, problems } = openStore(createNodeFiles(folder));
	const found = new Map<string, Map<string, string>>();
	for (const { id } of await store.list()) {
		const turns = (await store.load(id))?.turns ?? assert.fail(`${id} does not open`);
		found.set(id, new Map(turns.map(turn => [turn.id, visibleText(turn.parts)])));
	}
	assert.deepEqual(problems, []);
	for (const [turnId, { conversationId, deltas }] of shown) {
		const text = found.get(conversationId)?.get(turnId) ?? '';
		const lostMs = lostTime(deltas, text, killedAt);
		assert.ok(lostMs <= ALLOWED_MS, `${lostMs} ms of an answer are lost`);
		figures.maxLostMs = Math.max(figures.maxLostMs, lostMs);
		figures.cutAnswers++;
	}
	shown.clear();
	for (const [id, turns] of saved) {
		for (const [turnId, text] of turns) {
			assert.equal(found.get(id)?.get(turnId), text, `turn ${turnId} of ${id}`);
			figures.savedTurns++;
		}
	}
	const back = [...found.values()]
		.flatMap(turns => [...turns.keys()])
		.filter(id => removed.has(id));
	assert.deepEqual(back, [], 'taken out, and there again');
	// From here on what was found must stay.
	saved.clear();
	for (const [id, turns] of found) {
		saved.set(id, turns);
	}
}

/** How long before the kill the first piece was shown that is not in the text. */
function lostTime(
	deltas: readonly { readonly delta: string; readonly at: number }[],
	text: string,
	killedAt: number,
): number {
	let length = 0;
	for (const { delta, at } of deltas) {
		if (!text.startsWith(delta, length)) {
			assert.equal(text.length, length, 'an answer holds something that was never shown');
			return killedAt - at;
		}
		length += delta.length;
	}
	return 0;
}
