import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Edit, moveSpan, type Place, type Span } from '../../../src/explain/anchor.ts';

function offsetOf(text: string, { line, character }: Place): number {
	const lines = text.split('\n');
	return lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0) + character;
}

function placeAt(text: string, offset: number): Place {
	const before = text.slice(0, offset).split('\n');
	return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

function apply(text: string, { range, text: inserted }: Edit): string {
	return (
		text.slice(0, offsetOf(text, range.start)) + inserted + text.slice(offsetOf(text, range.end))
	);
}

function spanText(text: string, { start, end }: Span): string {
	return text.slice(offsetOf(text, start), offsetOf(text, end));
}

function insert(line: number, character: number, text: string): Edit {
	const place = { line, character };
	return { range: { start: place, end: place }, text };
}

describe('moveSpan', () => {
	const text = 'one\ntwo\nthree\nfour';
	const span: Span = { start: { line: 1, character: 0 }, end: { line: 2, character: 5 } };
	const textAfter = (edit: Edit) => spanText(apply(text, edit), moveSpan(span, edit));

	it('leaves whole lines before and after outside', () => {
		assert.deepEqual(
			[
				textAfter(insert(1, 0, 'new\n')),
				textAfter(insert(2, 5, '\nnew')),
				textAfter(insert(3, 1, 'x')),
			],
			['two\nthree', 'two\nthree', 'two\nthree'],
		);
	});

	it('takes in what is typed at its edges and inside', () => {
		assert.deepEqual(
			[textAfter(insert(1, 0, 'x')), textAfter(insert(2, 5, ';')), textAfter(insert(1, 3, '\nx'))],
			['xtwo\nthree', 'two\nthree;', 'two\nx\nthree'],
		);
	});

	it('moves a place whose properties are getters, as VS Code’s are', () => {
		class Position {
			get line() {
				return 1;
			}
			get character() {
				return 2;
			}
		}
		const place = new Position();
		assert.deepEqual(moveSpan({ start: place, end: place }, insert(0, 0, '\n')).start, {
			line: 2,
			character: 2,
		});
	});

	it('shrinks when a part of it goes away', () => {
		const edit: Edit = {
			range: { start: { line: 0, character: 1 }, end: { line: 2, character: 1 } },
			text: '',
		};
		assert.equal(textAfter(edit), 'hree');
	});

	it('never loses text that the edit did not touch', () => {
		const content = fc.string({ unit: fc.constantFrom('a', 'b', '\n'), maxLength: 30 });
		const numbers = fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.nat());
		fc.assert(
			fc.property(content, content, numbers, (before, inserted, [a, b, c, d]) => {
				const at = (n: number) => placeAt(before, n % (before.length + 1));
				const sorted = (x: number, y: number): Span => {
					const [low, high] = [x % (before.length + 1), y % (before.length + 1)].toSorted(
						(m, n) => m - n,
					);
					return { start: at(low ?? 0), end: at(high ?? 0) };
				};
				const held = sorted(a, b);
				const edit: Edit = { range: sorted(c, d), text: inserted };
				const moved = moveSpan(held, edit);
				const [start, end] = [offsetOf(before, held.start), offsetOf(before, held.end)];
				const [from, to] = [offsetOf(before, edit.range.start), offsetOf(before, edit.range.end)];
				const kept = spanText(apply(before, edit), moved);
				assert.ok(kept.startsWith(before.slice(start, Math.min(end, Math.max(start, from)))));
				assert.ok(kept.endsWith(before.slice(Math.max(start, Math.min(end, to)), end)));
			}),
			{ numRuns: 2_000 },
		);
	});
});
