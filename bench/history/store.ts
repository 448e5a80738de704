import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createNodeFiles } from '../../src/platform/atomicFile.node.ts';
import { FileConversationStore } from '../../src/platform/store/fileConversationStore.ts';
import type { StoreFiles } from '../../src/platform/store/files.ts';
import { META_FOLDER, metaFileName } from '../../src/platform/store/names.ts';
import { encodeRecord } from '../../src/platform/store/records.ts';
import type { Conversation, Turn } from '../../src/shared/conversation.ts';

const workspace = 'file:///home/someone/project';

export function openStore(folder: string, files = createNodeFiles(folder)): FileConversationStore {
	return new FileConversationStore({
		files,
		workspace,
		now: Date.now,
		schedule(callback, ms) {
			const timer = setTimeout(callback, ms);
			return () => clearTimeout(timer);
		},
		writer: 'bench',
	});
}

/** Fills a storage folder; resolves to the id of its conversation of a thousand turns. */
export async function fillStore(
	folder: string,
	{ conversations, turns }: { readonly conversations: number; readonly turns: number },
): Promise<string> {
	const files = filesWithoutFlush(folder);
	for (let index = 0; index < conversations; index++) {
		const { turns: _turns, ...head } = conversationOf(index);
		const meta = { ...head, workspace, pinned: false, turnCount: 2 };
		const name = metaFileName(head.id, `${String(head.updatedAt).padStart(15, '0')}-bench`);
		await files.write(`${META_FOLDER}/${name}`, encodeRecord(meta));
	}
	const store = openStore(folder, files);
	const long = conversationOf(conversations);
	for (let index = 0; index < turns; index++) {
		const turn = turnOf(index);
		long.turns.push(turn);
		await store.saveTurn(long, turn);
	}
	// Writes the index.
	await store.list();
	await store.flush();
	return long.id;
}

/** What is written to be measured need not survive a power cut. */
function filesWithoutFlush(folder: string): StoreFiles {
	const path = (name: string) => join(folder, name);
	return {
		list: name => readdir(path(name)).catch(() => []),
		read: name => readFile(path(name)).catch(() => undefined),
		async write(name, text) {
			await mkdir(dirname(path(name)), { recursive: true });
			await writeFile(path(name), text);
		},
		move: (from, to) => rename(path(from), path(to)),
		remove: name => rm(path(name), { recursive: true, force: true }),
	};
}

function conversationOf(index: number): Conversation {
	const createdAt = 1_700_000_000_000 + index * 60_000;
	return {
		id: idOf(index),
		title: `How does part ${index} of the program find its way?`,
		createdAt,
		updatedAt: createdAt + 30_000,
		turns: [],
	};
}

function turnOf(index: number): Turn {
	const id = idOf(index);
	const createdAt = 1_700_000_000_000 + index * 1_000;
	return index % 2 === 0
		? { id, role: 'user', createdAt, parts: [{ text: `And what does line ${index} do?` }] }
		: {
				id,
				role: 'model',
				model: 'gemini-3.5-flash',
				createdAt,
				endedAt: createdAt + 900,
				status: 'done',
				parts: [{ text: `It keeps the value of line ${index} for later.\n\n`.repeat(30) }],
			};
}

function idOf(index: number): string {
	return `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
}
