import { writeSync } from 'node:fs';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { createNodeFiles } from '../../../../src/platform/atomicFile.node.ts';
import { FileConversationStore } from '../../../../src/platform/store/fileConversationStore.ts';
import type { Conversation, ModelTurn, UserTurn } from '../../../../src/shared/conversation.ts';
import { appendPart } from '../../../../src/shared/turnParts.ts';
import { type CrashReport, questionText } from './crashReport.ts';

/*
 * A process that talks and saves until it is killed. What it has done it says on its standard output in the
 * same breath, so that whoever kills it knows what must be on the disk.
 */

const [folder = '', longAnswers = ''] = process.argv.slice(2);
const store = new FileConversationStore({
	files: createNodeFiles(folder),
	workspace: 'file:///crash',
	now: Date.now,
	schedule(callback, ms) {
		const timer = setTimeout(callback, ms);
		return () => clearTimeout(timer);
	},
	writer: crypto.randomUUID().slice(0, 8),
});

function say(report: CrashReport): void {
	writeSync(1, `${JSON.stringify(report)}\n`);
}

async function chooseConversation(): Promise<Conversation> {
	const rows = await store.list();
	const row = Math.random() < 0.7 ? rows[Math.floor(Math.random() * rows.length)] : undefined;
	const known = row && (await store.load(row.id));
	const now = Date.now();
	return (
		known ?? { id: crypto.randomUUID(), title: 'New', createdAt: now, updatedAt: now, turns: [] }
	);
}

async function ask(conversation: Conversation): Promise<void> {
	const id = crypto.randomUUID();
	const parts = [{ text: questionText(id) }];
	const turn: UserTurn = { id, role: 'user', createdAt: Date.now(), parts };
	conversation.turns.push(turn);
	await store.saveTurn(conversation, turn);
	say({ type: 'saved', conversationId: conversation.id, turnId: id, text: questionText(id) });
}

async function stream(conversation: Conversation): Promise<void> {
	const turn: ModelTurn = {
		id: crypto.randomUUID(),
		role: 'model',
		model: 'gemini-3.5-flash',
		createdAt: Date.now(),
		parts: [],
		status: 'streaming',
	};
	conversation.turns.push(turn);
	const ids = { conversationId: conversation.id, turnId: turn.id };
	let text = '';
	for (let number = Math.random() * (longAnswers ? 2000 : 60); number > 0; number--) {
		const delta = `${Math.floor(number)} `;
		text += delta;
		appendPart(turn.parts, { text: delta });
		store.saveLive(conversation, turn);
		say({ type: 'shown', ...ids, delta, at: Date.now() });
		await wait(Math.random() * 4);
	}
	if (Math.random() < 0.3) {
		turn.parts.push({ inlineData: { mimeType: 'image/png', data: 'QUJD'.repeat(20_000) } });
	}
	turn.status = 'done';
	await store.saveTurn(conversation, turn);
	say({ type: 'saved', ...ids, text });
}

async function takeBack(conversation: Conversation): Promise<void> {
	const turnIds = conversation.turns.splice(-2).map(({ id }) => id);
	say({ type: 'removing', turnIds });
	await store.removeTurns(conversation.id, turnIds);
	say({ type: 'removed', turnIds });
}

for (;;) {
	const conversation = await chooseConversation();
	for (let round = 0; round < 3; round++) {
		await ask(conversation);
		await stream(conversation);
		if (Math.random() < 0.2 && conversation.turns.length > 2) {
			await takeBack(conversation);
		}
	}
	await store.saveMeta({ ...conversation, title: `Title ${Math.random()}` });
}
