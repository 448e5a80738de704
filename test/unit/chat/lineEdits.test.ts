import assert from 'node:assert/strict';
import fc from 'fast-check';
import { languageIdOf } from '../../../src/chat/codeLanguage.ts';
import { type LineEdit, lineEdits } from '../../../src/chat/lineEdits.ts';

function applyAll(text: string, edits: readonly LineEdit[]): string {
	return edits.reduceRight(
		(result, edit) =>
			result.slice(0, edit.offset) + edit.text + result.slice(edit.offset + edit.length),
		text,
	);
}

describe('line edits', () => {
	it('touch only the lines that differ', () => {
		assert.deepEqual(lineEdits('a\nb\nc\n', 'a\nB\nc\n'), [{ offset: 2, length: 2, text: 'B\n' }]);
	});

	it('are none for equal texts', () => {
		assert.deepEqual(lineEdits('a\nb', 'a\nb'), []);
	});

	it('turn any text into any other', () => {
		const text = fc
			.array(fc.constantFrom('a\n', 'b\n', '\n', 'c\r\n', 'd'))
			.map(lines => lines.join(''));
		fc.assert(
			fc.property(text, text, (before, after) => {
				assert.equal(applyAll(before, lineEdits(before, after)), after);
			}),
		);
	});
});

describe('the language of a fence', () => {
	it('is VS Code’s own id, or none', () => {
		const known = ['typescript', 'shellscript', 'python'];
		assert.deepEqual(
			['ts', 'TypeScript', 'bash', 'klingon'].map(word => languageIdOf(word, known)),
			['typescript', 'typescript', 'shellscript', undefined],
		);
	});
});
