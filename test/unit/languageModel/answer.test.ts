import assert from 'node:assert/strict';
import { Answer, type AnswerEnd } from '../../../src/languageModel/answer.ts';
import type { AnswerPart } from '../../../src/languageModel/answerPart.ts';
import { METADATA_KEY } from '../../../src/languageModel/signatureMemory.ts';
import type { Part } from '../../../src/shared/content.ts';
import type { ErrorInfo } from '../../../src/shared/errorInfo.ts';
import type { ModelEvent } from '../../../src/shared/events.ts';
import { words } from './messages.ts';

const says = (value: string, more: Partial<Part> = {}): ModelEvent => ({
	type: 'text',
	candidate: 0,
	text: value,
	part: { text: value, ...more },
});
const thinks = (value: string): ModelEvent => ({
	type: 'thought',
	candidate: 0,
	text: value,
	part: { text: value, thought: true },
});
const calls = (name: string, thoughtSignature?: string): ModelEvent => ({
	type: 'functionCall',
	candidate: 0,
	call: { name, id: 'fc', args: { a: 1 } },
	part: { functionCall: { name }, thoughtSignature },
});
const finishes = (reason: string): ModelEvent => ({ type: 'finish', candidate: 0, reason });
const unavailable: ErrorInfo = { kind: 'unavailable', message: 'm', status: 503, retryable: true };

function read(events: readonly ModelEvent[], failure?: ErrorInfo, canThink = true) {
	const answer = new Answer({
		model: 'm',
		baseUrl: 'https://endpoint.test',
		words,
		canThink,
		toolName: name => `tool:${name}`,
	});
	const parts = events.flatMap(event => answer.accept(event));
	const end = answer.end(failure);
	return { parts: [...parts, ...(end.kind === 'shown' ? end.parts : [])], end };
}

/** Parts as lines, without ids. */
const lines = (parts: readonly AnswerPart[]) =>
	parts.map(part => {
		switch (part.kind) {
			case 'text':
				return `text ${part.text}`;
			case 'thinking':
				return part.metadata === undefined ? `thinking ${part.text}` : 'thinking +';
			case 'toolCall':
				return `call ${part.name} ${JSON.stringify(part.input)}`;
			default:
				return `data ${part.mimeType} ${part.data.length}`;
		}
	});

const reason = (end: AnswerEnd) => (end.kind === 'nothing' ? end.reason : 'shown');

