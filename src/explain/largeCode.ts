import * as vscode from 'vscode';
import { outlineOf, partOf } from './cutCode.ts';
import type { Subject } from './subject.ts';
import type { SymbolNode } from './symbolTree.ts';
import { estimateTokens } from './tokens.ts';

/**
 * Code that is larger than the budget is never cut in silence: the person says whether all of it goes, a
 * part, or the lines where its symbols begin. `undefined` when they leave it.
 */
export async function fitLargeCode(
	subject: Subject,
	budget: number,
	symbols: () => Promise<readonly SymbolNode[]>,
): Promise<Subject | undefined> {
	const tokens = estimateTokens(subject.code);
	if (tokens <= budget) {
		return subject;
	}
	const part = partOf(subject, budget);
	const outline = outlineOf(subject, await symbols(), budget);
	const choices = [
		{ title: vscode.l10n.t('Send All'), subject },
		{ title: partLabel(part), subject: part },
		...(outline === undefined
			? []
			: [{ title: vscode.l10n.t('Send an Outline'), subject: outline }]),
	];
	const chosen = await vscode.window.showWarningMessage(
		vscode.l10n.t(
			'The code takes about {0} tokens; the budget for a question is {1}.',
			tokens.toLocaleString(vscode.env.language),
			budget.toLocaleString(vscode.env.language),
		),
		{ modal: true, detail: vscode.l10n.t('The setting “Explain: Context Budget” changes it.') },
		...choices,
	);
	return chosen?.subject;
}

function partLabel({ kind, code }: Subject): string {
	const count = code.split('\n').length;
	return kind === 'output'
		? vscode.l10n.t('Send the Last {0} Lines', count)
		: vscode.l10n.t('Send the First {0} Lines', count);
}
