import * as vscode from 'vscode';

/** What a person leaves out of searches, as one pattern; `findFiles` itself knows of `files.exclude` only. */
export function searchExclude(): string | undefined {
	const globs = ['search', 'files'].flatMap(section => {
		const patterns = vscode.workspace
			.getConfiguration(section)
			.get<Record<string, unknown>>('exclude');
		return Object.entries(patterns ?? {}).flatMap(([glob, isOn]) => (isOn === true ? [glob] : []));
	});
	// Braces do not nest in these patterns.
	const plain = [...new Set(globs)].filter(glob => !/[{},]/.test(glob));
	return plain.length === 0 ? undefined : `{${plain.join(',')}}`;
}
