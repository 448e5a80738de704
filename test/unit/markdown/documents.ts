import fc from 'fast-check';

const word = fc.constantFrom(
	...['alpha', 'beta', 'end.', "it's", '"q"', 'snake_case', '2 * 3', 'a|b', '5', '😀', 'é'],
	...['`code`', '`open', '**bold**', '**open', '*em*', '_em_', '~~gone~~', '\\*', '&copy;', '<b>'],
	...['[foo]', '[ref][a]', '[b c]', '[link](http://x.y/z "t")', '[half](', '![image](p.png)'],
	...['https://e.com/a', 'www.x.com', 'a@b.cd', '<https://x.y>', '$x^2$', '$5', '\\(y\\)', '$$z$$'],
);

const line = fc.array(word, { minLength: 1, maxLength: 8 }).map(words => words.join(' '));
const lines = fc.array(line, { minLength: 1, maxLength: 3 });

const heading = fc
	.tuple(fc.integer({ min: 1, max: 7 }), line)
	.map(([level, text]) => [`${'#'.repeat(level)} ${text}`]);
const underlined = fc
	.tuple(lines, fc.constantFrom('===', '---', '-', '--|--', '$$', '```'))
	.map(([text, mark]) => [...text, mark]);
const rule = fc.constantFrom('---', '***', '___', '- - -').map(mark => [mark]);
const definition = fc
	.tuple(
		fc.constantFrom('foo', 'a', 'ref', 'b c', 'B  C'),
		fc.constantFrom('/u', '<x y>', 'http://z', '\n/next'),
		fc.constantFrom('', ' "t"', "\n'title'", '\n"two\nlines"', '\n    "far'),
	)
	.map(([label, target, title]) => `[${label}]: ${target}${title}`.split('\n'));
const codeLine = fc.oneof(
	line,
	fc.constantFrom('', '  ', '    x', 'let a = 1;', '``', '~~~', '> q', '- l', '\tx', '# no'),
);
const fence = fc
	.tuple(
		fc.constantFrom('```', '````', '~~~'),
		fc.constantFrom('', 'ts', 'js x'),
		fc.array(codeLine, { maxLength: 30 }),
		fc.boolean(),
	)
	.map(([mark, info, code, closed]) => [`${mark}${info}`, ...code, ...(closed ? [mark] : [])]);
const indented = fc
	.array(
		codeLine.map(text => `    ${text}`),
		{ minLength: 1, maxLength: 4 },
	)
	.map(code => [...code]);
const formula = fc
	.tuple(fc.constantFrom('$$', '\\['), lines, fc.constantFrom('$$', '\\]', '', 'x $$'))
	.map(([open, tex, close]) => [open, ...tex, close]);
const table = fc
	.tuple(
		fc.array(fc.tuple(word, fc.constantFrom('--', ':-', '-:', ':-:')), {
			minLength: 1,
			maxLength: 3,
		}),
		fc.array(fc.array(word, { minLength: 1, maxLength: 4 }), { maxLength: 6 }),
	)
	.map(([columns, rows]) => [
		`|${columns.map(([name]) => name).join('|')}|`,
		`|${columns.map(([, mark]) => mark).join('|')}|`,
		...rows.map(cells => `| ${cells.join(' | ')} |`),
	]);

const taskMark = fc.constantFrom('', '', '', '[ ] ', '[x] ');
const marker = fc.constantFrom('- ', '* ', '+ ', '-   ', '1. ', '7) ', '10. ', ' - ', '-\t');

const { blocks } = fc.letrec<{ block: string[]; blocks: string[] }>(tie => ({
	block: fc.oneof(
		{ maxDepth: 4, depthSize: 'small' },
		...[lines, heading, underlined, rule, definition, fence, indented, formula, table],
		fc.tuple(fc.constantFrom('> ', '>'), tie('blocks')).map(([mark, inner]) => quote(mark, inner)),
		fc
			.tuple(marker, fc.array(fc.tuple(taskMark, tie('blocks'), fc.nat(9)), { maxLength: 5 }))
			.map(([mark, items]) =>
				items.flatMap(([task, inner, slip]) => item(mark, task, inner, slip)),
			),
	),
	blocks: fc
		.array(fc.tuple(tie('block'), fc.constantFrom(1, 1, 1, 0, 2)), { minLength: 1, maxLength: 6 })
		.map(each => each.flatMap(([block, gap]) => [...block, ...Array<string>(gap).fill('')])),
}));

