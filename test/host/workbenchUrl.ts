export interface WorkbenchUrlOptions {
	/** Origin of the VS Code server, `http://127.0.0.1:<port>`. */
	origin: string;
	/** Absolute path of the folder to open, or of a `.code-workspace` file; or an address. */
	workspace?: string | undefined;
	/** Absolute path of an extension to load for development; the server needs its test driver. */
	extension?: string | undefined;
	/** How much VS Code and its extensions log, as `trace`. */
	logLevel?: string | undefined;
	/** Absolute path of the module whose `run()` is to be called in the extension host. */
	tests?: string | undefined;
}

/** The address of a window of the VS Code server. */
export function workbenchUrl(options: WorkbenchUrlOptions): string {
	const { host } = new URL(options.origin);
	const remote = (path: string) => `vscode-remote://${host}${path}`;
	const payload = [
		...(options.extension ? [['extensionDevelopmentPath', remote(options.extension)]] : []),
		...(options.tests ? [['extensionTestsPath', remote(options.tests)]] : []),
		...(options.logLevel ? [['logLevel', options.logLevel]] : []),
		['skipWelcome', 'true'],
	];
	const url = new URL(options.origin);
	if (options.workspace) {
		const kind = options.workspace.endsWith('.code-workspace') ? 'workspace' : 'folder';
		url.searchParams.set(kind, options.workspace);
	} else {
		url.searchParams.set('ew', 'true');
	}
	url.searchParams.set('payload', JSON.stringify(payload));
	return url.href;
}
