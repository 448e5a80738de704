import assert from 'node:assert/strict';
import { ChatPage } from '../../../src/chat/chatPage.ts';
import { ConversationSession } from '../../../src/conversations/conversationSession.ts';
import type { Conversation } from '../../../src/shared/conversation.ts';
import type { ToWebview } from '../../../src/shared/protocol.ts';
import { panelState } from './panelState.ts';

function open() {
	const conversation: Conversation = {
		id: 'c',
		title: '',
		createdAt: 0,
		updatedAt: 0,
		turns: [],
	};
	let id = 0;
	const session = new ConversationSession(conversation, {
		async *generate() {
			yield { type: 'text', candidate: 0, text: 'a', part: { text: 'a' } } as const;
		},
		buildPrompt: () => ({ model: 'x', contents: [] }),
		now: () => 0,
		createId: () => `t${++id}`,
		report: error => assert.fail(String(error)),
	});
	const posted: ToWebview[] = [];
	const kept: (readonly string[])[] = [];
	const page = new ChatPage(
		{ postMessage: async (message: ToWebview) => posted.push(message) > 0 },
		session,
		{
			// As long as it takes to ask for a key.
			panelState: async () => {
				await new Promise(resolve => setTimeout(resolve, 5));
				return panelState;
			},
			cardOf: () => undefined,
			translate: message => message,
			detailsOf: async () => ({ sections: [], isRecorded: false }),
			onFocus: () => undefined,
			perform: async () => undefined,
			createColors: async () => ({ color: async () => undefined }),
			onDidChangeColors: () => ({ dispose: () => undefined }),
			onDidChangeState: () => ({ dispose: () => undefined }),
		},
		{
			connect: () => undefined,
			refresh: () => undefined,
			keepQueue: texts => kept.push(texts),
			cancelEdit: () => undefined,
			perform: async () => undefined,
		},
	);
	return { page, session, posted, kept };
}

async function settled(): Promise<void> {
	await new Promise(resolve => setTimeout(resolve, 60));
}

describe('a page of the panel', () => {
	it('is told nothing before it says that it is ready, and then all there is', async () => {
		const { page, session, posted } = open();
		await session.send({ parts: [{ text: 'q' }] });
		await settled();
		assert.equal(posted.length, 0);
		await page.receive({ type: 'ready' });
		const [first] = posted;
		assert.ok(first?.type === 'snapshot');
		assert.deepEqual(
			first.conversation.turns.map(({ role }) => role),
			['user', 'model'],
		);
	});

	it('never sees a new question beside those that it replaces', async () => {
		const { page, session, posted } = open();
		await page.receive({ type: 'ready' });
		await session.send({ parts: [{ text: 'first wording' }] });
		await settled();
		posted.length = 0;
		await session.edit('t1', { parts: [{ text: 'second wording' }] });
		await settled();
		const [first, ...later] = posted.filter(({ type }) => type !== 'state');
		assert.ok(first?.type === 'snapshot');
		assert.deepEqual(
			first.conversation.turns.map(({ id }) => id),
			['t3', 't4'],
		);
		assert.deepEqual(
			later.filter(({ type }) => type === 'turnsAdded' || type === 'snapshot'),
			[],
		);
	});

	it('has what waits in the queue kept, as it was typed, until it is asked', async () => {
		const { session, kept } = open();
		const first = session.send({ parts: [{ text: 'one' }] });
		const attachments = [{ label: 'a', part: 0 }];
		await session.send({ parts: [{ text: 'a file' }, { text: 'two' }], attachments });
		await first;
		await settled();
		assert.deepEqual(kept, [[], ['two'], []]);
	});

	it('gets the details of an answer when it asks for them', async () => {
		const { page, session, posted } = open();
		await page.receive({ type: 'ready' });
		await session.send({ parts: [{ text: 'q' }] });
		await page.receive({ type: 'details', turnId: 't2' });
		await page.receive({ type: 'details', turnId: 'gone' });
		assert.deepEqual(
			posted.filter(({ type }) => type === 'details'),
			[{ type: 'details', turnId: 't2', details: { sections: [], isRecorded: false } }],
		);
	});
});
