interface Manifest {
	dependencies?: Record<string, string> | undefined;
	devDependencies?: Record<string, string> | undefined;
}

interface LockedPackage extends Manifest {
	version?: string | undefined;
	resolved?: string | undefined;
}

/** Older versions of these download a program from elsewhere when they are installed. */
const replacements: Readonly<Record<string, string>> = { '@vscode/ripgrep': '1.18.0' };

/**
 * Some versions of VS Code take a dependency from a Git repository, or one that fetches more from
 * elsewhere, which a machine that reaches npm need not reach. Changes manifest and lock file in
 * place so that npm supplies everything.
 */
export function takeAllFromNpm(
	manifest: Manifest,
	lock: { packages: Record<string, LockedPackage> },
): void {
	for (const [path, locked] of Object.entries(lock.packages)) {
		const name = path.replace(/^.*node_modules\//, '');
		const fromGit = locked.resolved?.startsWith('git') ? locked.version : undefined;
		const version = replacements[name] ?? fromGit;
		if (version === undefined) {
			continue;
		}
		delete lock.packages[path];
		for (const dependent of [manifest, ...Object.values(lock.packages)]) {
			for (const wanted of [dependent.dependencies, dependent.devDependencies]) {
				if (wanted?.[name]) {
					wanted[name] = version;
				}
			}
		}
	}
}
