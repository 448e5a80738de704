/** A Markdown code block that the code in it cannot close. */
export function fenced(code: string, language = ''): string {
	const longest = Math.max(2, ...Array.from(code.matchAll(/`+/g), ([run]) => run.length));
	const fence = '`'.repeat(longest + 1);
	return `\n\n${fence}${language}\n${code.replace(/\n$/, '')}\n${fence}\n\n`;
}
