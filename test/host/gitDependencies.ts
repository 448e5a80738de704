interface Manifest {
	dependencies?: Record<string, string> | undefined;
	devDependencies?: Record<string, string> | undefined;
}

interface LockedPackage extends Manifest {
	version?: string | undefined;
	resolved?: string | undefined;
}

/**
 * Some versions of VS Code take a dependency from a Git repository, which a machine that reaches
 * npm need not reach. Changes manifest and lock file in place so that npm supplies the same version.
 */
export function takeGitDependenciesFromNpm(
	manifest: Manifest,
	lock: { packages: Record<string, LockedPackage> },
): void {
	for (const [path, locked] of Object.entries(lock.packages)) {
		if (!locked.resolved?.startsWith('git')) {
			continue;
		}
		const name = path.replace(/^.*node_modules\//, '');
		delete lock.packages[path];
		for (const dependent of [manifest, ...Object.values(lock.packages)]) {
			for (const wanted of [dependent.dependencies, dependent.devDependencies]) {
				if (locked.version && wanted?.[name]) {
					wanted[name] = locked.version;
				}
			}
		}
	}
}
