import * as vscode from 'vscode';
import { isObject } from '../../gemini/schema/jsonValue.ts';
import type { JsonJob } from '../jobs.ts';
import { parseDocument } from '../parsedDocument.ts';
import { inferSchema } from './inferSchema.ts';
import { confirmSchema, openProposal } from './proposedSchema.ts';
import { type Association, associatedSchema } from './schemaAssociations.ts';
import { bundle, nameOf, type PickedSchema, readSchema } from './schemaReader.ts';

export interface SchemaPickerDeps {
	/** Newest first. */
	recent(): readonly JsonJob[];
	/** Makes the model write the schema of a type into a document; false when it was stopped. */
	schemaOfType(
		code: string,
		document: vscode.TextDocument,
		of: vscode.TextDocument,
	): Promise<boolean>;
}

interface SchemaItem extends vscode.QuickPickItem {
	readonly pick: () => Promise<PickedSchema | undefined>;
}

const SCHEMA_FILES = { Schema: ['json', 'jsonc', 'yaml', 'yml'] };
const MAX_RECENT = 5;
const MAX_FOUND = 200;

/** The schema of a file from the explorer, else one that the person picks among what there is. */
export async function pickSchema(
	given: vscode.Uri | undefined,
	deps: SchemaPickerDeps,
): Promise<PickedSchema | undefined> {
	if (given !== undefined) {
		return readSchema(given);
	}
	const editor = vscode.window.activeTextEditor;
	const recent = recentJobs(deps.recent());
	const listed = new Set([editor?.document.uri.toString(), ...recent.map(job => job.uri)]);
	const items = [
		...(editor === undefined ? [] : itemsOf(editor, deps)),
		...section(vscode.l10n.t('Recently used'), recent.map(recentItem)),
		...section(vscode.l10n.t('In the workspace'), await foundItems(listed)),
	];
	const browse: SchemaItem = {
		label: `$(folder-opened) ${vscode.l10n.t('Browse…')}`,
		pick: browseForFile,
	};
	const chosen = await vscode.window.showQuickPick([...items, browse], {
		title: vscode.l10n.t('Which schema?'),
		matchOnDescription: true,
	});
	return chosen?.pick();
}

/** What the document in the editor offers: itself, the schema that describes it, or one made from it. */
function itemsOf(editor: vscode.TextEditor, deps: SchemaPickerDeps): readonly SchemaItem[] {
	const { document, selection } = editor;
	const name = nameOf(document.uri);
	if (!/^(jsonc?|yaml)$/.test(document.languageId)) {
		return selection.isEmpty ? [] : [typeItem(editor, deps)];
	}
	const { value } = parseDocument(document.getText(), document.languageId);
	const association = associatedSchema(document, value);
	const itself: SchemaItem = {
		label: `$(json) ${name}`,
		description: vscode.l10n.t('the document in the editor'),
		pick: () => readSchema(document.uri),
	};
	if (looksLikeSchema(value)) {
		return [itself];
	}
	return [
		...(association === undefined ? [] : [associatedItem(association, document.uri)]),
		...(value === undefined ? [] : [exampleItem(name, value), itself]),
	];
}

function looksLikeSchema(value: unknown): boolean {
	const words = ['$schema', '$defs', 'definitions', 'properties', '$ref', 'openapi', 'swagger'];
	const named = isObject(value) ? value['$schema'] : undefined;
	return (
		isObject(value) &&
		words.some(word => word in value) &&
		(typeof named !== 'string' || /json-schema\.org/.test(named))
	);
}

function associatedItem(association: Association, describes: vscode.Uri): SchemaItem {
	const name = nameOf(describes);
	return {
		label: `$(references) ${vscode.l10n.t('The schema of {0}', name)}`,
		description: 'uri' in association ? nameOf(association.uri) : '',
		pick: async () => {
			if ('uri' in association) {
				const picked = await readSchema(association.uri);
				return picked && { ...picked, describes };
			}
			const schema = await bundle(association.schema, describes);
			return { name, schema, uri: undefined, describes };
		},
	};
}

function exampleItem(name: string, value: unknown): SchemaItem {
	return {
		label: `$(wand) ${vscode.l10n.t('More like {0}', name)}`,
		description: vscode.l10n.t('a schema is inferred from it and shown first'),
		pick: async () => confirmSchema(name, await openProposal(inferSchema([value]))),
	};
}

function typeItem({ document, selection }: vscode.TextEditor, deps: SchemaPickerDeps): SchemaItem {
	const name = nameOf(document.uri);
	return {
		label: `$(symbol-interface) ${vscode.l10n.t('The selected type or schema in {0}', name)}`,
		description: vscode.l10n.t('the model turns it into a JSON Schema, shown first'),
		pick: async () => {
			const code = document.getText(selection);
			const proposal = await openProposal(undefined);
			return (await deps.schemaOfType(code, proposal, document))
				? confirmSchema(name, proposal)
				: undefined;
		},
	};
}

function recentJobs(jobs: readonly JsonJob[]): readonly JsonJob[] {
	const distinct = new Map(jobs.map(job => [`${job.name} ${job.uri ?? ''}`, job]));
	return [...distinct.values()].slice(0, MAX_RECENT);
}

function recentItem({ name, uri: address, schema }: JsonJob): SchemaItem {
	const uri = address === undefined ? undefined : vscode.Uri.parse(address);
	return {
		label: `$(history) ${name}`,
		description: uri === undefined ? '' : vscode.workspace.asRelativePath(uri),
		// A file may have changed since; a component of an API description has another name than its file.
		pick: () =>
			uri !== undefined && name === nameOf(uri)
				? readSchema(uri)
				: Promise.resolve({ name, schema, uri }),
	};
}

/** Schema files that do not stand in the list already. */
async function foundItems(listed: ReadonlySet<string | undefined>): Promise<readonly SchemaItem[]> {
	const found = await vscode.workspace.findFiles(
		'**/*.schema.{json,jsonc,yaml,yml}',
		'**/node_modules/**',
		MAX_FOUND,
	);
	return found
		.filter(uri => !listed.has(uri.toString()))
		.map(uri => ({
			label: `$(json) ${nameOf(uri)}`,
			description: vscode.workspace.asRelativePath(uri),
			pick: () => readSchema(uri),
		}));
}

/** A heading and what stands under it; nothing when there is nothing. */
function section(label: string, items: readonly SchemaItem[]): readonly SchemaItem[] {
	const separator: SchemaItem = {
		label,
		kind: vscode.QuickPickItemKind.Separator,
		pick: () => Promise.resolve(undefined),
	};
	return items.length === 0 ? [] : [separator, ...items];
}

async function browseForFile(): Promise<PickedSchema | undefined> {
	const [uri] = (await vscode.window.showOpenDialog({ filters: SCHEMA_FILES })) ?? [];
	return uri && readSchema(uri);
}
