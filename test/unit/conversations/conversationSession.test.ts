import assert from 'node:assert/strict';
import {
	type ConversationChange,
	ConversationSession,
	type SessionDeps,
} from '../../../src/conversations/conversationSession.ts';
import { geminiError } from '../../../src/gemini/errors.ts';
import type { Conversation } from '../../../src/shared/conversation.ts';
import type { ModelEvent } from '../../../src/shared/events.ts';
import { visibleText } from '../../../src/shared/turnParts.ts';

type Script = (signal: AbortSignal) => AsyncGenerator<ModelEvent>;

function text(words: string): ModelEvent {
	return { type: 'text', candidate: 0, text: words, part: { text: words } };
}

const finish: ModelEvent = { type: 'finish', candidate: 0, reason: 'STOP' };

function say(...words: string[]): Script {
	return async function* () {
		yield* words.map(text);
		yield finish;
	};
}

/** Says its words, then waits until it is stopped. */
function sayAndHang(...words: string[]): Script {
	return async function* (signal) {
		yield* words.map(text);
		await new Promise((_, reject) => {
			signal.addEventListener('abort', () => reject(geminiError('aborted', 'Stopped.')), {
				once: true,
			});
		});
	};
}

function open(scripts: Script[], deps: Partial<SessionDeps> = {}) {
	let id = 0;
	let now = 1_000;
	const changes: ConversationChange[] = [];
	const failures: unknown[] = [];
	const conversation: Conversation = {
		id: 'c',
		title: '',
		createdAt: 0,
		updatedAt: 0,
		turns: [],
	};
	const session = new ConversationSession(conversation, {
		generate: (_prompt, { signal }) => {
			const script = scripts.shift();
			assert.ok(script, 'an answer that the test did not expect');
			return script(signal);
		},
		buildPrompt: () => ({ model: 'gemini-x', contents: [] }),
		now: () => now++,
		createId: () => `t${++id}`,
		report: error => failures.push(error),
		...deps,
	});
	session.onDidChange(change => changes.push(change));
	const outline = () =>
		conversation.turns.map(turn =>
			turn.role === 'user'
				? `user: ${visibleText(turn.parts)}`
				: `${turn.status}: ${visibleText(turn.parts)}`,
		);
	return { session, conversation, changes, failures, outline };
}

const ask = (words: string) => ({ parts: [{ text: words }] });

async function settled(): Promise<void> {
	await new Promise(resolve => setTimeout(resolve, 40));
}

