import assert from 'node:assert/strict';
import { mathRenderer } from '../../../src/webview/markdown/math.ts';
import { renderMarkdown } from '../../../src/webview/markdown/streamingMarkdown.ts';
import { markdownAttacks } from '../../attacks/corpus.ts';
import { texAttacks } from '../../attacks/tex.ts';
import { createHost, usePage } from './page.ts';
import { stream } from './stream.ts';

const ELEMENTS = new Set(
	(
		'a blockquote br code div em h1 h2 h3 h4 h5 h6 hr img input li ol p pre s span strong ' +
		'table tbody td th thead tr ul'
	).split(' '),
);
const ATTRIBUTES = new Set(
	(
		'alt aria-label aria-labelledby checked class data-language disabled href id rel role scope src ' +
		'start style tabindex title type'
	).split(' '),
);
const MATHML = 'http://www.w3.org/1998/Math/MathML';

/** Everything in the page that could run or load something, or lead where it does not say. */
function dangers(host: Element): string[] {
	return Array.from(host.querySelectorAll('*')).flatMap(element => [
		...(element.namespaceURI === MATHML ? mathDangers(element) : elementDangers(element)),
		...(element.localName === 'a' ? linkDangers(element) : []),
	]);
}

function elementDangers(element: Element): string[] {
	const source = element.getAttribute('src') ?? 'data:image/png;';
	const style = element.getAttribute('style') ?? '';
	return [
		...(ELEMENTS.has(element.localName) ? [] : [`<${element.localName}>`]),
		...element.getAttributeNames().filter(name => !ATTRIBUTES.has(name)),
		...(/^data:image\/(?:png|jpeg|gif|webp)[;,]/i.test(source) ? [] : [`src=${source}`]),
		...(/^(text-align: ?\w+;?)?$/.test(style) ? [] : [`style=${style}`]),
	];
}

/** Formulas are drawn by a library: nothing in them may lead, load, run, name or cover anything. */
function mathDangers(element: Element): string[] {
	const style = element.getAttribute('style') ?? '';
	return [
		...element
			.getAttributeNames()
			.filter(name => /^on|href|src|^id$|^data-|actiontype/i.test(name))
			.map(name => `${element.localName} ${name}`),
		...(/url|expression|import|position:\s*(fixed|absolute)/i.test(style)
			? [`style=${style}`]
			: []),
		...(/script|style|annotation-xml|maction|mglyph/i.test(element.localName)
			? [`<${element.localName}>`]
			: []),
	];
}

/** A link may lead to a stranger, but says so in plain characters, and runs nothing. */
function linkDangers(link: Element): string[] {
	const href = link.getAttribute('href') ?? '';
	const runs =
		/^[\s\p{C}]*(javascript|vbscript|data|file|command|vscode[\w-]*|blob|filesystem|about|view-source):/iu;
	return [
		...(runs.test(href) ? [`href=${href}`] : []),
		...(/^[\x20-\x7e]*$/.test(href) ? [] : [`unreadable href=${href}`]),
		...(href === '' || link.getAttribute('title')?.endsWith(href) ? [] : [`untold href=${href}`]),
	];
}

/** Short ones in short pieces: a thousand characters in pieces of seven would be read a hundred times. */
const inPieces = (text: string) =>
	text.match(text.length < 200 ? /[\s\S]{1,7}/g : /[\s\S]{1,90}/g) ?? [];

describe(`${markdownAttacks.length} attacks in Markdown`, function () {
	this.timeout(120_000);
	before(async () => {
		usePage();
		renderMarkdown(createHost(), '$x$');
		await mathRenderer.settled();
	});

	it('are several hundred, each another one', () => {
		assert.ok(markdownAttacks.length > 700);
		assert.equal(new Set(markdownAttacks).size, markdownAttacks.length);
	});

	it('run, load and hide nothing when they come whole', () => {
		const found = markdownAttacks.flatMap(attack => {
			const host = createHost();
			renderMarkdown(host, attack);
			return dangers(host).map(danger => ({ attack, danger }));
		});
		assert.deepEqual(found, []);
	});

	it('run, load and hide nothing when they come in pieces', () => {
		const found = markdownAttacks.flatMap(attack =>
			dangers(stream(attack, inPieces(attack))).map(danger => ({ attack, danger })),
		);
		assert.deepEqual(found, []);
	});

	it('fill the page with little, even the longest formula', () => {
		const largest = Math.max(
			...texAttacks.map(attack => {
				const host = createHost();
				renderMarkdown(host, attack);
				return host.querySelectorAll('*').length;
			}),
		);
		assert.ok(largest < 1_000, `${largest} elements`);
	});
});
