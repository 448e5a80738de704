import * as vscode from 'vscode';
import { parseDocument } from '../parsedDocument.ts';
import { bundleSchema } from './bundle.ts';
import { componentSchema, componentsOf, isOpenApi } from './openApi.ts';

/** A schema that refers to nothing outside itself. */
export interface PickedSchema {
	/** For people. */
	readonly name: string;
	readonly schema: unknown;
	readonly uri: vscode.Uri | undefined;
	/** The document whose whole contents it describes, if it was found by way of it. */
	readonly describes?: vscode.Uri | undefined;
}

/** Reads a schema with everything it refers to; of an API description, one of its components. */
export async function readSchema(uri: vscode.Uri): Promise<PickedSchema | undefined> {
	const name = nameOf(uri);
	const isRemote = /^https?$/.test(uri.scheme);
	if (isRemote && !(await askForRemote(uri.toString(true)))) {
		return undefined;
	}
	const { value, problem } = isRemote ? await fetched(uri) : await opened(uri);
	if (problem !== undefined || value === undefined) {
		const why = problem ?? vscode.l10n.t('it is empty');
		void vscode.window.showErrorMessage(vscode.l10n.t('{0} is not valid: {1}', name, why));
		return undefined;
	}
	const chosen = isOpenApi(value) ? await chooseComponent(value) : { name, schema: value };
	return chosen && { ...chosen, schema: await bundle(chosen.schema, uri), uri };
}

interface Read {
	readonly value: unknown;
	readonly problem: string | undefined;
}

async function opened(uri: vscode.Uri): Promise<Read> {
	const document = await vscode.workspace.openTextDocument(uri);
	const { value, problems } = parseDocument(document.getText(), document.languageId);
	return { value, problem: problems[0]?.message };
}

async function fetched(uri: vscode.Uri): Promise<Read> {
	return { value: await fetchDocument(uri.toString(true)), problem: undefined };
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
export async function bundle(schema: unknown, uri: vscode.Uri): Promise<unknown> {
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
		return fetchDocument(address);
	}
	return (await opened(vscode.Uri.parse(address))).value;
}

async function fetchDocument(address: string): Promise<unknown> {
	const response = await globalThis.fetch(address, { redirect: 'error' });
	if (!response.ok) {
		throw new Error(`${address}: ${response.status}`);
	}
	return parseDocument(await response.text(), 'json').value;
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

export function nameOf(uri: vscode.Uri): string {
	return uri.path.split('/').at(-1) || uri.toString();
}
