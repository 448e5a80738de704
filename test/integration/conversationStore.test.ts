import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import * as node from '../../src/platform/atomicFile.node.ts';
import * as web from '../../src/platform/atomicFile.web.ts';
import { FileConversationStore } from '../../src/platform/store/fileConversationStore.ts';
import type { Conversation } from '../../src/shared/conversation.ts';

const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

function conversation(): Conversation {
	return {
		id: id(1),
		title: 'Talk',
		createdAt: 1,
		updatedAt: 1,
		turns: [
			{ id: id(2), role: 'user', createdAt: 1, parts: [{ text: 'Ünïcode 🐝' }] },
			{
				id: id(3),
				role: 'model',
				model: 'm',
				createdAt: 2,
				status: 'done',
				parts: [{ inlineData: { mimeType: 'image/png', data: 'QUJD'.repeat(10_000) } }],
			},
		],
	};
}

for (const [host, { openStoreFiles }] of Object.entries({ node, web })) {
	describe(`The files of the ${host} host`, () => {
		let folder: string;
		const open = () =>
			new FileConversationStore({
				files: openStoreFiles(vscode.Uri.file(folder)),
				workspace: undefined,
				now: Date.now,
				schedule: () => () => undefined,
				writer: crypto.randomUUID().slice(0, 8),
			});

		beforeEach(async () => {
			folder = join(await mkdtemp(join(tmpdir(), 'store-')), 'not there yet');
		});

		afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }));

		it('are none where nothing was written', async () => {
			const files = openStoreFiles(vscode.Uri.file(folder));
			await files.remove('a/b');
			assert.deepEqual([await files.list('a'), await files.read('a/b')], [[], undefined]);
		});

		it('keep conversations, and set aside what is damaged', async () => {
			const saved = conversation();
			const store = open();
			for (const turn of saved.turns) {
				await store.saveTurn(saved, turn);
			}
			await store.list();
			await store.flush();
			assert.deepEqual(await open().load(saved.id), saved);
			const files = openStoreFiles(vscode.Uri.file(folder));
			const [turnFile = ''] = (await files.list(`turns/${saved.id}`)).filter(name =>
				name.startsWith(`turn.${id(3)}`),
			);
			await writeFile(join(folder, 'turns', saved.id, turnFile), '{"version":1');
			const other = open();
			const problems: string[] = [];
			other.onProblem(({ kind }) => problems.push(kind));
			assert.deepEqual((await other.load(saved.id))?.turns, saved.turns.slice(0, 1));
			const names = await files.list(`turns/${saved.id}`);
			assert.deepEqual(
				[problems, names.filter(name => name.endsWith('.damaged')).length],
				[['damaged'], 1],
			);
			await other.removeTurns(saved.id, [id(2), id(3)]);
			assert.deepEqual(
				(await open().list()).map(({ turnCount }) => turnCount),
				[0],
			);
		});
	});
}
