export interface CodeLanguage {
	/** As people write it. */
	readonly name: string;
	/** As a fence writes it. */
	readonly fence: string;
	/** Find functions; groups `name` and `params`. */
	readonly callables: readonly RegExp[];
	readonly lineComment: string;
}

const C_LIKE =
	/^[ \t]*(?:[\w<>[\],*&:?~]+\s+)+?[*&]?(?<name>[A-Za-z_~]\w*)\s*\((?<params>[^;(){}]*)\)[^;{}()=]*\{/gm;
const KEYWORD_PARENS = (keyword: string) =>
	new RegExp(
		`^[ \\t]*(?:[a-z]+\\s+)*?${keyword}\\s+(?:\\([^)]*\\)\\s*)?(?<name>[\\w$.?!]+)\\s*(?:<[^>(]*>|\\[[^\\]]*\\])?\\s*\\((?<params>[^)]*)\\)`,
		'gm',
	);

const SCRIPT = [
	/^[ \t]*(?:export\s+)?(?:default\s+)?(?:async\s+)?function\*?\s*(?<name>[\w$]+)\s*(?:<[^(]*>)?\s*\((?<params>[^)]*)\)/gm,
	/^[ \t]*(?:export\s+)?(?:const|let|var)\s+(?<name>[\w$]+)\s*(?::[^=]+)?=\s*(?:async\s*)?(?:<[^(]*>)?\(?(?<params>[^()=]*)\)?\s*(?::\s*[^=]+?)?=>/gm,
	/^[ \t]+(?:(?:public|private|protected|static|async|override|readonly|get|set)\s+)*[*#]?(?<name>[\w$]+)\s*(?:<[^(]*>)?\((?<params>[^()]*)\)\s*(?::\s*[^{;]+)?\{/gm,
];

function language(
	name: string,
	fence: string,
	callables: readonly RegExp[],
	lineComment = '//',
): CodeLanguage {
	return { name, fence, callables, lineComment };
}

const PLAIN = language('code', '', [...SCRIPT, C_LIKE, KEYWORD_PARENS('(?:def|fn|func|fun)')]);

const LANGUAGES: Readonly<Record<string, CodeLanguage>> = {
	typescript: language('TypeScript', 'ts', SCRIPT),
	javascript: language('JavaScript', 'js', SCRIPT),
	python: language('Python', 'python', [KEYWORD_PARENS('def')], '#'),
	go: language('Go', 'go', [KEYWORD_PARENS('func')]),
	rust: language('Rust', 'rust', [KEYWORD_PARENS('fn')]),
	java: language('Java', 'java', [C_LIKE]),
	csharp: language('C#', 'csharp', [C_LIKE]),
	c: language('C', 'c', [C_LIKE]),
	cpp: language('C++', 'cpp', [C_LIKE]),
	kotlin: language('Kotlin', 'kotlin', [KEYWORD_PARENS('fun')]),
	swift: language('Swift', 'swift', [KEYWORD_PARENS('func')]),
	php: language('PHP', 'php', [KEYWORD_PARENS('function')]),
	ruby: language(
		'Ruby',
		'ruby',
		[/^[ \t]*def\s+(?<name>[\w.?!]+)\s*\(?(?<params>[^)\n]*)\)?/gm],
		'#',
	),
	shellscript: language(
		'Shell',
		'bash',
		[/^(?:function\s+)?(?<name>[\w-]+)\s*\((?<params>)\)\s*\{/gm],
		'#',
	),
	sql: language('SQL', 'sql', [/\bfunction\s+(?<name>[\w.]+)\s*\((?<params>[^)]*)\)/gim], '--'),
	html: language('HTML', 'html', []),
	css: language('CSS', 'css', []),
	json: language('JSON', 'json', []),
	yaml: language('YAML', 'yaml', [], '#'),
	markdown: language('Markdown', 'markdown', []),
};

const ALIASES: Readonly<Record<string, string>> = {
	ts: 'typescript',
	tsx: 'typescript',
	typescriptreact: 'typescript',
	js: 'javascript',
	jsx: 'javascript',
	mjs: 'javascript',
	javascriptreact: 'javascript',
	py: 'python',
	rs: 'rust',
	golang: 'go',
	cs: 'csharp',
	'c#': 'csharp',
	'c++': 'cpp',
	cc: 'cpp',
	h: 'c',
	kt: 'kotlin',
	rb: 'ruby',
	sh: 'shellscript',
	bash: 'shellscript',
	zsh: 'shellscript',
	shell: 'shellscript',
	yml: 'yaml',
	md: 'markdown',
	scss: 'css',
	less: 'css',
	jsonc: 'json',
};

const TELLTALES: readonly (readonly [string, RegExp])[] = [
	['python', /^\s*(def \w+\(.*\).*:|from \S+ import|class \w+.*:)\s*$/m],
	['go', /^\s*(package \w+|func [\w(]|\w+ := )/m],
	['rust', /\b(fn \w+|let mut |impl \w+|println!)/],
	['csharp', /^\s*(using System|namespace \w+)/m],
	['java', /\b(public (static )?(class|void)|System\.out)/],
	['cpp', /#include\s*<|std::/],
	['php', /<\?php/],
	['html', /^\s*<(!doctype|html|div|body)/im],
	['sql', /^\s*(select|insert|update|create table)\b/im],
	['typescript', /\b(interface \w+ \{|: (string|number|boolean)\b|import type)/],
	['javascript', /\b(const|let|function|=>)/],
	['shellscript', /^#!.*sh|^\s*(fi|done)$/m],
];

/** By the fence's word, else by what the code looks like. */
export function languageOfFence(word: string, code: string): CodeLanguage {
	const id = word.toLowerCase();
	const guess = TELLTALES.find(([, test]) => test.test(code))?.[0] ?? '';
	const known = LANGUAGES[ALIASES[id] ?? id];
	if (known) {
		return known;
	}
	return id === '' || id === 'text' || id === 'plaintext'
		? (LANGUAGES[guess] ?? PLAIN)
		: { ...PLAIN, name: word, fence: id };
}
