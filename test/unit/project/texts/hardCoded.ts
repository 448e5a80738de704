import { JSDOM } from 'jsdom';
import type { Node, TaggedTemplateExpression } from 'oxc-parser';
import { nameOf, nodesOf, type Place, textOf } from './syntax.ts';

export interface HardCoded {
	readonly line: number;
	readonly text: string;
	/** The place is one that people see; elsewhere the text only reads as if it were for them. */
	readonly isShown: boolean;
}

/**
 * The texts in a source that a person may read and that no translation reaches: what reads like a sentence or
 * a title wherever it stands, and any word in a place that is shown.
 */
export function hardCodedTexts(file: string, source: string): HardCoded[] {
	return [...nodesOf(file, source)].flatMap(place =>
		textsAt(place).map(found => ({
			line: source.slice(0, place.node.start).split('\n').length,
			...found,
		})),
	);
}

function textsAt({ node, around }: Place): Omit<HardCoded, 'line'>[] {
	if (isHtml(node)) {
		return wordsOfTemplate(node).map(text => ({ text: text.trim(), isShown: true }));
	}
	const text = (textOf(node) ?? '').replaceAll(ICON, '');
	if (!WORD.test(text) || NAME.test(text.trim())) {
		return [];
	}
	const audience = around.some(isToolForModel) ? 'program' : audienceOf(node, around);
	const isShown = audience === 'people';
	return isShown || (audience === undefined && READS_LIKE_LANGUAGE.test(text))
		? [{ text: text.trim(), isShown }]
		: [];
}

const WORD = /\p{L}{2}/u;
/** Icons in the texts of VS Code. */
const ICON = /\$\([\w~-]+\)/g;
/** The same in all languages. */
const NAME =
	/^(Comet Gemini|CometAPI|Gemini( [\d.]+ [\w -]+)?|Google|VS Code|JSONL?|CSV|HTTP|Bearer|sk-…)$/;
