const SHELLS = new Set([
	'sh',
	'bash',
	'zsh',
	'shell',
	'shellscript',
	'console',
	'powershell',
	'ps1',
	'pwsh',
	'bat',
	'cmd',
	'fish',
]);

/** The word after a fence → VS Code's language id, where they differ. */
const IDS: Readonly<Record<string, string>> = {
	ts: 'typescript',
	tsx: 'typescriptreact',
	js: 'javascript',
	mjs: 'javascript',
	jsx: 'javascriptreact',
	py: 'python',
	rb: 'ruby',
	rs: 'rust',
	cs: 'csharp',
	'c#': 'csharp',
	'c++': 'cpp',
	sh: 'shellscript',
	bash: 'shellscript',
	zsh: 'shellscript',
	shell: 'shellscript',
	console: 'shellscript',
	ps1: 'powershell',
	pwsh: 'powershell',
	cmd: 'bat',
	yml: 'yaml',
	md: 'markdown',
	tex: 'latex',
	docker: 'dockerfile',
	golang: 'go',
	kt: 'kotlin',
	objc: 'objective-c',
};

export function isShell(language: string): boolean {
	return SHELLS.has(language.toLowerCase());
}

/** VS Code's id for the language of a fence; `undefined` when this VS Code has none of the name. */
export function languageIdOf(language: string, known: readonly string[]): string | undefined {
	const word = language.toLowerCase();
	const id = IDS[word] ?? word;
	return known.includes(id) ? id : undefined;
}
