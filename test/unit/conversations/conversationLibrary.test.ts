import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { ConversationLibrary } from '../../../src/conversations/conversationLibrary.ts';
import type { SessionDeps } from '../../../src/conversations/conversationSession.ts';
import { createNodeFiles } from '../../../src/platform/atomicFile.node.ts';
import { FileConversationStore } from '../../../src/platform/store/fileConversationStore.ts';
import type { ModelEvent } from '../../../src/shared/events.ts';
import { visibleText } from '../../../src/shared/turnParts.ts';

describe('the library of conversations', () => {
	let folder: string;

	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), 'library-'));
	});

	afterEach(() => rm(folder, { recursive: true, force: true }));

	/** A window: its own library and store over the same folder. */
	function openWindow(
		answer = 'fine',
		calling: Pick<SessionDeps, 'generate' | 'runTools'> = {
			async *generate(): AsyncGenerator<ModelEvent> {
				yield { type: 'text', candidate: 0, text: answer, part: { text: answer } };
				yield { type: 'finish', candidate: 0, reason: 'STOP' };
			},
		},
	) {
		const failures: unknown[] = [];
		const store = new FileConversationStore({
			files: createNodeFiles(folder),
			workspace: 'file:///w',
			now: Date.now,
			schedule: (callback, ms) => {
				const timer = setTimeout(callback, ms);
				return () => clearTimeout(timer);
			},
			writer: crypto.randomUUID().slice(0, 8),
		});
		const library = new ConversationLibrary({
			...calling,
			buildPrompt: () => ({ model: 'gemini-x', contents: [] }),
			now: Date.now,
			createId: () => crypto.randomUUID(),
			store: async () => store,
			workspace: () => 'file:///w',
			report: error => failures.push(error),
		});
		return { library, store, failures };
	}

	const ask = (text: string) => ({ parts: [{ text }] });

	async function stored(window: ReturnType<typeof openWindow>): Promise<void> {
		await window.library.settled();
		await window.store.flush();
		assert.deepEqual(window.failures, []);
	}

	it('finds in a new window what a former one has asked', async () => {
		const first = openWindow();
		await first.library.current.send(ask('Where is the key?'));
		await stored(first);

		const second = openWindow();
		const [summary] = await second.library.list();
		const session = await second.library.open(summary?.id ?? '');
		assert.deepEqual(
			[summary?.title, session?.conversation.turns.map(({ parts }) => visibleText(parts))],
			['Where is the key?', ['Where is the key?', 'fine']],
		);
	});

	it('takes a deleted conversation off the list and brings it back', async () => {
		const window = openWindow();
		await window.library.current.send(ask('one'));
		await stored(window);
		const { id } = window.library.current.conversation;
		await window.library.delete(id);
		assert.deepEqual(await window.library.list(), []);
		await window.library.restore(id);
		assert.deepEqual(
			(await window.library.list()).map(summary => summary.id),
			[id],
		);
	});

	it('leaves a conversation deleted whose tools were still at work', async () => {
		const part = { functionCall: { name: 'read', id: '1' } };
		const begun = Promise.withResolvers<void>();
		const window = openWindow('', {
			async *generate(): AsyncGenerator<ModelEvent> {
				yield { type: 'functionCall', candidate: 0, call: part.functionCall, part };
				yield { type: 'finish', candidate: 0, reason: 'STOP' };
			},
			runTools: async (_calls, signal) => {
				begun.resolve();
				await new Promise(resolve => signal.addEventListener('abort', resolve));
				const functionResponse = { name: 'read', id: '1', response: { error: 'stopped' } };
				return [{ functionResponse }];
			},
		});
		const { current } = window.library;
		const asked = current.send(ask('one'));
		await begun.promise;
		await window.library.delete(current.conversation.id);
		await asked;
		await stored(window);
		assert.deepEqual(await window.library.list(), []);
	});

	it('goes on in the session that a tab still shows when a deleted conversation comes back', async () => {
		const window = openWindow();
		const session = window.library.current;
		const { id } = session.conversation;
		await session.send(ask('one'));
		await stored(window);
		await window.library.delete(id);
		await window.library.restore(id);
		assert.equal(await window.library.open(id), session);
		// Without an undo it comes back with the next question.
		await window.library.delete(id);
		await session.send(ask('two'));
		await stored(window);
		assert.equal((await window.library.list()).length, 1);
		assert.equal(await window.library.open(id), session);
		// Another window can bring it back, too.
		await window.library.delete(id);
		await openWindow().library.restore(id);
		assert.equal(await window.library.open(id), session);
	});

	it('keeps nothing of a deleted conversation that nobody shows', async () => {
		const window = openWindow();
		const ended = async () => {
			const session = window.library.current;
			await session.send(ask('one'));
			await stored(window);
			await window.library.delete(session.conversation.id);
			return new WeakRef(session);
		};
		const session = await ended();
		setFlagsFromString('--expose-gc');
		const collectGarbage: () => void = runInNewContext('gc');
		while (session.deref() !== undefined) {
			// What was looked at in one turn of the event loop stays until the next.
			await new Promise(resolve => setTimeout(resolve, 10));
			collectGarbage();
		}
	}).timeout(10_000);

	it('forks a conversation at a turn and stores the fork', async () => {
		const window = openWindow();
		const { current } = window.library;
		await current.send(ask('one'));
		await current.send(ask('two'));
		const fork = await window.library.fork(current, current.conversation.turns[1]?.id ?? '');
		await stored(window);
		assert.deepEqual(
			[
				fork.conversation.turns.map(({ parts }) => visibleText(parts)),
				current.conversation.turns.length,
				(await window.library.list()).length,
			],
			[['one', 'fine'], 4, 2],
		);
	});

	it('keeps in the file what regenerating leaves', async () => {
		const first = openWindow();
		await first.library.current.send(ask('one'));
		await first.library.current.send(ask('two'));
		await first.library.current.regenerate(first.library.current.conversation.turns[1]?.id);
		await stored(first);
		const second = openWindow();
		const session = await second.library.open(first.library.current.conversation.id);
		assert.deepEqual(
			session?.conversation.turns.map(({ parts }) => visibleText(parts)),
			['one', 'fine'],
		);
	});
});
