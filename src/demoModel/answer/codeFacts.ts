import { type CodeLanguage, languageOfFence } from './codeLanguages.ts';

export interface CodeBlock {
	readonly language: CodeLanguage;
	readonly lines: readonly string[];
	/** Line number of the first line in its file. */
	readonly firstLine: number;
	readonly path?: string | undefined;
}

interface Callable {
	readonly name: string;
	readonly line: number;
	readonly lastLine: number;
	readonly params: readonly string[];
	readonly isAsync: boolean;
}

interface Definition {
	readonly kind: string;
	readonly name: string;
	readonly line: number;
}

export type LineKind =
	| 'import'
	| 'loop'
	| 'branch'
	| 'handler'
	| 'throw'
	| 'return'
	| 'await'
	| 'comment'
	| 'assignment'
	| 'call';

export interface LineFact {
	readonly kind: LineKind;
	readonly line: number;
	readonly text: string;
}

/** What can be read off a piece of code without understanding it. */
export interface CodeFacts {
	readonly callables: readonly Callable[];
	readonly definitions: readonly Definition[];
	readonly notable: readonly LineFact[];
}

/** The first fenced block of a prompt, with its place where the prompt or numbered lines say it. */
export function findCode(prompt: string): CodeBlock | undefined {
	const fences = [...prompt.matchAll(/^(`{3,}|~{3,})([^\n`]*)\n([\s\S]*?)^\1[ \t]*$/gm)];
	const [, , info = '', text = ''] = fences.find(([, , , each = '']) => each.trim() !== '') ?? [];
	if (text === '') {
		return undefined;
	}
	const prose = prompt.replace(text, '');
	const { lines, firstLine } = withoutNumbers(text.replace(/\n$/, '').split(/\r?\n/));
	const said =
		/\b(?:lines?|lignes?)\s*:?\s*(\d+)/i.exec(prose)?.[1] ?? /:(\d+)-\d+/.exec(prose)?.[1];
	return {
		language: languageOfFence(info.trim().split(/[\s:{,]/)[0] ?? '', lines.join('\n')),
		lines,
		firstLine: firstLine ?? Number(said ?? 1),
		path: /^File: `+ ?(.+?) ?`+$/m.exec(prose)?.[1],
	};
}

/** Lines as `12 | code` carry their own numbers. */
function withoutNumbers(lines: readonly string[]) {
	const numbered = lines.map(line => /^ *(\d+) \|(?: (.*))?$/.exec(line));
	return numbered.every(each => each !== null)
		? { lines: numbered.map(each => each?.[2] ?? ''), firstLine: Number(numbered[0]?.[1]) }
		: { lines, firstLine: undefined };
}

const NOT_A_NAME = new Set(
	'if for while switch catch return function else do try with foreach match when elif new throw await typeof sizeof using lock unless until and or not'.split(
		' ',
	),
);

export function factsOf(block: CodeBlock): CodeFacts {
	const text = block.lines.join('\n');
	const lineAt = (index: number) => block.firstLine + text.slice(0, index).split('\n').length - 1;
	return {
		callables: findCallables(text, block, lineAt),
		definitions: findDefinitions(text, lineAt),
		notable: block.lines.flatMap((line, index) => {
			const kind = lineKind(line);
			return kind ? [{ kind, line: block.firstLine + index, text: line.trim() }] : [];
		}),
	};
}

function findCallables(
	text: string,
	block: CodeBlock,
	lineAt: (index: number) => number,
): Callable[] {
	const found = new Map<number, Callable>();
	for (const pattern of block.language.callables) {
		for (const match of text.matchAll(pattern)) {
			const { name = '', params = '' } = match.groups ?? {};
			const line = lineAt(match.index + match[0].search(/\S/));
			if (name !== '' && !NOT_A_NAME.has(name) && !found.has(line)) {
				found.set(line, {
					name,
					line,
					lastLine: lastLineOf(block, line),
					params: paramNames(params),
					isAsync: /\basync\b|\bsuspend\b/.test(match[0]),
				});
			}
		}
	}
	return [...found.values()].sort((a, b) => a.line - b.line);
}

/** The block under a line: all that is indented deeper, and the closing line. */
function lastLineOf({ lines, firstLine }: CodeBlock, line: number): number {
	const start = line - firstLine;
	const indent = indentOf(lines[start] ?? '');
	let last = start;
	for (let index = start + 1; index < lines.length; index++) {
		const text = lines[index] ?? '';
		if (text.trim() === '') {
			continue;
		}
		if (indentOf(text) > indent) {
			last = index;
			continue;
		}
		return firstLine + (/^\s*(\}|\)|end\b)/.test(text) ? index : last);
	}
	return firstLine + last;
}