describe('a conversation session', () => {
	it('keeps the question and the streamed answer, and takes its title from the question', async () => {
		const { session, conversation, outline } = open([say('Hel', 'lo')]);
		await session.send(ask('Hi\nthere'));
		assert.deepEqual(
			{ title: conversation.title, turns: outline(), running: session.isRunning },
			{ title: 'Hi', turns: ['user: Hi\nthere', 'done: Hello'], running: false },
		);
	});

	it('tells views of turns, events and the end, in that order', async () => {
		const { session, changes } = open([say('a')]);
		await session.send(ask('q'));
		assert.deepEqual(
			changes.map(({ type }) => type),
			['turnsAdded', 'turnsAdded', 'events', 'turnEnded'],
		);
	});

	it('keeps what came when it is stopped, and says that it was stopped', async () => {
		const { session, outline } = open([sayAndHang('half')]);
		const sent = session.send(ask('q'));
		await settled();
		session.stop();
		await sent;
		assert.deepEqual(outline(), ['user: q', 'stopped: half']);
	});

	it('keeps what came when the stream fails, with the failure on the turn', async () => {
		const { session, conversation, outline } = open([
			async function* () {
				yield text('half');
				throw geminiError('network', 'reset');
			},
		]);
		await session.send(ask('q'));
		const turn = conversation.turns[1];
		assert.deepEqual(
			[outline(), turn?.role === 'model' ? turn.error?.kind : undefined],
			[['user: q', 'failed: half'], 'network'],
		);
	});

	it('shows a failure to build the request as a failed answer', async () => {
		const { session, outline } = open([], {
			buildPrompt: () => {
				throw geminiError('auth', 'no key');
			},
		});
		await session.send(ask('q'));
		assert.deepEqual(outline(), ['user: q', 'failed: ']);
	});

	it('queues a question while an answer is on its way and asks it afterwards', async () => {
		const { session, outline } = open([say('one'), say('two')]);
		const first = session.send(ask('1'));
		await session.send(ask('2'));
		assert.equal(session.queue.length, 1);
		await first;
		assert.deepEqual(
			[outline(), session.queue],
			[['user: 1', 'done: one', 'user: 2', 'done: two'], []],
		);
	});

	it('lets the queue wait after a stop until it is told to go on', async () => {
		const { session, outline } = open([sayAndHang(), say('two')]);
		const first = session.send(ask('1'));
		await session.send(ask('2'));
		await settled();
		session.stop();
		await first;
		assert.equal(session.queue.length, 1);
		await session.sendNext();
		assert.deepEqual(outline(), ['user: 1', 'stopped: ', 'user: 2', 'done: two']);
	});

	it('takes a question back out of the queue', async () => {
		const { session } = open([say('one')]);
		const first = session.send(ask('1'));
		await session.send(ask('2'));
		const [queued] = session.queue;
		assert.deepEqual(session.unqueue(queued?.id ?? '')?.parts, [{ text: '2' }]);
		await first;
		assert.deepEqual(session.queue, []);
	});

	it('replaces an answer when it is regenerated, with all that came after it', async () => {
		const { session, changes, outline } = open([say('one'), say('two'), say('uno')]);
		await session.send(ask('1'));
		await session.send(ask('2'));
		await session.regenerate(session.conversation.turns[1]?.id);
		const reset = changes.find(({ type }) => type === 'reset');
		assert.deepEqual(
			[outline(), reset?.type === 'reset' ? reset.removed.length : 0],
			[['user: 1', 'done: uno'], 3],
		);
	});

	it('stops the answer on its way before it regenerates', async () => {
		const { session, outline } = open([sayAndHang('old'), say('new')]);
		const first = session.send(ask('1'));
		await settled();
		await session.regenerate();
		await first;
		assert.deepEqual(outline(), ['user: 1', 'done: new']);
	});

	it('asks an edited question in place of the former one', async () => {
		const { session, outline } = open([say('one'), say('two'), say('uno')]);
		await session.send(ask('1'));
		await session.send(ask('2'));
		await session.edit(session.conversation.turns[0]?.id ?? '', ask('one?'));
		assert.deepEqual(outline(), ['user: one?', 'done: uno']);
	});

	it('deletes a question together with its answer', async () => {
		const { session, outline } = open([say('one'), say('two')]);
		await session.send(ask('1'));
		await session.send(ask('2'));
		await session.deleteTurn(session.conversation.turns[0]?.id ?? '');
		assert.deepEqual(outline(), ['user: 2', 'done: two']);
	});

	it('runs the tools that an answer calls and asks again with their results', async () => {
		const call = { name: 'read', args: { path: 'a' } };
		const { session, conversation } = open(
			[
				async function* () {
					yield {
						type: 'functionCall',
						candidate: 0,
						call,
						part: { functionCall: call, thoughtSignature: 's' },
					};
					yield finish;
				},
				say('done'),
			],
			{
				runTools: async calls =>
					calls.map(({ functionCall }) => ({
						functionResponse: { name: functionCall?.name ?? '', response: { result: 1 } },
					})),
			},
		);
		await session.send(ask('q'));
		assert.deepEqual(
			conversation.turns.map(({ role, parts }) => ({ role, parts })),
			[
				{ role: 'user', parts: [{ text: 'q' }] },
				{ role: 'model', parts: [{ functionCall: call, thoughtSignature: 's' }] },
				{
					role: 'user',
					parts: [{ functionResponse: { name: 'read', response: { result: 1 } } }],
				},
				{ role: 'model', parts: [{ text: 'done' }] },
			],
		);
	});

	it('goes on for the other listeners when one throws, and reports it', async () => {
		const { session, failures, changes } = open([say('a')]);
		session.onDidChange(() => {
			throw new Error('listener');
		});
		await session.send(ask('q'));
		assert.ok(failures.length > 0 && changes.at(-1)?.type === 'turnEnded');
	});
});
