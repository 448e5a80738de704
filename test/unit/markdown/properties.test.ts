import assert from 'node:assert/strict';
import fc from 'fast-check';
import { document, longItems, longParagraph, soup } from './documents.ts';
import { usePage } from './page.ts';
import { difference, randomPieces } from './stream.ts';

/** How the text is cut: a seed and the longest piece. */
const slicing = fc.tuple(fc.nat(), fc.constantFrom(1, 2, 5, 20, 80, 400));

function readsTheSame(text: fc.Arbitrary<string>, runs: number): void {
	fc.assert(
		fc.property(text, slicing, fc.boolean(), (markdown, [seed, maximum], math) => {
			assert.equal(difference(markdown, randomPieces(markdown, seed, maximum), math), undefined);
		}),
		{ numRuns: runs },
	);
}

describe('Markdown that streams in random pieces', function () {
	this.timeout(120_000);
	before(usePage);

	it('ends as markdown-it renders the whole, for documents of nested blocks', () => {
		readsTheSame(document, 80);
	});

	it('ends as markdown-it renders the whole, for any mixture of marks', () => {
		readsTheSame(soup, 300);
	});

	it('ends as markdown-it renders the whole, for long paragraphs', () => {
		readsTheSame(longParagraph, 10);
	});

	it('ends as markdown-it renders the whole, for long items that end with the same word', () => {
		readsTheSame(longItems, 60);
	});
});
