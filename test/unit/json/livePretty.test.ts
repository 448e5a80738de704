import assert from 'node:assert/strict';
import fc from 'fast-check';
import { LivePretty, type LivePrettyOptions } from '../../../src/json/stream/livePretty.ts';

function pretty(pieces: readonly string[], options?: LivePrettyOptions): string {
	const live = new LivePretty(options);
	return pieces.map(piece => live.push(piece)).join('');
}

/** The text cut at the given places. */
function cut(text: string, places: readonly number[]): string[] {
	const sorted = places.map(place => place % (text.length + 1)).toSorted((a, b) => a - b);
	const ends = [...sorted, text.length];
	return ends.map((end, index) => text.slice(ends[index - 1] ?? 0, end));
}

const layouts = fc.constantFrom<string | undefined>(undefined, '  ', '\t');

describe('LivePretty', () => {
	it('lays out any JSON as JSON.stringify does, wherever the text is cut', () => {
		fc.assert(
			fc.property(
				fc.jsonValue(),
				layouts,
				fc.array(fc.nat(), { maxLength: 20 }),
				(value, layout, places) => {
					const text = JSON.stringify(value, undefined, layout);
					assert.equal(
						pretty(cut(text, places), { scalars: true }),
						JSON.stringify(value, undefined, 2),
					);
				},
			),
		);
	});

	it('leaves prose and code fences out', () => {
		const answer = 'Here is [the] {document}:\n```json\n{"a":"```"}\n```\nThat was it.';
		assert.equal(pretty([...answer]), '{\n  "a": "```"\n}');
	});

	it('writes documents one below another, each on one line without indentation', () => {
		const answer = '{"a":1,"b":[1,2]}\n\n{"a":2,"b":[]}';
		assert.deepEqual(
			[pretty([answer]), pretty([answer], { indent: '' })],
			[
				'{\n  "a": 1,\n  "b": [\n    1,\n    2\n  ]\n}\n{\n  "a": 2,\n  "b": []\n}',
				'{"a": 1, "b": [1, 2]}\n{"a": 2, "b": []}',
			],
		);
	});

	it('shows everything of a text that breaks off', () => {
		const live = new LivePretty();
		assert.deepEqual(
			[live.push('{"a":[1,tr'), live.push('ue,"x\\'), live.isComplete],
			['{\n  "a": [\n    1,\n    tr', 'ue,\n    "x\\', false],
		);
	});

	it('knows how many documents it has seen and whether they are closed', () => {
		const live = new LivePretty();
		const seen = ['', '{"a":1', '}', '\n{}'].map(piece => {
			live.push(piece);
			return [live.documents, live.isComplete];
		});
		assert.deepEqual(seen, [
			[0, false],
			[1, false],
			[1, true],
			[2, true],
		]);
	});
});
