import assert from 'node:assert/strict';
import process from 'node:process';
import fc from 'fast-check';
import { ChatPage } from '../../src/chat/chatPage.ts';
import { parseMessage } from '../../src/chat/messages.ts';
import { ConversationSession } from '../../src/conversations/conversationSession.ts';
import type { FromWebview } from '../../src/shared/protocol.ts';
import { panelState } from '../unit/chat/panelState.ts';
import { recordFigure } from './figures.ts';

const MESSAGES = 100_000;
/** A conversation is left behind after so many. */
const PER_PAGE = 500;

/** A good message of every type: the types themselves say when one is missing. */
const VALID: { readonly [T in FromWebview['type']]: Extract<FromWebview, { type: T }> } = {
	ready: { type: 'ready' },
	focus: { type: 'focus', isFocused: true },
	send: { type: 'send', text: 'Hello' },
	beginEdit: { type: 'beginEdit', turnId: 'a' },
	cancelEdit: { type: 'cancelEdit' },
	complete: { type: 'complete', request: 1, trigger: '@', query: 'a' },
	accept: { type: 'accept', id: 'a' },
	attachUris: { type: 'attachUris', uris: ['file:///a'] },
	attachData: { type: 'attachData', name: 'a', mimeType: 'image/png', size: 3, data: 'QUJD' },
	attach: { type: 'attach' },
	detach: { type: 'detach', id: 'a' },
	openAttachment: { type: 'openAttachment', id: 'a' },
	openAttached: { type: 'openAttached', turnId: 't1', index: 0 },
	decide: { type: 'decide', id: 'a', action: 'b' },
	stop: { type: 'stop' },
	sendNext: { type: 'sendNext' },
	unqueue: { type: 'unqueue', id: 't1' },
	edit: { type: 'edit', turnId: 't1', text: 'Other' },
	regenerate: { type: 'regenerate', turnId: 't2' },
	fork: { type: 'fork', turnId: 't2' },
	deleteTurn: { type: 'deleteTurn', turnId: 't1' },
	newConversation: { type: 'newConversation' },
	cardAction: { type: 'cardAction', action: 'retry', turnId: 't2' },
	setThinkingLevel: { type: 'setThinkingLevel', level: 'low' },
	chooseModel: { type: 'chooseModel' },
	switchModel: { type: 'switchModel', turnId: 't2' },
	setTool: { type: 'setTool', tool: 'googleSearch', isOn: true },
	details: { type: 'details', turnId: 't2' },
	inspect: { type: 'inspect', turnId: 't2', what: 'curl' },
	media: { type: 'media', action: 'save', turnId: 't2', index: 0 },
	openLink: { type: 'openLink', href: 'https://x.example' },
	copyTurn: { type: 'copyTurn', turnId: 't2' },
	tokenize: { type: 'tokenize', block: 'b', language: 'ts', from: 0, lines: ['a'] },
	code: { type: 'code', action: 'copy', text: 'a', language: 'ts' },
};

const names = Object.values(VALID).flatMap(Object.keys);
const oddValue = fc.oneof(
	fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true }),
	fc.string({ unit: 'binary' }),
	fc.nat(12).map(number => `t${number}`),
	fc.constantFrom<unknown>(
		...['command:x', 'javascript:x', '../../x', '__proto__', 'constructor', '', 't1', '\0'],
		...[-1, 0, 1.5, 1e21, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53],
		...[null, undefined, true, [], {}, [[]], { type: 'send' }],
		'x'.repeat(10_000),
	),
);

/** Wholly wrong, nearly right, or right. */
const message: fc.Arbitrary<unknown> = fc.oneof(
	fc.anything({ maxDepth: 3 }),
	fc.constantFrom(...Object.values(VALID)),
	fc
		.tuple(
			fc.constantFrom(...Object.values(VALID)),
			fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string()), oddValue, { maxKeys: 3 }),
		)
		.map(([valid, changes]) => ({ ...valid, ...changes })),
	fc
		.tuple(fc.constantFrom(...Object.values(VALID)), fc.constantFrom(...names))
		.map(([valid, gone]) =>
			Object.fromEntries(Object.entries(valid).filter(([name]) => name !== gone)),
		),
);

