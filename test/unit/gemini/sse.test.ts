import assert from 'node:assert/strict';
import { createSseDecoder } from '../../../src/gemini/sse.ts';

/** What comes out of a stream that arrives in these pieces. */
function decode(...pieces: readonly (string | Uint8Array)[]): string[] {
	const seen: string[] = [];
	const decoder = createSseDecoder({
		data: (text, { isError, isLast }) => {
			seen.push(`${isError ? 'error' : 'data'}${isLast ? ' (last)' : ''} ${text}`);
		},
		bare: text => seen.push(`bare ${text}`),
	});
	for (const piece of pieces) {
		decoder.push(typeof piece === 'string' ? new TextEncoder().encode(piece) : piece);
	}
	decoder.end();
	return seen;
}

describe('The decoder of server-sent events', () => {
	for (const [name, end] of [
		['CRLF', '\r\n'],
		['LF', '\n'],
		['CR', '\r'],
	] as const) {
		it(`understands ${name}`, () => {
			assert.deepEqual(decode(`data: {"a":1}${end}${end}data: {"b":2}${end}${end}`), [
				'data {"a":1}',
				'data {"b":2}',
			]);
		});
	}

	it('needs no space after the colon and takes only one away', () => {
		assert.deepEqual(decode('data:1\n\ndata:  2\n\n'), ['data 1', 'data  2']);
	});

	it('joins the data lines of one event', () => {
		assert.deepEqual(decode('data: {\ndata: "a":1\ndata: }\n\n'), ['data {\n"a":1\n}']);
	});

	it('passes over comments, ids, retry hints and [DONE]', () => {
		assert.deepEqual(
			decode(': PING\n\nid: 7\nretry: 10\nretry: soon\ndata: 1\n\ndata: [DONE]\n\n'),
			['data 1'],
		);
		assert.deepEqual(
			decode('data: 1\n\ndata: [DONE] \n\ndata:\t[DONE]\r\n\r\ndata:  \n\ndata: [DONE]\ndata:\n\n'),
			['data 1'],
		);
		assert.deepEqual(decode('data: [DONE] and more\n\n'), ['data [DONE] and more']);
	});

	it('strips a byte order mark', () => {
		assert.deepEqual(decode(new Uint8Array([0xef, 0xbb]), new Uint8Array([0xbf]), 'data: 1\n\n'), [
			'data 1',
		]);
	});

	it('flushes a last event that lacks its blank line, and says so', () => {
		assert.deepEqual(decode('data: 1\n\ndata: 2\n'), ['data 1', 'data (last) 2']);
		assert.deepEqual(decode('data: 1\n\ndata: {"a'), ['data 1', 'data (last) {"a']);
		assert.deepEqual(decode('data: 1\r\n\r'), ['data 1']);
	});

	it('marks events that call themselves an error', () => {
		assert.deepEqual(decode('event: error\ndata: {"message":"x"}\n\ndata: 1\n\n'), [
			'error {"message":"x"}',
			'data 1',
		]);
	});

	it('hands a bare, pretty-printed object on as soon as it is complete', () => {
		const seen: string[] = [];
		const decoder = createSseDecoder({ data: () => {}, bare: text => seen.push(text) });
		decoder.push(new TextEncoder().encode('data: 1\n\n{\n  "error": {\n    "code": 499\n  }\n}\n'));
		assert.deepEqual(seen, ['{\n  "error": {\n    "code": 499\n  }\n}']);
	});

	it('hands on bare text of other kinds when the next event or the end comes', () => {
		assert.deepEqual(decode('data: 1\n\n[{"a":1},\r\n{"b":2}]'), [
			'data 1',
			'bare [{"a":1},\n{"b":2}]',
		]);
		assert.deepEqual(decode('[DONE', '] or so'), ['bare [DONE] or so']);
		assert.deepEqual(decode('{"error":{"code":1}}'), ['bare {"error":{"code":1}}']);
		assert.deepEqual(decode('<html>\n</html>\n\ndata: 1\n\n'), ['bare <html>\n</html>', 'data 1']);
	});

	it('hands on the elements of an array that takes the place of a stream, and how it breaks off', () => {
		const array = '\uFEFF\n[ {"a": "}\\""},\r\n{"b": [{}]}]';
		const elements = ['bare {"a": "}\\""}', 'bare {"b": [{}]}'];
		assert.deepEqual(decode(array), elements);
		assert.deepEqual(decode(...array), elements);
		assert.deepEqual(decode(`${array}\n\ndata: 1\n`), [...elements, 'data (last) 1']);
		assert.deepEqual(decode(array.slice(0, -3)), [elements[0], 'data (last) {"b": [{}']);
		assert.deepEqual(decode(array.slice(0, -1)), elements);
	});

	const TRICKY = [
		'\uFEFFdata: {"text":"é€𝄞"}\r\n\r\n',
		': PING\r\n\r\n',
		'data: {\r\ndata: "x": 1}\r\n\r\n',
		'data: 2\n\n',
		'data: 3\r\r',
		'{\r\n  "error": {\r\n    "message": "dätä: ü"\r\n  }\r\n}\r\n',
	].join('');
	const EXPECTED = [
		'data {"text":"é€𝄞"}',
		'data {\n"x": 1}',
		'data 2',
		'data 3',
		'bare {\n  "error": {\n    "message": "dätä: ü"\n  }\n}',
	];

	it('gives the same events wherever a stream is cut in two', () => {
		const bytes = new TextEncoder().encode(TRICKY);
		for (let cut = 0; cut <= bytes.length; cut++) {
			assert.deepEqual(decode(bytes.subarray(0, cut), bytes.subarray(cut)), EXPECTED, `at ${cut}`);
		}
	});

	it('gives the same events byte by byte, with empty reads in between', () => {
		const bytes = new TextEncoder().encode(TRICKY);
		const pieces = [...bytes].flatMap(byte => [new Uint8Array([byte]), new Uint8Array()]);
		assert.deepEqual(decode(...pieces), EXPECTED);
	});

	for (const [name, first, more] of [
		['one line', 'data: ', 'x'.repeat(1024 * 1024)],
		['many lines', 'data: \n', `data: ${'x'.repeat(1024 * 1024)}\n`],
		['bare lines', '{\n', `${'x'.repeat(1024 * 1024)}\n`],
	] as const) {
		it(`refuses an event over 48 MB in ${name}`, () => {
			const decoder = createSseDecoder({ data: () => {}, bare: () => {} });
			const piece = new TextEncoder().encode(more);
			decoder.push(new TextEncoder().encode(first));
			assert.throws(
				() => {
					for (let megabytes = 0; megabytes < 50; megabytes++) {
						decoder.push(piece);
					}
				},
				{ name: 'GeminiError', kind: 'protocol', message: /more than 48 MB/ },
			);
		});
	}
});