function quote(mark: string, inner: readonly string[]): string[] {
	return inner.map(text => `${mark}${text}`);
}

/** Now and then the lines of an item are indented too little, as models do. */
function item(mark: string, task: string, inner: readonly string[], slip: number): string[] {
	const indent = ' '.repeat(slip === 0 ? Math.max(0, mark.length - 1) : mark.length);
	return inner.map((text, index) => {
		if (index === 0) {
			return `${mark}${task}${text}`;
		}
		return text === '' ? '' : `${indent}${text}`;
	});
}

/** Documents as models write them, with their slips. */
export const document = blocks.map(all => all.join('\n'));

/** Any mixture of marks: nobody writes it, every rule meets every other in it. */
export const soup = fc
	.array(
		fc.oneof(
			word,
			fc.constantFrom(
				...[' ', '  ', '    ', '\t', '\n', '\n', '\n\n', '\r\n', 'a', 'b', '1', '.', '-', '--'],
				...['# ', '- ', '* ', '1. ', '10) ', '> ', '```', '~~~', '|', '|--|:-:|\n', '===', '---'],
				...['*', '**', '_', '__', '~~', '`', '``', '[', ']', '(', ')', '](', '![', '\\', '&', '<'],
				...[
					'[foo]: /url\n',
					"'t'\n",
					'"x',
					': ',
					'$',
					'$$',
					'$$\n',
					'\\[',
					'\\]',
					'- [ ] ',
					'___\n',
				],
				...['x | y\n', '- a\n  - b\n', '1. x\n\n   y\n', '> - q\n'],
			),
		),
		{ maxLength: 40 },
	)
	.map(parts => parts.join(''));

/** One paragraph of several thousand characters, and what may follow to change how it reads. */
export const longParagraph = fc
	.tuple(
		fc.array(fc.tuple(word, fc.constantFrom(' ', ' ', ' ', ' ', ' ', '\n', '  \n')), {
			minLength: 150,
			maxLength: 400,
		}),
		fc.constantFrom('', '\n===', '\n\n---', '\n- x', '\n--|--', '\n\n[foo]: /late\n[a]: /later'),
		fc.constantFrom('', '- ', '1. first\n2. '),
	)
	.map(([words, end, start]) => start + words.flat().join('') + end);

/** Lists, nested, loose and quoted, of paragraphs so long that they are read on inside, with the same end. */
export const longItems = fc
	.tuple(
		fc.constantFrom<readonly string[]>(
			['- ', '- '],
			['* ', '* ', '  1. ', '  2. ', '* '],
			['1. ', '2. ', '\n   ', '\n3. '],
			['- ', '\n- ', '\n  ', '\n- '],
			['> ', '>\n> ', '>\n> - ', '> - '],
			['- > ', '- ', '\n  > ', '- '],
			['', '\n', '- ', '- '],
		),
		fc.array(
			fc.tuple(fc.integer({ min: 1, max: 110 }), fc.constantFrom('', '', '', ' **More** follows.')),
			{ minLength: 7, maxLength: 7 },
		),
		fc.constantFrom(
			'Effort: low.',
			'the **end**.',
			`${'and so on '.repeat(20)}low.`,
			'x '.repeat(250),
		),
	)
	.map(([starts, items, last]) =>
		starts
			.map((start, index) => {
				const [length, more] = items[index] ?? [1, ''];
				const words = Array.from({ length }, (_, at) => `${'abcdefg'[index]}lpha${at}`);
				return `${start}${words.join(' ')} ${last}${more}\n`;
			})
			.join(''),
	);