function openPage() {
	let id = 0;
	const reported: unknown[] = [];
	const conversation = { id: 'c', title: '', createdAt: 0, updatedAt: 0, turns: [] };
	const session = new ConversationSession(conversation, {
		async *generate() {
			yield { type: 'text', candidate: 0, text: 'a', part: { text: 'a' } } as const;
		},
		buildPrompt: () => ({ model: 'x', contents: [] }),
		now: () => 0,
		createId: () => `t${++id}`,
		report: error => reported.push(error),
	});
	const performed = { count: 0 };
	const page = new ChatPage(
		{ postMessage: async value => JSON.stringify(value) !== '' },
		session,
		{
			panelState: async () => panelState,
			cardOf: () => undefined,
			translate: message => message,
			detailsOf: async () => ({ sections: [], isRecorded: false }),
			onFocus: () => undefined,
			async perform(request, current) {
				performed.count++;
				await act(request, current);
			},
			createColors: async () => ({ color: async () => undefined }),
			onDidChangeColors: () => ({ dispose: () => undefined }),
			onDidChangeState: () => ({ dispose: () => undefined }),
		},
		{
			connect: () => undefined,
			refresh: () => undefined,
			keepQueue: () => undefined,
			cancelEdit: () => undefined,
			async perform() {
				performed.count++;
			},
		},
	);
	return { page, session, performed, reported };
}

/** What changes the conversation itself. */
async function act(request: FromWebview, session: ConversationSession): Promise<void> {
	switch (request.type) {
		case 'send':
			return session.send({ parts: [{ text: request.text }] });
		case 'edit':
			return session.edit(request.turnId, { parts: [{ text: request.text }] });
		case 'regenerate':
			return session.regenerate(request.turnId);
		case 'deleteTurn':
			return session.deleteTurn(request.turnId);
		case 'stop':
			return session.stop();
		case 'sendNext':
			return session.sendNext();
		case 'unqueue':
			session.unqueue(request.id);
			return undefined;
		case 'setTool':
			return session.setTool(request.tool, request.isOn);
		default:
			return undefined;
	}
}

describe('Messages of a page that has gone mad', function () {
	this.timeout(600_000);

	it(`are understood or ignored, ${MESSAGES} times, and never taken for something else`, async () => {
		const rejections: unknown[] = [];
		const onRejection = (reason: unknown) => rejections.push(reason);
		process.on('unhandledRejection', onRejection);
		let open = openPage();
		let understood = 0;
		let performed = 0;
		let count = 0;
		let slowest = 0;
		await fc.assert(
			fc.asyncProperty(message, async raw => {
				if (++count % PER_PAGE === 0) {
					open.page.dispose();
					performed += open.performed.count;
					assert.deepEqual(open.reported, []);
					open = openPage();
				}
				const parsed = parseMessage(raw);
				if (parsed !== undefined) {
					understood++;
					assert.deepEqual(parsed, raw);
					assert.ok(Object.hasOwn(VALID, parsed.type));
				}
				const started = performance.now();
				await open.page.receive(raw);
				slowest = Math.max(slowest, performance.now() - started);
				assert.equal(Reflect.get({}, 'type'), undefined);
			}),
			{ numRuns: MESSAGES, endOnFailure: true },
		);
		await new Promise(resolve => setImmediate(resolve));
		process.off('unhandledRejection', onRejection);
		assert.deepEqual(rejections, []);
		assert.ok(understood > MESSAGES / 10, `${understood} understood`);
		assert.ok(performed > MESSAGES / 100, `${performed} performed`);
		assert.ok(slowest < 2_000, `${slowest} ms`);
		console.log(
			`      ${MESSAGES} messages: ${understood} understood, ${performed} done, slowest ${slowest.toFixed(1)} ms`,
		);
		await recordFigure(
			'messages of the page, random and near-valid',
			MESSAGES,
			'none is taken for another, none throws',
		);
	});
});
