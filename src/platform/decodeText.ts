import * as vscode from 'vscode';

/**
 * Text of a file as VS Code would show it: by its byte order mark, else in the encoding that the settings
 * name for it. `undefined` for what is no text.
 * @param bytes the whole file: a character may be cut at the end of a part
 */
export async function decodeText(
	bytes: Uint8Array,
	uri: vscode.Uri | undefined,
): Promise<string | undefined> {
	try {
		const text = await (uri === undefined
			? vscode.workspace.decode(bytes)
			: vscode.workspace.decode(bytes, { uri }));
		// VS Code looks for zero bytes in the very first ones only.
		return text.slice(0, 8_000).includes('\0') ? undefined : text;
	} catch {
		// That is its way of saying that the file is binary.
		return undefined;
	}
}
