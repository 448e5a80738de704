import * as vscode from 'vscode';
import type { CompiledSchema } from '../../gemini/schema/compiledSchema.ts';
import type { JsonJob } from '../jobs.ts';
import type { VirtualTexts } from '../virtualTexts.ts';
import { compatibilityReport } from './compatibility.ts';

/** Shows in a read-only document what becomes of each keyword; the focus stays where it is. */
export async function showReport(
	texts: VirtualTexts,
	{ name, base }: Pick<JsonJob, 'name' | 'base'>,
	compiled: CompiledSchema,
): Promise<void> {
	const title = `${vscode.l10n.t('{0} – what the model enforces', name)}.md`;
	const uri = texts.put(title, compatibilityReport(name, base.model, compiled, vscode.l10n));
	const document = await vscode.workspace.openTextDocument(uri);
	const editor = await vscode.window.showTextDocument(document, {
		preserveFocus: true,
		preview: true,
	});
	editor.options = { lineNumbers: vscode.TextEditorLineNumbersStyle.Off };
}
