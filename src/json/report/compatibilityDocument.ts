import * as vscode from 'vscode';
import type { JsonJob } from '../jobs.ts';
import type { VirtualTexts } from '../virtualTexts.ts';
import { type CompiledRoutes, compatibilityReport } from './compatibility.ts';

/** Shows as a page to read what becomes of each keyword. */
export async function showReport(
	texts: VirtualTexts,
	{ name, base }: Pick<JsonJob, 'name' | 'base'>,
	compiled: CompiledRoutes,
): Promise<void> {
	const title = `${vscode.l10n.t('{0} – what the model enforces', name)}.md`;
	const uri = texts.put(title, compatibilityReport(name, base.model, compiled, vscode.l10n));
	await vscode.commands.executeCommand('markdown.showPreview', uri);
}