describe('the parts of an answer', () => {
	it('reports thoughts, text and calls in their order', () => {
		const { parts } = read([thinks('t'), says('a'), says('b'), calls('read'), finishes('STOP')]);
		assert.deepEqual(lines(parts), ['thinking t', 'text a', 'text b', 'call tool:read {"a":1}']);
	});

	it('keeps thoughts back where VS Code has no part for them', () => {
		const { parts } = read([thinks('t'), calls('read', 's'), finishes('STOP')], undefined, false);
		assert.deepEqual(lines(parts), ['call tool:read {"a":1}']);
	});

	it('gives each call an id of its own', () => {
		const { parts } = read([calls('a'), calls('b'), finishes('STOP')]);
		const ids = parts.flatMap(part => (part.kind === 'toolCall' ? [part.callId] : []));
		assert.equal(new Set(ids).size, 2);
	});

	it('reports a signature before its call, and all of them at the end', () => {
		const { parts } = read([
			says('x'),
			calls('a', 's1'),
			says('yz', { thoughtSignature: 's2' }),
			finishes('STOP'),
		]);
		assert.deepEqual(lines(parts), [
			'text x',
			'thinking +',
			'call tool:a {"a":1}',
			'text yz',
			'thinking +',
		]);
		const callId = parts.flatMap(part => (part.kind === 'toolCall' ? [part.callId] : []))[0] ?? '';
		const last = parts.at(-1);
		assert.deepEqual(last?.kind === 'thinking' && last.metadata, {
			[METADATA_KEY]: {
				model: 'm',
				baseUrl: 'https://endpoint.test',
				calls: { [callId]: 's1' },
				texts: [{ start: 1, length: 2, signature: 's2' }],
				textLength: 3,
			},
		});
	});

	it('reports usage as VS Code’s context gauge reads it', () => {
		const { parts } = read([
			says('a'),
			{ type: 'usage', usage: { prompt: 10, cached: 4, candidates: 2, thoughts: 3, total: 15 } },
			finishes('STOP'),
		]);
		const usage = parts.at(-1);
		assert.deepEqual(
			usage?.kind === 'data' && [usage.mimeType, JSON.parse(new TextDecoder().decode(usage.data))],
			[
				'usage',
				{
					prompt_tokens: 10,
					completion_tokens: 5,
					total_tokens: 15,
					prompt_tokens_details: { cached_tokens: 4 },
					completion_tokens_details: { reasoning_tokens: 3 },
				},
			],
		);
	});

	it('reports final pictures as data and in words, drafts not at all', () => {
		const picture = (draft: boolean): ModelEvent => ({
			type: 'media',
			candidate: 0,
			media: { mimeType: 'image/png', data: 'AQID' },
			draft,
			part: {},
		});
		const { parts } = read([picture(true), picture(false), finishes('STOP')]);
		assert.deepEqual(lines(parts), ['data image/png 3', 'text \n\n*image image/png 3*\n\n']);
	});

	it('shows code that the endpoint ran, in fences that the code cannot close', () => {
		const { parts } = read([
			{
				type: 'executableCode',
				candidate: 0,
				code: { code: 'print("```")\n', language: 'PYTHON' },
				part: {},
			},
			{
				type: 'codeExecutionResult',
				candidate: 0,
				result: { outcome: 'OUTCOME_OK', output: '```' },
				part: {},
			},
			finishes('STOP'),
		]);
		assert.deepEqual(lines(parts), [
			'text \n\n````python\nprint("```")\n````\n\n',
			'text \n\n````\n```\n````\n\n',
		]);
	});

	it('lists sources once, as links where they are web addresses', () => {
		const { parts } = read([
			says('a'),
			{
				type: 'grounding',
				candidate: 0,
				grounding: {
					sources: [
						{ kind: 'web', title: 'A [b]', uri: 'https://a.test/x y' },
						{ kind: 'web', title: 'A [b]', uri: 'https://a.test/x y' },
						{ kind: 'retrieved', title: 'Notes', uri: 'command:evil' },
					],
					supports: [],
					webSearchQueries: [],
					imageSearchQueries: [],
					retrievalQueries: [],
				},
			},
			{
				type: 'citations',
				candidate: 0,
				citations: [{ uri: 'https://c.test/', license: 'mit', publicationDate: '2024-05' }],
			},
			{
				type: 'urlContext',
				candidate: 0,
				urls: [
					{ url: 'https://d.test/', status: 'URL_RETRIEVAL_STATUS_SUCCESS' },
					{ url: 'https://e.test/', status: 'URL_RETRIEVAL_STATUS_ERROR' },
				],
			},
			finishes('STOP'),
		]);
		assert.deepEqual(lines(parts), [
			'text a',
			'text \n\n**Sources**\n\n- [A \\[b\\]](<https://a.test/x%20y>)\n- Notes\n- [https://d.test/](<https://d.test/>)\n' +
				'\n\n**Taken from**\n\n- [https://c.test/](<https://c.test/>) (mit, 2024-05)\n',
			'thinking +',
		]);
	});

	it('says a long wait once, and only among the thoughts', () => {
		const waits = (waitMs: number): ModelEvent => ({
			type: 'retry',
			attempt: 1,
			maxAttempts: 5,
			waitMs,
			error: unavailable,
		});
		assert.deepEqual(lines(read([waits(500), waits(34_000), says('a')]).parts).slice(0, 2), [
			'thinking **waiting 34000 unavailable**\n\n',
			'text a',
		]);
	});

	it('leaves further candidates out', () => {
		const other: ModelEvent = { type: 'text', candidate: 1, text: 'b', part: { text: 'b' } };
		const { parts } = read([says('a'), other, finishes('STOP')]);
		assert.deepEqual(lines(parts), ['text a']);
	});
});

describe('the end of an answer', () => {
	it('closes a cut answer with the reason', () => {
		for (const finish of ['MAX_TOKENS', 'SAFETY', 'RECITATION', 'LANGUAGE', 'SOMETHING_NEW']) {
			assert.deepEqual(lines(read([says('a'), finishes(finish)]).parts).slice(0, 2), [
				'text a',
				`text \n\n> finished ${finish} shown\n`,
			]);
		}
	});

	it('says when the stream just stopped', () => {
		assert.equal(lines(read([says('a')]).parts)[1], 'text \n\n> finished silently shown\n');
	});

	it('turns a failure into the closing note once something was shown', () => {
		for (const shown of [says('a'), calls('read')]) {
			assert.equal(
				lines(read([shown], unavailable).parts)[1],
				'text \n\n> failed unavailable 503\n',
			);
		}
	});

	it('gives the reason where nothing was shown, thoughts notwithstanding', () => {
		assert.deepEqual(
			[
				read([]).end,
				read([finishes('STOP')]).end,
				read([thinks('t'), finishes('STOP')]).end,
				read([finishes('MALFORMED_FUNCTION_CALL')]).end,
				read([finishes('MAX_TOKENS')]).end,
				read([finishes('SAFETY')]).end,
				read([{ type: 'blocked', reason: 'PROHIBITED_CONTENT' }]).end,
				read([], unavailable).end,
			].map(reason),
			[
				'finished silently empty',
				'finished STOP empty',
				'finished STOP empty',
				'finished MALFORMED_FUNCTION_CALL empty',
				'finished MAX_TOKENS empty',
				'finished SAFETY empty',
				'blocked PROHIBITED_CONTENT',
				'failed unavailable 503',
			],
		);
	});
});
