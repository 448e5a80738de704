import assert from 'node:assert/strict';
import { toCallId } from '../../../src/languageModel/callIds.ts';
import { convertMessages } from '../../../src/languageModel/contents.ts';
import type { HistoryContext } from '../../../src/languageModel/modelTurn.ts';
import type { PlainMessage } from '../../../src/languageModel/plainMessage.ts';
import { createSignatureMemory } from '../../../src/languageModel/signatureMemory.ts';
import { assistant, call, data, result, system, text, user } from './messages.ts';

const context: HistoryContext = {
	model: 'gemini-3.5-flash',
	baseUrl: 'https://endpoint.test',
	memory: createSignatureMemory(),
	functionName: name => name,
};

const convert = (...messages: PlainMessage[]) => convertMessages(messages, context);
const contents = (...messages: PlainMessage[]) => convert(...messages).contents;

const called = (name: string, args = {}) => ({ functionCall: { name, args } });
const answered = (name: string, response: object) => ({ functionResponse: { name, response } });

describe('chat messages as turns', () => {
	it('makes one instruction of all system messages, wherever they stand', () => {
		assert.deepEqual(convert(system('a'), user(text('hi')), system('b')), {
			systemInstruction: [{ text: 'a' }, { text: 'b' }],
			contents: [{ role: 'user', parts: [{ text: 'hi' }] }],
		});
	});

	it('sends a lone system message as the question', () => {
		assert.deepEqual(convert(system('a')), {
			systemInstruction: [],
			contents: [{ role: 'user', parts: [{ text: 'a' }] }],
		});
	});

	it('joins user messages in a row into one turn', () => {
		assert.deepEqual(contents(user(text('a')), user(text('b'), text('')), user(text('c'))), [
			{ role: 'user', parts: [{ text: 'a' }, { text: 'b' }, { text: 'c' }] },
		]);
	});

	it('joins assistant messages in a row into one turn', () => {
		assert.deepEqual(
			contents(user(text('a')), assistant(text('b')), assistant(text('c')), user(text('d'))),
			[
				{ role: 'user', parts: [{ text: 'a' }] },
				{ role: 'model', parts: [{ text: 'b' }, { text: 'c' }] },
				{ role: 'user', parts: [{ text: 'd' }] },
			],
		);
	});

	it('drops messages without content', () => {
		assert.deepEqual(contents(user(text('a')), assistant(), user(text(''))), [
			{ role: 'user', parts: [{ text: 'a' }] },
		]);
	});

	it('begins with a user turn and ends with one', () => {
		assert.deepEqual(contents(assistant(text('a')), user(text('b')), assistant(text('c'))), [
			{ role: 'user', parts: [{ text: '(Earlier messages are not shown.)' }] },
			{ role: 'model', parts: [{ text: 'a' }] },
			{ role: 'user', parts: [{ text: 'b' }] },
			{ role: 'model', parts: [{ text: 'c' }] },
			{ role: 'user', parts: [{ text: 'Continue.' }] },
		]);
	});

	it('sends images, PDF, sound and video as bytes', () => {
		const [turn] = contents(
			user(
				data('image/png', 1, 2, 3),
				data('image/jpg', 4),
				data('application/pdf', 5),
				data('audio/wav', 6),
				data('video/mp4', 7),
			),
		);
		assert.deepEqual(turn?.parts, [
			{ inlineData: { mimeType: 'image/png', data: 'AQID' } },
			{ inlineData: { mimeType: 'image/jpeg', data: 'BA==' } },
			{ inlineData: { mimeType: 'application/pdf', data: 'BQ==' } },
			{ inlineData: { mimeType: 'audio/wav', data: 'Bg==' } },
			{ inlineData: { mimeType: 'video/mp4', data: 'Bw==' } },
		]);
	});

	it('sends text and JSON of data parts as text', () => {
		const [turn] = contents(
			user(data('text/plain; charset=utf-8', 0xc3, 0xa9), data('application/json', 0x31)),
		);
		assert.deepEqual(turn?.parts, [{ text: 'é' }, { text: '1' }]);
	});

	it('says what the model cannot read instead of having the request refused', () => {
		const [turn] = contents(user(data('image/gif', 1)));
		assert.deepEqual(turn?.parts, [
			{ text: '[An attachment of type image/gif is left out: the model cannot read it.]' },
		]);
	});

	it('ignores the marks that chats put between the parts', () => {
		assert.deepEqual(
			contents(
				user(text('a'), data('cache_control', 1)),
				assistant(data('stateful_marker', 2), { kind: 'thinking', metadata: {} }, text('b')),
				user(text('c'), data('context_management', 3)),
			),
			[
				{ role: 'user', parts: [{ text: 'a' }] },
				{ role: 'model', parts: [{ text: 'b' }] },
				{ role: 'user', parts: [{ text: 'c' }] },
			],
		);
	});

	it('names each result after its call', () => {
		assert.deepEqual(
			contents(
				user(text('q')),
				assistant(text('t'), call('1', 'read', { p: 'a' })),
				user(result('1', 'x')),
			),
			[
				{ role: 'user', parts: [{ text: 'q' }] },
				{ role: 'model', parts: [{ text: 't' }, called('read', { p: 'a' })] },
				{ role: 'user', parts: [answered('read', { result: 'x' })] },
			],
		);
	});

	it('gathers the results of parallel calls into one turn, in the order of the calls', () => {
		assert.deepEqual(
			contents(
				user(text('q')),
				assistant(call('1', 'a'), call('2', 'b'), call('3', 'c')),
				user(result('3', 'z')),
				user(result('1', 'x')),
				user(result('2', 'y', true)),
				user(text('next')),
			).slice(2),
			[
				{
					role: 'user',
					parts: [
						answered('a', { result: 'x' }),
						answered('b', { error: 'y' }),
						answered('c', { result: 'z' }),
						{ text: 'next' },
					],
				},
			],
		);
	});

	it('puts results behind their call even when other messages came between', () => {
		assert.deepEqual(
			contents(
				user(text('q')),
				assistant(call('1', 'a')),
				user(text('aside')),
				assistant(text('t')),
				user(result('1', 'x')),
			).slice(1),
			[
				{ role: 'model', parts: [called('a')] },
				{ role: 'user', parts: [answered('a', { result: 'x' }), { text: 'aside' }] },
				{ role: 'model', parts: [{ text: 't' }] },
				{ role: 'user', parts: [{ text: 'Continue.' }] },
			],
		);
	});

	it('follows several steps of one tool loop', () => {
		assert.deepEqual(
			contents(
				user(text('q')),
				assistant(call('1', 'a')),
				user(result('1', 'x')),
				assistant(call('2', 'b')),
				user(result('2', 'y')),
			).slice(1),
			[
				{ role: 'model', parts: [called('a')] },
				{ role: 'user', parts: [answered('a', { result: 'x' })] },
				{ role: 'model', parts: [called('b')] },
				{ role: 'user', parts: [answered('b', { result: 'y' })] },
			],
		);
	});

	it('answers a call that has no result, because counts must match', () => {
		assert.deepEqual(
			contents(
				user(text('q')),
				assistant(call('1', 'a'), call('2', 'b')),
				user(result('2', 'y')),
			).at(-1),
			{
				role: 'user',
				parts: [answered('a', { error: 'The tool was not run.' }), answered('b', { result: 'y' })],
			},
		);
	});

	it('keeps a result whose call is gone as text', () => {
		assert.deepEqual(contents(user(result('9', 'x'), text('q'))), [
			{
				role: 'user',
				parts: [{ text: 'Result of a tool call that is not shown:\nx' }, { text: 'q' }],
			},
		]);
	});

	it('pairs repeated ids of foreign history in order', () => {
		assert.deepEqual(
			contents(
				user(text('q')),
				assistant(call('1', 'a')),
				user(result('1', 'x')),
				assistant(call('1', 'a')),
				user(result('1', 'y')),
			).filter(({ role }) => role === 'user'),
			[
				{ role: 'user', parts: [{ text: 'q' }] },
				{ role: 'user', parts: [answered('a', { result: 'x' })] },
				{ role: 'user', parts: [answered('a', { result: 'y' })] },
			],
		);
	});

	it('puts the pictures of a result beside the response', () => {
		assert.deepEqual(
			contents(
				user(text('q')),
				assistant(call('1', 'shot')),
				user({
					kind: 'toolResult',
					callId: '1',
					isError: false,
					content: [
						{ kind: 'text', text: 'done' },
						{ kind: 'data', mimeType: 'image/png', data: Uint8Array.of(1) },
						{ kind: 'data', mimeType: 'cache_control', data: Uint8Array.of(1) },
						{ kind: 'text', text: 'twice' },
					],
				}),
			).at(-1),
			{
				role: 'user',
				parts: [
					answered('shot', { result: 'done\ntwice' }),
					{ inlineData: { mimeType: 'image/png', data: 'AQ==' } },
				],
			},
		);
	});

	it('sends the endpoint’s own id back with call and result, and no other', () => {
		const withId = toCallId('fc_1');
		const without = toCallId(undefined);
		assert.deepEqual(
			contents(
				user(text('q')),
				assistant(call(withId, 'a'), call(without, 'b'), call('foreign', 'c')),
				user(result(withId, 'x'), result(without, 'y'), result('foreign', 'z')),
			).slice(1),
			[
				{
					role: 'model',
					parts: [{ functionCall: { id: 'fc_1', name: 'a', args: {} } }, called('b'), called('c')],
				},
				{
					role: 'user',
					parts: [
						{ functionResponse: { id: 'fc_1', name: 'a', response: { result: 'x' } } },
						answered('b', { result: 'y' }),
						answered('c', { result: 'z' }),
					],
				},
			],
		);
	});
});
