import { readFile as readFileCallback } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { createNodeFiles } from '../../src/platform/atomicFile.node.ts';
import { FileConversationStore } from '../../src/platform/store/fileConversationStore.ts';
import type { StoreFiles } from '../../src/platform/store/files.ts';
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
	const store = openStore(folder, filesWithoutFlush(folder));
	await store.list();
	for (let index = 0; index < conversations; index++) {
		await store.saveMeta(conversationOf(index));
	}
	const long = conversationOf(conversations);
	for (let index = 0; index < turns; index++) {
		const turn = turnOf(index);
		long.turns.push(turn);
		await store.saveTurn(long, turn);
	}
	await store.flush();
	return long.id;
}

/** What is written to be measured need not survive a power cut. */
function filesWithoutFlush(folder: string): StoreFiles {
	const readFile: (path: string) => Promise<Uint8Array> = promisify(readFileCallback);
	return createNodeFiles(folder, {
		async open(path, flags) {
			const handle = await open(path, flags);
			return {
				writeFile: text => handle.writeFile(text),
				sync: async () => undefined,
				close: () => handle.close(),
			};
		},
		readFile,
		readdir,
		rename,
		rm,
		mkdir,
		stat,
	});
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
