import * as vscode from 'vscode';

/** The folders a page may load from, and no others. */
export function webviewRoots(extensionUri: vscode.Uri): vscode.Uri[] {
	return ['dist', 'media'].map(folder => vscode.Uri.joinPath(extensionUri, folder));
}

/**
 * The page around a webview's script: no remote origin, no inline style, Trusted Types required. `strings`
 * are the page's words in the person's language, handed over as data.
 */
export function webviewHtml(
	webview: vscode.Webview,
	extensionUri: vscode.Uri,
	strings: Readonly<Record<string, string>>,
): string {
	const resource = (...path: string[]) =>
		webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, ...path)).toString();
	const nonce = createNonce();
	const policy = [
		"default-src 'none'",
		`script-src 'nonce-${nonce}'`,
		`style-src ${webview.cspSource}`,
		`img-src ${webview.cspSource} data: blob:`,
		`font-src ${webview.cspSource}`,
		// Made of the page's own source only: see webview/find/regexSearch.
		'worker-src blob:',
		"require-trusted-types-for 'script'",
		'trusted-types lit-html comet-gemini-find comet-gemini-entities',
	].join('; ');
	return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
	<meta charset="utf-8">
	<meta name="viewport" content="width=device-width, initial-scale=1">
	<meta http-equiv="Content-Security-Policy" content="${policy}">
	<link rel="stylesheet" href="${resource('dist', 'codicons', 'codicon.css')}">
	<link rel="stylesheet" href="${resource('dist', 'webview', 'style.css')}">
	<title>Comet Gemini</title>
</head>
<body>
	<script type="application/json" id="strings">${asScriptData(strings)}</script>
	<script type="module" nonce="${nonce}" src="${resource('dist', 'webview', 'main.js')}"></script>
</body>
</html>`;
}

/** JSON that cannot end the script element it stands in. */
function asScriptData(value: unknown): string {
	return JSON.stringify(value).replace(/</g, '\\u003c');
}

function createNonce(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(16));
	return btoa(String.fromCharCode(...bytes)).replace(/[^A-Za-z0-9]/g, '');
}
