import { type InlineEnvironment, isSafeLink, tokenizer } from './tokenizer.ts';

type Token = ReturnType<typeof tokenizer.parse>[number];

export interface InlineText {
	readonly kind: 'text';
	text: string;
}

export interface InlineSpan {
	readonly kind: 'span';
	readonly tag: string;
	readonly children: Inline[];
}

export interface InlineLink {
	readonly kind: 'link';
	/** Empty when the target may not be followed; the text is shown all the same. */
	readonly href: string;
	readonly title: string;
	readonly children: Inline[];
}

export interface InlineImage {
	readonly kind: 'image';
	readonly src: string;
	readonly alt: string;
	readonly title: string;
}

export interface InlineMath {
	readonly kind: 'math';
	readonly tex: string;
	readonly source: string;
	readonly display: boolean;
}

export interface InlineCode {
	readonly kind: 'code';
	readonly text: string;
}

export type Inline =
	| InlineText
	| InlineSpan
	| InlineLink
	| InlineImage
	| InlineMath
	| InlineCode
	| { readonly kind: 'break' };

/** Parses the content of one paragraph, heading or table cell. */
export function parseInline(content: string, environment: InlineEnvironment): Inline[] {
	environment.openDelimiter = false;
	const tokens = tokenizer.parseInline(content, environment)[0]?.children ?? [];
	const roots: Inline[] = [];
	const stack: Inline[][] = [roots];
	let openLinks = 0;
	for (const token of tokens) {
		const siblings = stack.at(-1) ?? roots;
		openLinks += /^link_/.test(token.type) ? token.nesting : 0;
		if (token.nesting < 0) {
			stack.pop();
		} else {
			const node = inlineOf(token);
			const isTarget =
				node.kind === 'code' &&
				openLinks === 0 &&
				environment.isTarget?.(node.text) === true &&
				isSafeLink(node.text);
			push(siblings, isTarget ? linkTo(node) : node);
			if (token.nesting > 0 && 'children' in node) {
				stack.push(node.children);
			}
		}
	}
	return roots;
}

function linkTo(code: InlineCode): InlineLink {
	return { kind: 'link', href: code.text, title: '', children: [code] };
}

function inlineOf(token: Token): Inline {
	switch (token.type) {
		case 'link_open':
			return {
				kind: 'link',
				href: linkTarget(token),
				title: attribute(token, 'title'),
				children: [],
			};
		case 'code_inline':
			return { kind: 'code', text: token.content };
		case 'hardbreak':
			return { kind: 'break' };
		case 'image':
			return {
				kind: 'image',
				src: attribute(token, 'src'),
				alt: plainText(token.children ?? []),
				title: attribute(token, 'title'),
			};
		case 'math':
			return {
				kind: 'math',
				tex: token.content,
				source: String(token.meta?.['source']),
				display: token.info === 'display',
			};
		case 'softbreak':
			return { kind: 'text', text: '\n' };
		default:
			return token.nesting > 0
				? { kind: 'span', tag: token.tag, children: [] }
				: { kind: 'text', text: token.content };
	}
}

function push(siblings: Inline[], node: Inline): void {
	const last = siblings.at(-1);
	if (node.kind === 'text' && last?.kind === 'text') {
		last.text += node.text;
	} else if (node.kind !== 'text' || node.text !== '') {
		siblings.push(node);
	}
}

function attribute(token: Token, name: string): string {
	return String(token.attrGet(name) ?? '');
}

/** An image may be a `data:` URL, a link may not. */
function linkTarget(token: Token): string {
	const href = attribute(token, 'href');
	return isSafeLink(href) && !/^\s*data:/i.test(href) ? href : '';
}

function plainText(tokens: readonly Token[]): string {
	return tokens
		.map(token => {
			switch (token.type) {
				case 'image':
					return plainText(token.children ?? []);
				case 'softbreak':
				case 'hardbreak':
					return '\n';
				default:
					return token.content;
			}
		})
		.join('');
}
