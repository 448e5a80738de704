/** code-server answers every “may this extension use proposed API?” with yes, in these files. */
export const filesWithProposedApiCheck = [
	'out/vs/workbench/api/node/extensionHostProcess.js',
	'out/vs/workbench/api/worker/extensionHostWorkerMain.js',
	'out/vs/code/browser/workbench/workbench.js',
];

/** The always-true check, known by the function after it, which throws where the check fails. */
const alwaysAllowed =
	/function ([\w$]+)\(([\w$]+),([\w$]+)\)\{return!0\}(?=function [\w$]+\([\w$]+,[\w$]+\)\{if\(!\1\([\w$]+,[\w$]+\)\)throw new Error\(`Extension '[^`]{1,60}CANNOT use API proposal)/;

/** `_envEnablesProposedApiForAll`, whose name is minified in some versions, set to true. */
const enabledForAll =
	/(\.extensionEnabledProposedApi\?\?\[\]\)\.map\([^()]+\([^()]+\)\)\),this\.[\w$]+=)!0/;

/**
 * Puts VS Code's own check back into one of {@link filesWithProposedApiCheck}, so that the
 * extension is tested with the API that it will have when it is installed.
 *
 * @throws when the file does not look as expected
 */
export function restoreProposedApiCheck(file: string, source: string): string {
	const checked = replaceOnce(
		file,
		source,
		alwaysAllowed,
		(_match, name, extension, proposal) =>
			`function ${name}(${extension},${proposal})` +
			`{return!!${extension}.enabledApiProposals&&${extension}.enabledApiProposals.includes(${proposal})}`,
	);
	return file.endsWith('workbench.js')
		? replaceOnce(file, checked, enabledForAll, (_match, assignment) => `${assignment}!1`)
		: checked;
}

function replaceOnce(
	file: string,
	source: string,
	pattern: RegExp,
	replacement: (...groups: string[]) => string,
): string {
	const replaced = source.replace(pattern, replacement);
	if (replaced === source) {
		throw new Error(
			`${file}: the place where VS Code checks the use of proposed API was not found. ` +
				'This version of code-server needs another pattern in test/host/proposedApi.ts.',
		);
	}
	return replaced;
}
