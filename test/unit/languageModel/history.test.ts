import assert from 'node:assert/strict';
import { type HistoryContext, modelParts } from '../../../src/languageModel/modelTurn.ts';
import type { PlainPart } from '../../../src/languageModel/plainMessage.ts';
import {
	type AnswerRecord,
	createSignatureMemory,
	METADATA_KEY,
	recordFromMetadata,
} from '../../../src/languageModel/signatureMemory.ts';
import { call, text } from './messages.ts';

const baseUrl = 'https://endpoint.test';
const model = 'gemini-3.5-flash';

const record = (changes: Partial<AnswerRecord> = {}): AnswerRecord => ({
	model,
	baseUrl,
	calls: {},
	texts: [],
	textLength: 0,
	...changes,
});
const thinking = (value: AnswerRecord): PlainPart => ({
	kind: 'thinking',
	metadata: { [METADATA_KEY]: value },
});
const context = (memory = createSignatureMemory()): HistoryContext => ({
	model,
	baseUrl,
	memory,
	functionName: name => name,
});

describe('signatures in history', () => {
	it('return to the pieces that they came with', () => {
		const parts = modelParts(
			[
				thinking(
					record({
						calls: { '1': 'call' },
						texts: [
							{ start: 1, length: 2, signature: 'middle' },
							{ start: 3, length: 0, signature: 'between' },
							{ start: 5, length: 0, signature: 'end' },
						],
						textLength: 5,
					}),
				),
				text('abc'),
				text('de'),
				call('1', 'read'),
				call('2', 'read'),
			],
			context(),
		);
		assert.deepEqual(parts, [
			{ text: 'a' },
			{ text: 'bc', thoughtSignature: 'middle' },
			{ text: '', thoughtSignature: 'between' },
			{ text: 'de' },
			{ text: '', thoughtSignature: 'end' },
			{ functionCall: { name: 'read', args: {} }, thoughtSignature: 'call' },
			{ functionCall: { name: 'read', args: {} } },
		]);
	});

	it('are believed in their last version, which tells most', () => {
		const parts = modelParts(
			[
				thinking(record({ calls: { '1': 'a' } })),
				text('xy'),
				call('1', 'read'),
				thinking(record({ calls: { '1': 'a', '2': 'b' }, textLength: 2 })),
				call('2', 'read'),
			],
			context(),
		);
		assert.deepEqual(
			parts.map(part => part.thoughtSignature ?? part.text),
			['xy', 'a', 'b'],
		);
	});

	it('come from memory where the thinking part did not return', () => {
		const memory = createSignatureMemory();
		memory.remember(record({ calls: { '1': 'a' }, textLength: 1 }), 'x');
		memory.remember(
			record({ texts: [{ start: 0, length: 2, signature: 's' }], textLength: 2 }),
			'hi\n\n> note\n',
		);
		assert.deepEqual(modelParts([text('x'), call('1', 'read')], context(memory)), [
			{ text: 'x' },
			{ functionCall: { name: 'read', args: {} }, thoughtSignature: 'a' },
		]);
		assert.deepEqual(modelParts([text('hi\n\n> note')], context(memory)), [
			{ text: 'hi', thoughtSignature: 's' },
		]);
	});

	it('stay out of requests to another model or another endpoint', () => {
		const parts = [thinking(record({ calls: { '1': 'a' } })), call('1', 'read')];
		for (const other of [{ model: 'gemini-4-argon' }, { baseUrl: 'https://other.test' }]) {
			assert.deepEqual(modelParts(parts, { ...context(), ...other }), [
				{ functionCall: { name: 'read', args: {} } },
			]);
		}
	});

	it('are dropped where the text is no longer the one that was signed', () => {
		const parts = [
			thinking(record({ texts: [{ start: 0, length: 2, signature: 's' }], textLength: 5 })),
			text('abc'),
		];
		assert.deepEqual(modelParts(parts, context()), [{ text: 'abc' }]);
	});

	it('go with the notes that we wrote behind the answer', () => {
		const parts = [thinking(record({ textLength: 3 })), text('abc\n\n> cut')];
		assert.deepEqual(modelParts(parts, context()), [{ text: 'abc' }]);
	});

	it('are not read from metadata that somebody else wrote', () => {
		for (const metadata of [
			undefined,
			{ signature: 'x' },
			{ [METADATA_KEY]: { ...record(), calls: { '1': 2 } } },
			{ [METADATA_KEY]: { ...record(), texts: [{ start: 0 }] } },
			{ [METADATA_KEY]: { ...record(), textLength: 'long' } },
		]) {
			assert.equal(recordFromMetadata(metadata), undefined);
		}
	});

	it('are forgotten oldest first', () => {
		const memory = createSignatureMemory(2);
		for (const id of ['1', '2', '3']) {
			memory.remember(record({ calls: { [id]: id } }), '');
		}
		assert.deepEqual(
			['1', '2', '3'].map(id => memory.recall([id], '-')?.calls[id]),
			[undefined, '2', '3'],
		);
	});
});
