import { resolve } from 'node:path';

/** What `runTests` of @vscode/test-electron says to the VS Code that it starts. */
export interface LauncherArguments {
	extension: string;
	tests: string;
	workspace: string | undefined;
	/** Folder of the `User/settings.json` to test with. */
	userData: string | undefined;
	workspaceTrust: boolean;
}

/** @throws when the extension or the tests are not named */
export function parseLauncherArguments(args: readonly string[]): LauncherArguments {
	const value = (name: string) =>
		args.find(arg => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
	const extension = value('extensionDevelopmentPath');
	const tests = value('extensionTestsPath');
	if (!extension || !tests) {
		throw new Error(
			'usage: launcher [WORKSPACE] --extensionDevelopmentPath=FOLDER --extensionTestsPath=MODULE',
		);
	}
	const workspace = args.find(arg => !arg.startsWith('--'));
	return {
		extension: resolve(extension),
		tests: resolve(tests),
		workspace: workspace && resolve(workspace),
		userData: value('user-data-dir'),
		workspaceTrust: !args.includes('--disable-workspace-trust'),
	};
}