function indentOf(line: string): number {
	return line.search(/\S|$/);
}

/** `self` and `this` are not worth a word. */
function paramNames(list: string): string[] {
	return splitTopLevel(list)
		.map(paramName)
		.filter(name => name !== '' && !['self', 'this', 'cls', 'void'].includes(name));
}

const MODIFIERS =
	/^(?:(?:public|private|protected|readonly|final|const|mut|ref|out|var|val|@\w+(?:\([^)]*\))?)\s+)+/;
/** Go's `count int`; elsewhere the type stands first. */
const TYPE_LAST =
	/^[a-z]\w*\s+(\*|\[\]|\.\.\.)?(string|int\d*|bool|error|float\d*|byte|rune|any|map|func|\w+\.\w+)\b/;

/** Without type, default and decoration. */
function paramName(param: string): string {
	const bare = param.replace(/=.*$/s, '').trim().replace(MODIFIERS, '');
	const words = bare.split(/\s+/);
	const name =
		/^(\{[^}]*\}|\[[^\]]*\])/.exec(bare)?.[1] ??
		/^([.*&]*[\w$#]+)\s*\??\s*:/.exec(bare)?.[1] ??
		(TYPE_LAST.test(bare) ? words[0] : words.at(-1)) ??
		'';
	return name.replace(/^(\.{3}|[*&]+)/, '');
}

function splitTopLevel(list: string): string[] {
	const parts: string[] = [];
	let depth = 0;
	let part = '';
	for (const char of list) {
		depth += '([{<'.includes(char) ? 1 : ')]}>'.includes(char) ? -1 : 0;
		if (char === ',' && depth <= 0) {
			parts.push(part);
			part = '';
		} else {
			part += char;
		}
	}
	return [...parts, part].map(each => each.trim()).filter(each => each !== '');
}

const DEFINITION =
	/^[ \t]*(?:(?:export|default|public|private|protected|internal|abstract|final|sealed|static|partial|data|pub|declare)\s+)*(?<kind>class|interface|enum|struct|trait|type|record|protocol|module|namespace|impl|object)\s+(?<name>[A-Z_]\w*)/gm;
const GO_TYPE = /^type\s+(?<name>\w+)\s+(?<kind>struct|interface)/gm;

function findDefinitions(text: string, lineAt: (index: number) => number): Definition[] {
	const matches = [...text.matchAll(GO_TYPE), ...text.matchAll(DEFINITION)];
	const byLine = new Map<number, Definition>();
	for (const { groups, index } of matches) {
		const line = lineAt(index);
		if (groups?.['name'] && groups['kind'] && !byLine.has(line)) {
			byLine.set(line, { kind: groups['kind'], name: groups['name'], line });
		}
	}
	return [...byLine.values()].sort((a, b) => a.line - b.line);
}

const LINE_KINDS: readonly (readonly [LineKind, RegExp])[] = [
	['comment', /^\s*(\/\/|\/\*|\*|--|<!--|"""|'''|#(?!include|!|\[|\w+\())/],
	[
		'import',
		/^\s*(import\b|from\s+\S+\s+import|#include|use\s+[\w:\\]+|require\b|using\s+[\w.]+;|package\b)|=\s*require\(/,
	],
	['return', /^\s*(return|yield)\b/],
	[
		'loop',
		/\b(for|while|foreach|loop|until)\b\s*[({\w[]|\.(forEach|map|filter|reduce|flatMap|each)\s*[({]/,
	],
	['handler', /\b(try|catch|except|finally|rescue|ensure|recover)\b|\berr\s*!=\s*nil|\?;\s*$/],
	['throw', /\b(throw|raise|panic!?|abort|die)\b/],
	[
		'branch',
		/\b(if|else|elif|switch|case|match|when|unless|guard|select)\b(?!\s*=)|\?\s*[^.:?]+\s:/,
	],
	['await', /\bawait\b|\.then\(|\bgo\s+\w|<-/],
	[
		'assignment',
		/^\s*((const|let|var|val|auto|final|my|local|int|string|bool|float|double)\s+)?[\w$.[\]'", {}]+\s*(:\s*[^=]+)?(:=|[-+*/|&]?=)(?![=>])/,
	],
	['call', /[\w$\])]\s*\(.*\)/],
];

function lineKind(line: string): LineKind | undefined {
	return line.trim().length < 2 ? undefined : LINE_KINDS.find(([, test]) => test.test(line))?.[0];
}
