import * as vscode from 'vscode';
import { withLineEndsOf } from '../platform/changeText.ts';
import { previewEdit } from '../platform/previewEdit.ts';
import { replaceSelections } from '../platform/replaceSelections.ts';
import { workEditor } from '../platform/workEditor.ts';
import type { FromWebview } from '../shared/protocol.ts';
import { isShell, languageIdOf } from './codeLanguage.ts';
import { lineEdits } from './lineEdits.ts';
import { shownCommand } from './shownCommand.ts';

type CodeRequest = Extract<FromWebview, { type: 'code' }>;

/** What the buttons of a code block do. Nothing is changed or run without the person's yes. */
export async function performCodeAction({ action, text, language }: CodeRequest): Promise<void> {
	switch (action) {
		case 'copy':
			await vscode.env.clipboard.writeText(text);
			break;
		case 'insert':
			await insert(text);
			break;
		case 'apply':
			await apply(text);
			break;
		case 'newFile':
			await newFile(text, language);
			break;
		case 'run':
			await runInTerminal(text, language);
			break;
		case 'preview':
			await preview(text, language);
			break;
		default:
			action satisfies never;
	}
}

/** The editor that a person was in before they clicked into the panel. */
function targetEditor(): vscode.TextEditor | undefined {
	const editor = workEditor();
	if (editor === undefined) {
		void vscode.window.showInformationMessage(
			vscode.l10n.t('Open the file first that the code is for.'),
		);
	}
	return editor;
}

/** At the cursor, in place of the selection; one step to undo. */
async function insert(text: string): Promise<void> {
	const editor = targetEditor();
	if (editor === undefined) {
		return;
	}
	const code = text.replace(/\n$/, '');
	await replaceSelections(editor, code);
	await vscode.window.showTextDocument(editor.document, editor.viewColumn);
}

/**
 * Proposes the code for the selection, else for the whole file, in VS Code's own preview of a change, where
 * each part can be refused. What does not change is left alone.
 */
async function apply(text: string): Promise<void> {
	const editor = targetEditor();
	if (editor === undefined) {
		return;
	}
	const { document, selection } = editor;
	const range = selection.isEmpty ? wholeRange(document) : selection;
	const before = document.getText(range);
	const code = selection.isEmpty ? text : text.replace(/\n$/, '');
	const after = withLineEndsOf(document, code);
	const edits = lineEdits(before, after);
	if (edits.length === 0) {
		void vscode.window.showInformationMessage(vscode.l10n.t('The file holds this code already.'));
		return;
	}
	const change = new vscode.WorkspaceEdit();
	const start = document.offsetAt(range.start);
	const metadata = { needsConfirmation: true, label: vscode.l10n.t('Code from Gemini') };
	for (const { offset, length, text: replacement } of edits) {
		const from = document.positionAt(start + offset);
		const to = document.positionAt(start + offset + length);
		change.replace(document.uri, new vscode.Range(from, to), replacement, metadata);
	}
	await previewEdit(change);
}

function wholeRange(document: vscode.TextDocument): vscode.Range {
	return document.validateRange(new vscode.Range(0, 0, document.lineCount, 0));
}

async function newFile(content: string, language: string): Promise<void> {
	const known = await vscode.languages.getLanguages();
	const id = languageIdOf(language, known);
	const document = await vscode.workspace.openTextDocument({
		content,
		...(id !== undefined && { language: id }),
	});
	await vscode.window.showTextDocument(document);
}

/** The command line is shown before it runs, and it runs only after a yes. */
async function runInTerminal(text: string, language: string): Promise<void> {
	const command = text.trim();
	const shown = shownCommand(command);
	const run = vscode.l10n.t('Run');
	const paste = vscode.l10n.t('Paste Without Running');
	const copy = vscode.l10n.t('Copy');
	const warnings = [
		...(isShell(language) ? [] : [vscode.l10n.t('This does not look like a shell command.')]),
		...(shown.isWhole
			? []
			: [vscode.l10n.t('It is too long to be shown whole, so that it can only be copied.')]),
	];
	const chosen = await vscode.window.showWarningMessage(
		vscode.l10n.t('Run this in the terminal?'),
		{ modal: true, detail: [...warnings, shown.text].join('\n\n') },
		...(shown.isWhole ? [run] : []),
		// A terminal runs each line that it is given but the last.
		shown.isWhole && shown.isOneLine ? paste : copy,
	);
	if (chosen === copy) {
		await vscode.env.clipboard.writeText(command);
	}
	if (chosen !== run && chosen !== paste) {
		return;
	}
	const terminal = vscode.window.activeTerminal ?? vscode.window.createTerminal();
	terminal.show();
	terminal.sendText(command, chosen === run);
}

/** A diagram is drawn by VS Code's own Markdown preview. */
async function preview(text: string, language: string): Promise<void> {
	const document = await vscode.workspace.openTextDocument({
		language: 'markdown',
		content: `\`\`\`${language}\n${text}\`\`\`\n`,
	});
	await vscode.commands.executeCommand('markdown.showPreview', document.uri);
}
