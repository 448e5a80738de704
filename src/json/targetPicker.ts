import * as vscode from 'vscode';
import { JsonPlace } from './jsonPlace.ts';
import { parseDocument } from './parsedDocument.ts';
import { schemaAt } from './schema/schemaAt.ts';
import type { PickedSchema } from './schema/schemaReader.ts';
import type { JsonPath } from './validation/verdict.ts';

/** With comments, the request stands above what it brought. */
const NEW_FILES = { JSON: ['json'], 'JSON with Comments': ['jsonc'] };

/** Where the JSON goes, and what it has to satisfy there. */
export interface Target {
	readonly schema: unknown;
	/** Each opening gives another document. */
	readonly isNew?: boolean | undefined;
	/** Many items in a document of their own, instead of one document. */
	readonly isBatch?: boolean | undefined;
	/** Makes the place ready; undefined when the person thinks better of it. */
	open(): Promise<JsonPlace | undefined>;
	/** To be called when all is written. */
	finish?(place: JsonPlace): Promise<void>;
}

interface TargetItem extends vscode.QuickPickItem {
	readonly target: Target;
}

/** Offers the places that there are now; the editor that was active when the command ran counts. */
export async function pickTarget(
	picked: PickedSchema,
	editor: vscode.TextEditor | undefined,
): Promise<Target | undefined> {
	const { schema } = picked;
	const items: readonly TargetItem[] = [
		{
			label: `$(new-file) ${vscode.l10n.t('New document')}`,
			description: vscode.l10n.t('beside this one, not yet saved'),
			target: { schema, isNew: true, open: openNewDocument },
		},
		{
			label: `$(list-ordered) ${vscode.l10n.t('Many items…')}`,
			description: vscode.l10n.t('JSON, JSONL or CSV, made in batches'),
			target: { schema, isBatch: true, open: openNewDocument },
		},
		...(editor === undefined ? [] : placesIn(editor, picked)),
		{
			label: `$(save-as) ${vscode.l10n.t('New file…')}`,
			description: vscode.l10n.t('JSON, or JSON with comments that say how it was made'),
			target: {
				schema,
				open: openNewFile,
				finish: saveFile,
			},
		},
	];
	const title = vscode.l10n.t('Where should the JSON go?');
	const chosen = await vscode.window.showQuickPick(items, { title });
	return chosen?.target;
}

function placesIn(editor: vscode.TextEditor, picked: PickedSchema): readonly TargetItem[] {
	const { document, selection } = editor;
	// The schema is not what it describes.
	if (picked.uri?.toString() === document.uri.toString()) {
		return [];
	}
	const offset = document.offsetAt(selection.start);
	const description = nameOf(document.uri);
	const insert: TargetItem = {
		label: `$(insert) ${vscode.l10n.t('Insert at the cursor')}`,
		description,
		target: {
			schema: picked.schema,
			open: () => Promise.resolve(new JsonPlace(document, { start: offset, length: 0 })),
		},
	};
	const replace = /^jsonc?$/.test(document.languageId)
		? replacement(document, offset, picked)
		: undefined;
	return replace === undefined ? [insert] : [insert, { ...replace, description }];
}

function replacement(
	document: vscode.TextDocument,
	offset: number,
	{ schema, describes }: PickedSchema,
): TargetItem | undefined {
	const parsed = parseDocument(document.getText(), document.languageId);
	const path = parsed.problems.length === 0 ? parsed.pathAt(offset) : [];
	const range = path.length > 0 ? parsed.rangeAt(path) : undefined;
	if (range === undefined) {
		return undefined;
	}
	const { offset: start, length } = range;
	const isDescribed = describes?.toString() === document.uri.toString();
	return {
		label: `$(replace) ${vscode.l10n.t('Replace the value of {0}', pathWords(path))}`,
		target: {
			schema: isDescribed ? (schemaAt(schema, path) ?? {}) : schema,
			open: () => Promise.resolve(new JsonPlace(document, { start, length })),
		},
	};
}

function pathWords(path: JsonPath): string {
	return path
		.map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index > 0 ? '.' : ''}${key}`))
		.join('');
}

export async function openNewDocument(): Promise<JsonPlace> {
	const document = await vscode.workspace.openTextDocument({ language: 'json', content: '' });
	return showBeside(document);
}

async function openNewFile(): Promise<JsonPlace | undefined> {
	const uri = await vscode.window.showSaveDialog({ filters: NEW_FILES });
	if (uri === undefined) {
		return undefined;
	}
	return openEmptyFile(uri);
}

/** A file of its own: one that is there is never written over. */
export async function openFileIn(folder: vscode.Uri, stem: string): Promise<JsonPlace> {
	for (let number = 1; ; number++) {
		const name = number === 1 ? `${stem}.json` : `${stem}-${number}.json`;
		const uri = vscode.Uri.joinPath(folder, name);
		const known = await vscode.workspace.fs.stat(uri).then(
			() => true,
			() => false,
		);
		if (!known) {
			return openEmptyFile(uri);
		}
	}
}

export async function saveFile({ document }: JsonPlace): Promise<void> {
	await document.save();
}

async function openEmptyFile(uri: vscode.Uri): Promise<JsonPlace> {
	await vscode.workspace.fs.writeFile(uri, new Uint8Array());
	return showBeside(await vscode.workspace.openTextDocument(uri));
}

async function showBeside(document: vscode.TextDocument): Promise<JsonPlace> {
	await vscode.window.showTextDocument(document, {
		preview: false,
		viewColumn: besideFirstColumn(),
	});
	return new JsonPlace(document);
}

/** Beside the schema; from there on in the same column, so that columns do not pile up. */
function besideFirstColumn(): vscode.ViewColumn {
	const column = vscode.window.activeTextEditor?.viewColumn ?? vscode.ViewColumn.One;
	return column > vscode.ViewColumn.One ? vscode.ViewColumn.Active : vscode.ViewColumn.Beside;
}

function nameOf(uri: vscode.Uri): string {
	return uri.path.split('/').at(-1) ?? uri.path;
}
