import * as vscode from 'vscode';
import { terminalSelection } from '../../platform/terminalSelection.ts';
import { workEditor } from '../../platform/workEditor.ts';
import type { AttachmentSource } from './source.ts';

/** What is selected in an editor, as it is now. */
export function selectionSource(
	editor: vscode.TextEditor | undefined = workEditor(),
): AttachmentSource | undefined {
	if (editor === undefined || editor.selection.isEmpty) {
		return undefined;
	}
	const { document, selection } = editor;
	const { uri, languageId } = document;
	// A selection that ends at the start of a line does not hold that line.
	const isBeforeLine = selection.end.character === 0 && selection.end.line > selection.start.line;
	const last = selection.end.line + (isBeforeLine ? 0 : 1);
	const lines = { first: selection.start.line + 1, last };
	return { kind: 'selection', uri, languageId, lines, text: document.getText(selection) };
}

export async function terminalSource(): Promise<AttachmentSource | undefined> {
	const text = (await terminalSelection()).trimEnd();
	return text === '' ? undefined : { kind: 'terminal', text };
}

/** The files of all tabs, the active one first. */
export function openFiles(): vscode.Uri[] {
	const groups = [
		vscode.window.tabGroups.activeTabGroup,
		...vscode.window.tabGroups.all.filter(({ isActive }) => !isActive),
	];
	const tabs = groups.flatMap(group => [
		...(group.activeTab ? [group.activeTab] : []),
		...group.tabs.filter(tab => tab !== group.activeTab),
	]);
	const uris = tabs.flatMap(({ input }) =>
		input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom
			? [input.uri]
			: [],
	);
	return [...new Map(uris.map(uri => [uri.toString(), uri])).values()];
}
