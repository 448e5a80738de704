import assert from 'node:assert/strict';
import fc from 'fast-check';
import { movePart, type TextChange, type TextPart } from '../../../src/platform/textPart.ts';

const PART: TextPart = { start: 10, length: 5 };

const change = (rangeOffset: number, rangeLength: number, text = ''): TextChange => ({
	rangeOffset,
	rangeLength,
	text,
});

function apply(text: string, { rangeOffset, rangeLength, text: inserted }: TextChange): string {
	return text.slice(0, rangeOffset) + inserted + text.slice(rangeOffset + rangeLength);
}

describe('movePart', () => {
	const cases: readonly [string, TextChange, TextPart][] = [
		['moves with what is put before it', change(3, 0, 'abc'), { start: 13, length: 5 }],
		['stays before what changes after it', change(15, 3, 'x'), PART],
		['grows with what is put into it', change(12, 1, 'xyz'), { start: 10, length: 7 }],
		['leaves out what is put right before it', change(10, 0, 'ab'), { start: 12, length: 5 }],
		['leaves out what is put right after it', change(15, 0, 'ab'), PART],
		['keeps what is left when its start goes', change(8, 4), { start: 8, length: 3 }],
		['keeps what is left when its end goes', change(13, 4), { start: 10, length: 3 }],
		['is empty when all of it goes', change(8, 10, 'x'), { start: 9, length: 0 }],
		['takes what replaces just it', change(10, 5, 'ab'), { start: 10, length: 2 }],
	];
	for (const [name, edit, expected] of cases) {
		it(name, () => assert.deepEqual(movePart(PART, [edit]), expected));
	}

	it('takes in what its owner puts at its edges', () => {
		assert.deepEqual(
			[change(10, 0, 'ab'), change(15, 0, 'ab')].map(edit => movePart(PART, [edit], 'inside')),
			[
				{ start: 10, length: 7 },
				{ start: 10, length: 7 },
			],
		);
	});

	it('follows its text through changes elsewhere that were made together', () => {
		const around = fc.tuple(
			fc.string({ maxLength: 12 }),
			fc.string({ minLength: 1, maxLength: 8 }),
			fc.string({ maxLength: 12 }),
		);
		const spans = fc.array(fc.tuple(fc.nat(11), fc.nat(4), fc.string({ maxLength: 5 })));
		fc.assert(
			fc.property(around, spans, ([before, text, after], edits) => {
				const part = { start: before.length, length: text.length };
				const changes: TextChange[] = [];
				let free = 0;
				for (const [gap, length, inserted] of edits) {
					const offset = free + gap + 1;
					const end = offset + length;
					const isBefore = end < part.start;
					const isAfter = offset > part.start + part.length;
					if ((isBefore || isAfter) && end <= before.length + text.length + after.length) {
						changes.push(change(offset, length, inserted));
						free = end;
					}
				}
				const result = changes.toReversed().reduce(apply, before + text + after);
				const { start, length } = movePart(part, changes);
				assert.equal(result.slice(start, start + length), text);
			}),
		);
	}).timeout(20_000);
});
