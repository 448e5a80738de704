import { createTokenizer } from '../../../src/webview/markdown/tokenizer.ts';
import { page } from './page.ts';

const blocks = new Set(
	'P H1 H2 H3 H4 H5 H6 UL OL LI BLOCKQUOTE PRE HR TABLE THEAD TBODY TR TH TD DIV'.split(' '),
);

/** What markdown-it itself makes of the text, with the same rules. */
export function referenceHtml(text: string, math: boolean): string {
	return reference.render(text, { math });
}

const reference = createReference();

function createReference(): ReturnType<typeof createTokenizer> {
	const tokenizer = createTokenizer();
	const { escapeHtml } = tokenizer.utils;
	tokenizer.renderer.rules['math'] = (tokens, index) =>
		`<span class="math">${escapeHtml(String(tokens[index]?.meta?.['source']))}</span>`;
	tokenizer.renderer.rules['math_block'] = (tokens, index) =>
		`<p class="math">${escapeHtml(String(tokens[index]?.meta?.['source']))}</p>`;
	const { renderInlineAsText } = tokenizer.renderer;
	// A picture whose description is a formula is called as the formula reads.
	tokenizer.renderer.renderInlineAsText = (tokens, ...rest) =>
		renderInlineAsText.call(
			tokenizer.renderer,
			tokens.map(token => (token.type === 'math' ? Object.assign(token, { type: 'text' }) : token)),
			...rest,
		);
	return tokenizer;
}

/** The structure of HTML that a Markdown library wrote. */
export function canonicalHtml(html: string): string {
	const document = new page.DOMParser().parseFromString(html, 'text/html');
	for (const image of document.querySelectorAll('img')) {
		if (!/^data:image/.test(image.getAttribute('src') ?? '')) {
			image.replaceWith(chipOf(document, image));
		}
	}
	for (const link of document.querySelectorAll('a')) {
		describe(document, link);
	}
	for (const cell of document.querySelectorAll('[style]')) {
		cell.className = `align-${cell.getAttribute('style')?.replace('text-align:', '')}`;
		cell.removeAttribute('style');
	}
	return serialize(document.body);
}

function chipOf(document: Document, image: HTMLImageElement): Element {
	const [src = '', title = ''] = ['src', 'title'].map(name => image.getAttribute(name) ?? '');
	const chip = document.createElement('i');
	chip.className = 'image-link';
	chip.setAttribute('title', title === '' ? src : `${title}\n${src}`);
	chip.textContent = image.alt === '' ? 'Image' : image.alt;
	return chip;
}

function describe(document: Document, link: HTMLAnchorElement): void {
	const [href = '', title = ''] = ['href', 'title'].map(name => link.getAttribute(name) ?? '');
	if (/^data:/i.test(href) || href === '') {
		const span = document.createElement('span');
		span.append(...link.childNodes);
		link.replaceWith(span);
		return;
	}
	link.setAttribute('title', title === '' ? href : `${title}\n${href}`);
}

/** The structure of what the renderer put into the page, without what it adds for use and layout. */
export function canonicalPage(host: Element): string {
	const copy = page.document.importNode(host, true);
	for (const toolbar of copy.querySelectorAll('.code-toolbar')) {
		toolbar.remove();
	}
	for (const wrapper of copy.querySelectorAll(
		'.block-group, .code-block, .table-scroll, .code-lines',
	)) {
		wrapper.replaceWith(...wrapper.childNodes);
	}
	for (const list of copy.querySelectorAll('.tight')) {
		for (const paragraph of list.querySelectorAll(':scope > li > p:not(.math, .math-source)')) {
			paragraph.replaceWith(...paragraph.childNodes);
		}
	}
	for (const box of copy.querySelectorAll('input')) {
		box.replaceWith(box.checked ? '[x] ' : '[ ] ');
	}
	for (const formula of copy.querySelectorAll('.math, .math-source')) {
		formula.textContent = formula.getAttribute('title') ?? formula.textContent;
		formula.className = 'math';
		formula.removeAttribute('title');
	}
	for (const chip of copy.querySelectorAll('.image-link')) {
		const plain = page.document.createElement('i');
		plain.className = 'image-link';
		plain.setAttribute('title', chip.getAttribute('title') ?? '');
		plain.textContent = chip.textContent;
		chip.replaceWith(plain);
	}
	return serialize(copy);
}

const keptAttributes = ['href', 'title', 'src', 'alt', 'start', 'class'];

function serialize(element: Element): string {
	return children(element, false).trim();
}

function children(element: Element, isCode: boolean): string {
	const parts: string[] = [];
	let text = '';
	const flush = () => {
		parts.push(isCode ? text : collapse(text));
		text = '';
	};
	for (const node of element.childNodes) {
		if (node.nodeType === 3) {
			text += escapeText(node.nodeValue ?? '');
		} else if (node.nodeType === 1) {
			const child = node as Element;
			if (blocks.has(child.tagName)) {
				flush();
				parts.push(open(child), children(child, isCode || child.tagName === 'PRE'), close(child));
			} else {
				text += open(child) + inline(child, isCode) + close(child);
			}
		}
	}
	flush();
	return parts.join('');
}

function inline(element: Element, isCode: boolean): string {
	return [...element.childNodes]
		.map(node => {
			if (node.nodeType === 3) {
				return escapeText(node.nodeValue ?? '');
			}
			return open(node as Element) + inline(node as Element, isCode) + close(node as Element);
		})
		.join('');
}

function collapse(text: string): string {
	return text
		.replace(/[ \t\n]+/g, ' ')
		.replace(/ ?<br> ?/g, '<br>')
		.trim();
}

function escapeText(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function open(element: Element): string {
	const attributes = keptAttributes.flatMap(name => {
		const value = element.getAttribute(name);
		return value === null || value === '' || (name === 'class' && /^(tight|task|)$/.test(value))
			? []
			: [` ${name}="${value}"`];
	});
	const tag = element.tagName.toLowerCase();
	return `<${tag}${attributes.join('')}>`;
}

function close(element: Element): string {
	const tag = element.tagName.toLowerCase();
	return ['br', 'hr', 'img', 'input'].includes(tag) ? '' : `</${tag}>`;
}
