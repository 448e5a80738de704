import { isSecretPath } from './workspacePaths.ts';

/** A diff as Git writes it, without the files that may hold secrets; how many those are stands at its end. */
export function withoutSecretFiles(diff: string): string {
	const sections = diff.split(/^(?=diff --(?:git|cc|combined) )/m);
	const kept = sections.filter(section => !pathsOf(section).some(isSecretPath));
	const leftOut = sections.length - kept.length;
	return leftOut === 0
		? diff
		: `${kept.join('')}(left out: ${leftOut} changed files that may hold secrets)\n`;
}

/** The names of one file's section, old and new; there is more than one way in which Git tells them. */
function pathsOf(section: string): string[] {
	const [head = ''] = section.split(/^(?:@@|GIT binary patch)/m, 1);
	return head.split('\n').flatMap(line => {
		const [, names] = /^diff --(?:git|cc|combined) (.*)$/.exec(line) ?? [];
		const [, name] = /^(?:---|\+\+\+|(?:rename|copy) (?:from|to)) (.*)$/.exec(line) ?? [];
		// Of two names with spaces in them only the ends are certain, which are what tells a secret.
		return [...(names?.split(/"? "?b\//) ?? []), ...(name === undefined ? [] : [name])].map(plain);
	});
}

/** Names with unusual characters stand in quotation marks. */
function plain(name: string): string {
	return name.replace(/^"|"$|\t$/g, '').replace(/^[ab]\//, '');
}
