import { Minimatch } from 'minimatch';

interface Rule {
	readonly isNegated: boolean;
	readonly isForFolders: boolean;
	/** `inner` is the path from the folder of its file on, `name` the last part of it. */
	matches(inner: string, name: string): boolean;
}

interface RuleFile {
	/** Folder that its patterns are relative to, as `a/b/`; empty for the root. */
	readonly base: string;
	readonly rules: readonly Rule[];
}

/** What the `.gitignore` files of a folder leave out; `.aiexclude` is written alike. Paths use `/`. */
export class IgnoreRules {
	private readonly files: RuleFile[] = [];
	private readonly folders = new Map<string, boolean>();

	/** Takes in a file; `base` is its folder relative to the root, empty for the root itself. */
	add(base: string, text: string): void {
		const rules = text.split(/\r?\n/).flatMap(line => parseRule(line) ?? []);
		this.files.push({ base: base === '' ? '' : `${base}/`, rules });
		// The rules of inner folders win over those of outer ones.
		this.files.sort((a, b) => a.base.length - b.base.length);
		this.folders.clear();
	}

	/** Whether a path relative to the root is left out, itself or with a folder that it is in. */
	isIgnored(path: string, isFolder = false): boolean {
		const end = path.lastIndexOf('/');
		return (end > 0 && this.isFolderIgnored(path.slice(0, end))) || this.decide(path, isFolder);
	}

	private isFolderIgnored(path: string): boolean {
		let known = this.folders.get(path);
		if (known === undefined) {
			known = this.isIgnored(path, true);
			this.folders.set(path, known);
		}
		return known;
	}

	/** The last rule that matches decides. */
	private decide(path: string, isFolder: boolean): boolean {
		let isIgnored = false;
		for (const { base, rules } of this.files) {
			if (path.startsWith(base)) {
				const inner = path.slice(base.length);
				const name = path.slice(path.lastIndexOf('/') + 1);
				for (const rule of rules) {
					if (rule.isNegated === isIgnored && (isFolder || !rule.isForFolders)) {
						isIgnored = rule.matches(inner, name) ? !rule.isNegated : isIgnored;
					}
				}
			}
		}
		return isIgnored;
	}
}

function parseRule(line: string): Rule | undefined {
	const text = line.replace(/(?<!\\)[ \t]+$/, '');
	if (text === '' || text.startsWith('#')) {
		return undefined;
	}
	const isNegated = text.startsWith('!');
	const pattern = text.slice(isNegated ? 1 : 0);
	const isForFolders = pattern.endsWith('/');
	const path = isForFolders ? pattern.slice(0, -1) : pattern;
	// A slash inside or at the beginning ties it to the folder of its file; else the name alone counts.
	const isTied = path.includes('/');
	const matcher = new Minimatch(path.replace(/^\//, ''), {
		dot: true,
		nobrace: true,
		noext: true,
		nocomment: true,
		nonegate: true,
		platform: 'linux',
	});
	return path === ''
		? undefined
		: {
				isNegated,
				isForFolders,
				matches: (inner, name) => matcher.match(isTied ? inner : name),
			};
}
