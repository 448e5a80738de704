/** Code of any content in a Markdown fence that it cannot close; `info` is dropped when it is no plain word. */
export function fenced(code: string, info = ''): string {
	const runs = code.match(/`{3,}/g) ?? [];
	const longest = runs.reduce((length, run) => Math.max(length, run.length), 2);
	const fence = '`'.repeat(longest + 1);
	const word = /^[\w+#.-]*$/.test(info) ? info : '';
	return `${fence}${word}\n${code}${code.endsWith('\n') ? '' : '\n'}${fence}`;
}
