import * as vscode from 'vscode';
import { parseDocument } from '../parsedDocument.ts';
import type { PickedSchema } from './schemaReader.ts';

/**
 * Lets the person look at a schema that was inferred, and change it, before it is used; undefined when it is
 * not to be used.
 */
export async function confirmSchema(
	name: string,
	document: vscode.TextDocument,
): Promise<PickedSchema | undefined> {
	const use = vscode.l10n.t('Use This Schema');
	const words = vscode.l10n.t('Look through the schema for {0}, and edit it as you like.', name);
	for (;;) {
		if ((await vscode.window.showInformationMessage(words, use)) !== use) {
			return undefined;
		}
		const { value, problems } = parseDocument(document.getText(), 'jsonc');
		const [problem] = problems;
		if (problem === undefined && value !== undefined) {
			return { name, schema: value, uri: undefined };
		}
		void vscode.window.showErrorMessage(
			vscode.l10n.t(
				'{0} is not valid: {1}',
				name,
				problem?.message ?? vscode.l10n.t('it is empty'),
			),
		);
	}
}

/** A document for a schema that is to be looked through. */
export async function openProposal(schema: unknown): Promise<vscode.TextDocument> {
	const content = schema === undefined ? '' : `${JSON.stringify(schema, undefined, 2)}\n`;
	const document = await vscode.workspace.openTextDocument({ language: 'json', content });
	await vscode.window.showTextDocument(document, { preview: false });
	return document;
}
