import assert from 'node:assert/strict';
import type { ModelTurn } from '../../../src/shared/conversation.ts';
import type { ConversationSnapshot } from '../../../src/shared/protocol.ts';
import type { PageChange } from '../../../src/webview/pageStore.ts';
import { panelState } from '../chat/panelState.ts';
import { useFakeHost } from './fakeHost.ts';

function answer(id: string, text: string, status: ModelTurn['status'] = 'done'): ModelTurn {
	return { id, role: 'model', model: 'x', createdAt: 0, status, parts: [{ text }] };
}

function snapshot(...turns: ModelTurn[]) {
	const conversation: ConversationSnapshot = { id: 'c', title: '', turns, cards: {} };
	return { type: 'snapshot', conversation, state: panelState } as const;
}

describe('the page’s copy of a conversation', () => {
	async function open() {
		useFakeHost();
		const { PageStore } = await import('../../../src/webview/pageStore.ts');
		const store = new PageStore();
		const changes: PageChange[] = [];
		store.subscribe(change => changes.push(change));
		return { store, changes };
	}

	it('keeps the very answers that a snapshot says again, with what is new about them', async () => {
		const { store } = await open();
		store.receive(snapshot(answer('a', 'one'), answer('b', 'two'), answer('c', 'three')));
		const [a, b, c] = store.turns;
		store.receive(
			snapshot(
				{ ...answer('a', 'one'), usage: { total: 7 } },
				answer('c', 'three, and more'),
				answer('d', 'four'),
			),
		);
		assert.deepEqual(
			store.turns.map(turn => [turn.id, turn === a || turn === b || turn === c]),
			[
				['a', true],
				['c', false],
				['d', false],
			],
		);
		assert.deepEqual(store.turns[0], {
			...answer('a', 'one'),
			usage: { total: 7 },
			retry: undefined,
			error: undefined,
		});
	});

	it('keeps the pictures of what is attached, and lets go of the others', async () => {
		const { store } = await open();
		const attached = (...ids: readonly string[]) =>
			ids.map(id => ({ id, label: id, title: id, cost: '', kind: 'image' }) as const);
		store.receive({ type: 'composer', state: { attachments: attached('a', 'b') } });
		store.receive({ type: 'thumbnail', id: 'a', mimeType: 'image/png', data: 'QQ==' });
		// The picture of what is known at once comes before it stands in the list.
		store.receive({ type: 'thumbnail', id: 'c', mimeType: 'image/png', data: 'Qw==' });
		store.receive({ type: 'composer', state: { attachments: attached('a', 'b', 'c') } });
		assert.deepEqual(
			[...store.thumbnails],
			[
				['a', 'data:image/png;base64,QQ=='],
				['c', 'data:image/png;base64,Qw=='],
			],
		);
		store.receive({ type: 'composer', state: { attachments: attached('c') } });
		assert.deepEqual([...store.thumbnails.keys()], ['c']);
		store.receive({ type: 'composer', state: { attachments: [] } });
		assert.equal(store.thumbnails.size, 0);
	});

	it('hands the details on to the answer that they are of', async () => {
		const { store, changes } = await open();
		store.receive(snapshot(answer('a', 'one')));
		const details = { sections: [], isRecorded: true };
		store.receive({ type: 'details', turnId: 'a', details });
		store.receive({ type: 'details', turnId: 'gone', details });
		assert.deepEqual(changes.slice(1), [{ type: 'details', turn: store.turns[0], details }]);
	});
});
