import assert from 'node:assert/strict';
import { usePage } from './page.ts';
import { difference, singleUnits } from './stream.ts';

/** Texts that read differently once their next character, line or block has come. */
const traps: Readonly<Record<string, readonly string[]>> = {
	'a line that is only a mark so far': [
		'Text\n#\n#x\n# x',
		'1. a\n2\n2.\n2. b',
		'- a\n-\n-b',
		'Text\n-\n--\n---\nText\n=',
		'> a\n>b\n>\n> c',
		'***\n** *bold***',
		'```\n``\n```\n``` x\n',
	],
	'a table that its second or third line makes or breaks': [
		'a|b\n--|\n--|x',
		'a | b\n--|--\n1|2\n\n3|4',
		'- a | b\n--|--\n',
		'- x\n- a | b\n  --|--\n  1 | 2\n- y',
		'text\na | b\n--|--\n1 | 2\n```\ncode',
		'> a | b\n> --|--\n> 1 | 2\n3 | 4',
		'|a|\n|-|\n|b|c|d|\nplain\n\n    |e|',
	],
	'a list that turns loose, or does not': [
		'- a\n- b\n\n- c\n\n\n- d',
		'- a\n\n  b\n- c',
		'- # a\n\n- # b\n- c',
		'- a\n  - b\n\n    c\n- d',
		'1. a\n   - b\n   - c\n\n2. d',
		'- a\n  ```\n  x\n\n  ```\n- b\n  ```\n  y\n\n- c',
		'-\n\n  a\n- b',
		'- a\n  ```\n\n--',
		'- a\n- b\n\n-c',
		'- a\n  - b\n\n -c',
	],
	'an item whose indentation decides where the next line belongs': [
		' -  a\n   b\n    - c\n - d',
		'10. a\n\n    b\n   c\n11. d',
		'-     code\n\n      more\n- \ttab\n\n\tx',
		'- - a\n  - b\n\n    - c\n- d',
		'1.  > a\n    > - b\n    >   c\n2. d',
	],
	'a definition whose title comes late, or never': [
		"[a]: /u\n'title'\n\n[a]",
		'[a]: /u\n"two\nlines"\n\n[a]',
		'[a]: /u\n"no end\n\n[a]',
		'[a]: /u\n"title" and more\n\n[a]',
		'[a]:\n/u\n\n[a]',
		'[a]: /u\n    "far"\n\n[a]',
		'[a]: /u\n    "far\n"\n\n[a]',
		'- [a]: /u\n"lazy\n"\n\n[a]',
		'[a]: /u\n[b]: /v\n"t"\n\n[a] [b]',
		'[a]: /first\n\n[a]: /second\n\n[a]',
		'> [a]: /u\n\n[a]',
	],
	'a link whose definition comes late': [
		'[a], [B  c], ![i][a] and [t][a].\n\n- [a]\n\n| [a] |\n|---|\n| [a] |\n\n[a]: /u\n[b c]: /v',
		`[a] ${'word '.repeat(300)}[a]\n\n[a]: /u`,
	],
	'a block that its container ends': [
		'- ```\n  x\ny\n```',
		'> ```\n> x\ny',
		'1. ```ts\n   a\n\n\n2. b',
		'- a\n\n      code\n\n\n  b\n\nc',
		'> - a\nlazy\n> - b\n\nc',
	],
	'a long paragraph that becomes something else': [
		`${'word '.repeat(200)}\n===\n\nnext`,
		`${'word '.repeat(200)}\n- item`,
		`${'word '.repeat(200)} | x\n---|---\n1 | 2`,
		`x | ${'word '.repeat(200)}\n---|---\n1 | 2`,
		`x*y ${'word '.repeat(200)}z* end`,
		`intro\n${'word '.repeat(200)}| x\n---|---\n1 | 2`,
		`intro\nx | ${'word '.repeat(200)}\n---|---\n1 | 2`,
		`${'word '.repeat(120)}\nhead ${'word '.repeat(20)}| x\n---|---\n1 | 2`,
		`${'word '.repeat(120)}\nx | ${'word '.repeat(120)}\n---|---\n1 | 2`,
		`${'word '.repeat(120)}\n${'word '.repeat(120)}\nhead | ${'word '.repeat(120)}\n---|---\n`,
		`[${'word '.repeat(150)}]: /u\n\nnext`,
		`- a\n\n  ${'word '.repeat(200)}\n  ---\n\n- b`,
		`${'word '.repeat(100)}*open ${'word '.repeat(100)}close* end`,
		`${'word '.repeat(100)}[open ${'word '.repeat(100)}](/u) end`,
		`${'word '.repeat(100)}\`open ${'word '.repeat(100)}\` end`,
		`${'word '.repeat(100)}$$x ${'word '.repeat(100)}$$ end`,
		`\`code ${'word '.repeat(100)}\` \\(x\\) and \\[y\\] end`,
	],
	'a formula that a blank line or the container ends': [
		'$$\nx\n\ny\n$$',
		'- $$\n  x\n- b\n$$',
		'text\n$$\nx\n$$\nmore',
		'$$ a $$ b\n\n$$ c $$\n',
		'\\[\nx\n\\]\n\\[ y \\]\n',
	],
	'a task whose mark is not complete yet': ['- [ ] a\n- [x]b\n- [ ]\n- [x] ', '1. [ ]   x\n   y'],
};

describe('Markdown that reads differently as it goes on', function () {
	this.timeout(30_000);
	before(usePage);

	for (const [name, texts] of Object.entries(traps)) {
		it(`ends as if it had come whole: ${name}`, () => {
			const failed = [false, true].flatMap(math =>
				texts.flatMap(text => {
					const found = difference(text, singleUnits(text), math);
					return found ? [{ text, math, ...found }] : [];
				}),
			);
			assert.deepEqual(failed, []);
		});
	}

	it('ends as if it had come whole: an item that so far ends with the last word of the long one before', () => {
		const words = (letters: string, count: number) =>
			Array.from({ length: count }, (_, index) => `${letters}${index}`).join(' ');
		const pieces = [
			`Intro.\n\n- ${words('aaaa', 62)} Effort: lo`,
			'w.\n- bb',
			`bb ${words('bbbb', 19)} Effort: low.`,
			' And more words follow here.\n- third\n',
		];
		assert.equal(difference(pieces.join(''), pieces), undefined);
	});
});
