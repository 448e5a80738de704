import * as vscode from 'vscode';
import { bundleSchema } from './bundle.ts';
import { componentSchema, componentsOf, isOpenApi } from './openApi.ts';
import { parseDocument } from './parsedDocument.ts';

/** A schema that refers to nothing outside itself. */
export interface PickedSchema {
	/** For people. */
	readonly name: string;
	readonly schema: unknown;
	readonly uri: vscode.Uri | undefined;
}

const SCHEMA_FILES = { Schema: ['json', 'jsonc', 'yaml', 'yml'] };

/** The schema of a file from the explorer, else of the active editor or of a file that the person picks. */
export async function pickSchema(given: vscode.Uri | undefined): Promise<PickedSchema | undefined> {
	const uri = given ?? (await chooseFile());
	if (uri === undefined) {
		return undefined;
	}
	const document = await vscode.workspace.openTextDocument(uri);
	const parsed = parseDocument(document.getText(), document.languageId);
	const [problem] = parsed.problems;
	if (problem !== undefined || parsed.value === undefined) {
		void vscode.window.showErrorMessage(
			vscode.l10n.t(
				'{0} is not valid: {1}',
				nameOf(uri),
				problem?.message ?? vscode.l10n.t('it is empty'),
			),
		);
		return undefined;
	}
	const chosen = isOpenApi(parsed.value)
		? await chooseComponent(parsed.value)
		: { name: nameOf(uri), schema: parsed.value };
	if (chosen === undefined) {
		return undefined;
	}
	return { ...chosen, schema: await bundle(chosen.schema, uri), uri };
}

async function chooseFile(): Promise<vscode.Uri | undefined> {
	const active = vscode.window.activeTextEditor?.document;
	const isSchemaLike = active !== undefined && /^(jsonc?|yaml)$/.test(active.languageId);
	if (!isSchemaLike) {
		return openFile();
	}
	const pickFile = { label: `$(folder-opened) ${vscode.l10n.t('Choose a file…')}` };
	const chosen = await vscode.window.showQuickPick(
		[
			{
				label: `$(json) ${nameOf(active.uri)}`,
				description: vscode.l10n.t('the document in the editor'),
			},
			pickFile,
		],
		{ title: vscode.l10n.t('Which schema?') },
	);
	if (chosen === undefined) {
		return undefined;
	}
	return chosen === pickFile ? openFile() : active.uri;
}

async function openFile(): Promise<vscode.Uri | undefined> {
	const found = await vscode.workspace.findFiles(
		'**/*.schema.{json,jsonc,yaml,yml}',
		'**/node_modules/**',
		200,
	);
	const browse = { label: `$(folder-opened) ${vscode.l10n.t('Browse…')}`, uri: undefined };
	const chosen = await vscode.window.showQuickPick(
		[
			...found.map(uri => ({
				label: `$(json) ${nameOf(uri)}`,
				description: vscode.workspace.asRelativePath(uri),
				uri,
			})),
			browse,
		],
		{ title: vscode.l10n.t('Which schema?') },
	);
	if (chosen !== browse) {
		return chosen?.uri;
	}
	const opened = await vscode.window.showOpenDialog({ filters: SCHEMA_FILES });
	return opened?.[0];
}

async function chooseComponent(
	document: unknown,
): Promise<{ name: string; schema: unknown } | undefined> {
	const chosen = await vscode.window.showQuickPick(
		componentsOf(document).map(({ name, description }) => ({
			label: name,
			description: description ?? '',
		})),
		{ title: vscode.l10n.t('Which schema of this API?') },
	);
	return chosen && { name: chosen.label, schema: componentSchema(document, chosen.label) };
}

/** Files of the workspace are read; something from the network only after a yes. */
async function bundle(schema: unknown, uri: vscode.Uri): Promise<unknown> {
	const { schema: bundled, missing } = await bundleSchema(schema, uri.toString(), {
		read: readDocument,
		allowRemote: askForRemote,
	});
	if (missing.length > 0) {
		void vscode.window.showWarningMessage(
			vscode.l10n.t(
				'The schema refers to what could not be read: {0}. It is used without.',
				missing.map(each => each.uri).join(', '),
			),
		);
	}
	return bundled;
}

async function readDocument(address: string): Promise<unknown> {
	if (/^https?:/.test(address)) {
		const response = await globalThis.fetch(address, { redirect: 'error' });
		return parseDocument(await response.text(), 'json').value;
	}
	const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(address));
	return parseDocument(document.getText(), document.languageId).value;
}

async function askForRemote(address: string): Promise<boolean> {
	const fetchIt = vscode.l10n.t('Fetch');
	const chosen = await vscode.window.showWarningMessage(
		vscode.l10n.t('The schema refers to {0}. Fetch it from the network?', address),
		{ modal: true },
		fetchIt,
	);
	return chosen === fetchIt;
}

function nameOf(uri: vscode.Uri): string {
	return uri.path.split('/').at(-1) ?? uri.path;
}
