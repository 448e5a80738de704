import assert from 'node:assert/strict';
import { MathRenderer, mathRenderer } from '../../../src/webview/markdown/math.ts';
import {
	renderMarkdown,
	StreamingMarkdown,
} from '../../../src/webview/markdown/streamingMarkdown.ts';
import { createHost, usePage } from './page.ts';

async function render(text: string): Promise<HTMLElement> {
	const host = createHost();
	renderMarkdown(host, text);
	await mathRenderer.settled();
	return host;
}

/** The TeX that was taken for formulas. */
async function formulas(text: string): Promise<string[]> {
	const host = await render(text);
	return Array.from(
		host.querySelectorAll<HTMLElement>('.math'),
		({ title, textContent }) => title || String(textContent),
	);
}

describe('Formulas in Markdown', () => {
	before(usePage);

	it('show their source until the typesetter is there, then MathML', async () => {
		const host = createHost();
		const renderer = new MathRenderer();
		renderer.draw(host, 'a^2', '$a^2$', false);
		assert.equal(host.innerHTML, '$a^2$');
		await renderer.settled();
		assert.equal(host.innerHTML, '<math><msup><mi>a</mi><mn>2</mn></msup></math>');
		assert.equal(host.title, '$a^2$');
	});

	it('are recognised in every usual notation', async () => {
		assert.deepEqual(
			await formulas(
				'$x$, $x^2+1$, $f(x)$, $\\alpha$, $3.14$, $$y$$, \\(a+b\\), \\[c\\] and **$z_1$**.\n\n$$ a $$\n\n\\[\nb\n\\]\n\n1. $$\n   c\n   $$\n',
			),
			[
				...[
					'$x$',
					'$x^2+1$',
					'$f(x)$',
					'$\\alpha$',
					'$3.14$',
					'$$y$$',
					'\\(a+b\\)',
					'\\[c\\]',
					'$z_1$',
				],
				...['$$ a $$', '\\[\nb\n\\]', '$$\nc\n$$'],
			],
		);
	});

	it('are not seen in prices, variables, code and escapes', async () => {
		assert.deepEqual(
			await formulas(
				[
					'It costs $5 and $6, from $10-$20, US$ 3 or $1,000 (or 2$).',
					'Set $HOME and $PATH, $HOME/$USER, ' + '$' + '{a} and $foo.',
					'`$x$` and ``$$y$$`` and \\$x\\$',
					'a$b$c, $ x $, $$, $ and $',
					'```\n$$\nx\n$$\n```',
					'    $$\n    x\n    $$',
				].join('\n\n'),
			),
			[],
		);
	});

	it('end at no delimiter in a piece of code', async () => {
		const text =
			'In a Makefile write $$ for a dollar, e.g. `echo $$HOME`. Escape \\( as `\\)` and \\[ as `\\]`.';
		const host = await render(text);
		assert.equal(host.querySelector('.math'), null);
		assert.deepEqual(
			Array.from(host.querySelectorAll('code'), ({ textContent }) => textContent),
			['echo $$HOME', '\\)', '\\]'],
		);
		assert.deepEqual(await formulas("$$\n\\text{``x''}\n$$"), ["$$\n\\text{``x''}\n$$"]);
	});

	it('stay text when they are never closed', async () => {
		const host = await render('Text\n$$\nx = 1\n\nMore text with $open.\n');
		assert.equal(host.querySelector('.math'), null);
		assert.equal(host.textContent, 'Text$$\nx = 1More text with $open.');
	});

	it('stay their source when their TeX is not understood', async () => {
		const host = await render('$\\frac{$ and $\\undefinedcommand{x}$ and $x^2$');
		assert.ok(host.textContent.includes('$\\frac{$'));
		assert.equal(host.querySelectorAll('math').length, 1);
	});

	it('run, load and link nothing', async () => {
		const host = await render(
			[
				'$\\href{javascript:alert(1)}{x^2}$',
				'$\\url{javascript:alert(1)}_2$',
				'$\\includegraphics{https://e.com/x.png}^2$',
				'$\\class{evil}{x^2}$ $\\id{evil}{x^2}$ $\\style{color:red}{x^2}$ $\\data{a=b}{x^2}$',
				'$\\def\\a{\\a\\a}\\a$',
				'$x^2<img src=x onerror=alert(1)>$',
			].join('\n\n'),
		);
		assert.deepEqual(
			Array.from(host.querySelectorAll('a, img, script, [href], [src], .evil, #evil'), String),
			[],
		);
	});

	it('are drawn once and kept while the paragraph grows', async () => {
		await render('$x^2$');
		const host = createHost();
		const markdown = new StreamingMarkdown(host);
		markdown.append('A $x^2$ an');
		markdown.flush();
		const formula = host.querySelector('math');
		assert.ok(formula);
		markdown.append('d more $y$.');
		markdown.flush();
		markdown.end();
		assert.equal(host.querySelector('math'), formula);
		assert.equal(host.querySelectorAll('math').length, 2);
	});
});
