import assert from 'node:assert/strict';
import { functionErrorPart, functionResponsePart } from '../../../src/gemini/functionResponse.ts';
import {
	type HistoryTurn,
	type ModelOrigin,
	prepareHistory,
	truncateHistory,
} from '../../../src/gemini/history.ts';
import type { Content, Part } from '../../../src/shared/content.ts';
import { saysNothing } from '../../../src/shared/saysNothing.ts';
import { appendPart, openCalls } from '../../../src/shared/turnParts.ts';

const FLASH: ModelOrigin = { model: 'gemini-3.5-flash', baseUrl: 'https://a.example' };
const user = (...parts: readonly (string | Part)[]): Content => turn('user', parts);
const model = (...parts: readonly (string | Part)[]): Content => turn('model', parts);

function turn(role: Content['role'], parts: readonly (string | Part)[]): Content {
	return { role, parts: parts.map(part => (typeof part === 'string' ? { text: part } : part)) };
}

const call = (name: string, id?: string): Part => ({
	functionCall: { name, ...(id !== undefined && { id }) },
});
const answer = (name: string, id?: string): Part => ({
	functionResponse: { name, ...(id !== undefined && { id }), response: { ok: true } },
});
const NOT_RUN = { error: 'This call was not run.' };

describe('A history for another model', () => {
	const RICH: readonly Part[] = [
		{ text: 'thinking', thought: true },
		{ text: 'text', thoughtSignature: 's' },
		{ executableCode: { code: '1' }, thoughtSignature: 's' },
		{ codeExecutionResult: { outcome: 'OUTCOME_OK' } },
		{ inlineData: { mimeType: 'image/png', data: 'AA' }, thoughtSignature: 's' },
		{ toolCall: { id: '1' }, thoughtSignature: 's' },
		{ toolResponse: { id: '1' } },
		{ hologram: 1 },
		{ functionCall: { name: 'server_f' } },
		{ functionResponse: { name: 'server_f', response: {} } },
		{ text: '', thoughtSignature: 's' },
	];
	const STRIPPED: readonly Part[] = [
		{ text: 'text' },
		{ executableCode: { code: '1' } },
		{ codeExecutionResult: { outcome: 'OUTCOME_OK' } },
		{ inlineData: { mimeType: 'image/png', data: 'AA' } },
	];
	const prepared = (origin: ModelOrigin | undefined, target: ModelOrigin) =>
		prepareHistory(
			[{ content: user('Hi') }, { content: model(...RICH), origin }, { content: user('Go on') }],
			target,
		)[1]?.parts;

	for (const [name, origin] of [
		['the same model', FLASH],
		['an unknown author', undefined],
		[
			'another model of Gemini 3 and later at the same endpoint',
			{ ...FLASH, model: 'gemini-4-argon' },
		],
		['the same model at an endpoint that nobody noted', { model: 'models/gemini-3.5-flash' }],
	] as const) {
		it(`by ${name} stays verbatim`, () => {
			assert.deepEqual(prepared(origin, FLASH), RICH);
		});
	}

	for (const [name, origin, target] of [
		['another endpoint', { ...FLASH, baseUrl: 'https://b.example' }, FLASH],
		['an older model', { ...FLASH, model: 'gemini-2.5-pro' }, FLASH],
		['a newer model', FLASH, { ...FLASH, model: 'gemini-2.5-pro' }],
		['a model of strangers', { ...FLASH, model: 'gpt-5' }, FLASH],
	] as const) {
		it(`by ${name} loses what only its author understands`, () => {
			assert.deepEqual(prepared(origin, target), STRIPPED);
		});
	}

	it('loses turns that held nothing else', () => {
		const turns: HistoryTurn[] = [
			{ content: user('Hi') },
			{ content: model({ text: '', thoughtSignature: 's' }), origin: { model: 'gpt-5' } },
			{ content: user('Hi again') },
		];
		assert.deepEqual(prepareHistory(turns, FLASH), [user('Hi'), user('Hi again')]);
	});
});

describe('Calls and answers of a history', () => {
	const pair = (...contents: readonly Content[]) =>
		prepareHistory(
			contents.map(content => ({ content })),
			FLASH,
		);

	it('that belong together stay as they are', () => {
		const history = [
			user('Hi'),
			model('Let me see.', call('f', '1'), call('g', '2')),
			user(answer('f', '1'), answer('g', '2')),
			model('Done.'),
		];
		assert.deepEqual(pair(...history), history);
	});

	it('are put into the order of the calls', () => {
		assert.deepEqual(
			pair(model(call('f', '1'), call('f', '2')), user(answer('f', '2'), answer('f', '1'))),
			[model(call('f', '1'), call('f', '2')), user(answer('f', '1'), answer('f', '2'))],
		);
	});

	it('are completed where a call was never answered', () => {
		const open = model(call('f'), call('g', '2'));
		const f = { functionResponse: { name: 'f', response: NOT_RUN } };
		const g = { functionResponse: { id: '2', name: 'g', response: NOT_RUN } };
		assert.deepEqual(pair(open, user('Stop that.')), [open, user(f, g), user('Stop that.')]);
		assert.deepEqual(pair(open, user(answer('f'), 'And?')), [
			open,
			user(answer('f'), g),
			user('And?'),
		]);
		assert.deepEqual(pair(open, model('Never mind.')), [open, user(f, g), model('Never mind.')]);
	});

	it('keep the pictures of the answers in their turn, and what was typed in its own', () => {
		const picture = { inlineData: { mimeType: 'image/png', data: 'AAAA' } };
		const open = model(call('f'), call('g', '2'));
		assert.deepEqual(pair(open, user(answer('g', '2'), answer('f'), picture, 'And?')), [
			open,
			user(answer('f'), answer('g', '2'), picture),
			user('And?'),
		]);
	});

	it('are left open at the end, where the answers are still to come', () => {
		assert.deepEqual(pair(user('Hi'), model(call('f'))), [user('Hi'), model(call('f'))]);
	});

	it('lose answers that have no call', () => {
		assert.deepEqual(pair(user(answer('f')), user('Hi', answer('g'))), [user('Hi')]);
	});

	it('fit across the prefix that models invent', () => {
		const history = [model(call('default_api.f')), user(answer('f'))];
		assert.deepEqual(pair(...history), history);
	});
});