/** Two words beside each other, or a single one with a capital. */
const READS_LIKE_LANGUAGE =
	/\p{L}{2}[’'”"),.:;!?…–—-]*\s+[‘'“"(–—-]*\s?\p{L}|^\p{Lu}\p{Ll}+\P{L}*$|^\s\p{L}{2}|\p{L}{2}[,.:;]?\s$/u;

/** What describes a tool is read by the model that may call it. */
function isToolForModel(node: Node): boolean {
	return node.type === 'CallExpression' && nameOf(node.callee) === 'define';
}

type Audience = 'people' | 'program';

/** Who the place of a text is for, as far as the code around it tells. */
function audienceOf(node: Node, around: readonly Node[]): Audience | undefined {
	let child = node;
	for (const parent of around) {
		const audience = audienceIn(parent, child, node);
		if (audience !== 'further up') {
			return audience;
		}
		child = parent;
	}
	return undefined;
}

function audienceIn(parent: Node, child: Node, text: Node): Audience | undefined | 'further up' {
	switch (parent.type) {
		case 'ConditionalExpression':
			return parent.test === child ? 'program' : 'further up';
		case 'BinaryExpression':
			return parent.operator === '+' ? 'further up' : 'program';
		case 'TemplateLiteral':
		case 'LogicalExpression':
		case 'ArrayExpression':
		case 'SpreadElement':
		case 'TSAsExpression':
		case 'TSSatisfiesExpression':
		case 'ParenthesizedExpression':
		case 'ObjectExpression':
			return 'further up';
		case 'MemberExpression':
			return parent.property === child ? 'program' : 'further up';
		case 'TaggedTemplateExpression':
			return isHtml(parent) ? audienceInHtml(parent, text) : 'program';
		case 'Property':
			return parent.key === child ? 'program' : audienceOfProperty(parent);
		case 'AssignmentExpression':
			return SHOWN_PROPERTIES.has(nameOf(parent.left).split('.').at(-1) ?? '')
				? 'people'
				: undefined;
		case 'CallExpression':
		case 'NewExpression':
			return parent.callee === child ? 'further up' : audienceOfCall(parent, child);
		case 'ImportDeclaration':
		case 'ImportExpression':
		case 'ExportNamedDeclaration':
		case 'ExportAllDeclaration':
		case 'TSLiteralType':
		case 'SwitchCase':
			return 'program';
		default:
			return undefined;
	}
}

/** What VS Code's API and the DOM show of an object. */
const SHOWN_PROPERTIES = new Set([
	...['title', 'label', 'description', 'detail', 'placeHolder', 'placeholder', 'prompt', 'tooltip'],
	...['ariaLabel', 'aria-label', 'aria-description', 'aria-roledescription', 'alt', 'textContent'],
]);

const STYLE_PROPERTIES = new Set(['class', 'className', 'role', 'id', 'type', 'popover']);

function audienceOfProperty({
	key,
	value,
}: Extract<Node, { type: 'Property' }>): Audience | undefined {
	const name = textOf(key) ?? nameOf(key);
	return SHOWN_PROPERTIES.has(name) && value.type !== 'ArrayExpression'
		? 'people'
		: STYLE_PROPERTIES.has(name)
			? 'program'
			: undefined;
}

/** Errors say what failed to those who develop; people read `platform/errorWords`. */
const FOR_PROGRAMS =
	/(^|\.)(t|matches|closest|querySelector|querySelectorAll|split|addEventListener|startsWith|endsWith|includes|indexOf|getElementById|joinPath|icon|\w*[eE]rror|trace|debug|info|warn|RegExp)$/;
const FOR_PEOPLE =
	/(^|\.)(show(Information|Warning|Error)Message|createOutputChannel|createComment|createCommentController|setStatusBarMessage|createTextNode|append|prepend|replaceChildren)$/;

function audienceOfCall(
	call: Extract<Node, { type: 'CallExpression' | 'NewExpression' }>,
	child: Node,
): Audience | undefined {
	const name = nameOf(call.callee);
	const parameters: readonly Node[] = call.arguments;
	const index = parameters.indexOf(child);
	if (name === 'h') {
		return index >= 2 ? 'people' : index === 0 ? 'program' : undefined;
	}
	if (/^(\w+\.)?l10n\.t$/.test(name)) {
		return index === 0 ? 'program' : undefined;
	}
	if (/(^|\.)setAttribute$/.test(name)) {
		const [attribute] = call.arguments;
		const shown = index === 1 && attribute && SHOWN_PROPERTIES.has(textOf(attribute) ?? '');
		return shown ? 'people' : 'program';
	}
	return FOR_PEOPLE.test(name) ? 'people' : FOR_PROGRAMS.test(name) ? 'program' : undefined;
}

function isHtml(node: Node): node is TaggedTemplateExpression {
	return node.type === 'TaggedTemplateExpression' && /^(html|svg)$/.test(nameOf(node.tag));
}

/** An expression in a template of Lit: shown between elements and in some attributes. */
function audienceInHtml({ quasi }: TaggedTemplateExpression, text: Node): Audience {
	if (quasi.quasis.some(each => each === text)) {
		return 'program';
	}
	const { start } = text;
	const before = quasi.quasis
		.filter(({ end }) => end <= start)
		.map(({ value }) => value.cooked ?? '')
		.join('0');
	const [, attribute] = /([\w.@?-]+)=(?:"[^"]*)?$/.exec(before) ?? [];
	return attribute === undefined || SHOWN_PROPERTIES.has(attribute) ? 'people' : 'program';
}

/** The words that stand in a template of Lit itself. */
function wordsOfTemplate({ quasi }: TaggedTemplateExpression): string[] {
	const markup = quasi.quasis.map(({ value }) => value.cooked ?? '').join('0');
	const texts: string[] = [];
	for (const element of JSDOM.fragment(`<div>${markup}</div>`).querySelectorAll('*')) {
		for (const { name, value } of element.attributes) {
			texts.push(...(SHOWN_PROPERTIES.has(name) ? [value] : []));
		}
		for (const { nodeType, textContent } of element.childNodes) {
			texts.push(...(nodeType === 3 ? [textContent ?? ''] : []));
		}
	}
	return texts.filter(text => WORD.test(text));
}