describe('A history that is cut to a limit', () => {
	const HISTORY = [
		user('one'),
		model(call('f')),
		user(answer('f')),
		model('1'),
		user('two'),
		model('2'),
		user('three'),
	];
	const cut = (limit: number) => truncateHistory(HISTORY, limit, () => 10).length;

	it('keeps whole exchanges, from a person’s message on', () => {
		assert.deepEqual([70, 69, 60, 50, 40, 30, 29, 20, 10].map(cut), [7, 3, 3, 3, 3, 3, 1, 1, 1]);
	});

	it('keeps the last message even if it does not fit', () => {
		assert.deepEqual(
			truncateHistory(HISTORY, 0, () => 10),
			[user('three')],
		);
	});

	it('is left alone when it fits or holds no message to cut at', () => {
		assert.equal(
			truncateHistory(HISTORY, 1_000, () => 10),
			HISTORY,
		);
		const odd = [model('a'), model('b')];
		assert.equal(
			truncateHistory(odd, 0, () => 10),
			odd,
		);
	});
});

describe('The answer to a call', () => {
	it('echoes the name of the wire, and the id if there was one', () => {
		assert.deepEqual(functionResponsePart(call('default_api.f'), { a: 1 }), {
			functionResponse: { name: 'default_api.f', response: { a: 1 } },
		});
		assert.deepEqual(functionErrorPart(call('f', '7'), 'not found'), {
			functionResponse: { id: '7', name: 'f', response: { error: 'not found' } },
		});
	});

	for (const [result, response] of [
		['text', { result: 'text' }],
		[3, { result: 3 }],
		[[1, 2], { result: [1, 2] }],
		[null, { result: null }],
		[undefined, { result: null }],
		[{ $ref: '#/x' }, { result: '{"$ref":"#/x"}' }],
		[{ a: [{ $ref: 'x' }] }, { result: '{"a":[{"$ref":"x"}]}' }],
	] as const) {
		it(`is always an object: ${JSON.stringify(result)}`, () => {
			assert.deepEqual(
				functionResponsePart(call('f'), result).functionResponse?.response,
				response,
			);
		});
	}
});

describe('The parts of a turn', () => {
	it('join text with its unsigned neighbour of the same kind only', () => {
		const parts: Part[] = [];
		for (const part of [
			{ text: 'a', thought: true },
			{ text: 'b', thought: true },
			{ text: 'c' },
			{ text: 'd', thought: false },
			{ text: 'e', thoughtSignature: 's' },
			{ text: 'f' },
			{ text: '', thoughtSignature: 't' },
			{ text: 'g', partMetadata: {} },
			{ text: 'h' },
			{ functionCall: { name: 'f' } },
			{ text: 'i' },
		]) {
			appendPart(parts, part);
		}
		assert.deepEqual(parts, [
			{ text: 'ab', thought: true },
			{ text: 'cd' },
			{ text: 'e', thoughtSignature: 's' },
			{ text: 'f' },
			{ text: '', thoughtSignature: 't' },
			{ text: 'g', partMetadata: {} },
			{ text: 'h' },
			{ functionCall: { name: 'f' } },
			{ text: 'i' },
		]);
	});

	it('never change what they were made from', () => {
		const first: Part = Object.freeze({ text: 'a' });
		const parts: Part[] = [];
		appendPart(parts, first);
		appendPart(parts, Object.freeze({ text: 'b' }));
		assert.deepEqual([first, parts], [{ text: 'a' }, [{ text: 'ab' }]]);
	});

	it('tell which calls wait for an answer', () => {
		const parts = [
			call('a'),
			call('b', '1'),
			call('c'),
			call('c'),
			answer('a'),
			answer('b', '2'),
			answer('c'),
			{ text: 'x' },
		];
		assert.deepEqual(openCalls(parts), [call('b', '1'), call('c')]);
	});
});

describe('An answer that says nothing', () => {
	const thought: Part = { text: 'Hm.', thought: true };

	for (const [name, parts] of [
		['no part', []],
		['thoughts', [thought]],
		['a lone signature', [{ thoughtSignature: 'c2ln' }]],
		['thoughts and an empty text with a signature', [thought, { text: '', thoughtSignature: 's' }]],
	] as const) {
		it(`has ${name} and nothing else`, () => {
			assert.equal(saysNothing(parts), true);
		});
	}

	for (const [name, part] of [
		['a text', { text: 'a' }],
		['a call', call('f')],
		['a picture', { inlineData: { mimeType: 'image/png', data: 'AA==' } }],
		['something newer than this code', { text: '', news: {} }],
		['something without a text', { news: {} }],
	] as const) {
		it(`has not ${name}`, () => {
			assert.equal(saysNothing([thought, part]), false);
		});
	}
});
