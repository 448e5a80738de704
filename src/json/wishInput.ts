import * as vscode from 'vscode';
import type { CompiledSchema } from '../gemini/schema/compiledSchema.ts';
import { compatibilityLine } from './report/compatibility.ts';

export interface WishOptions {
	/** Of the schema, for people. */
	readonly name: string;
	readonly compiled: CompiledSchema;
	/** What was asked for before. */
	readonly value: string;
	/** Names of what the facts are taken from. */
	readonly data: readonly string[];
}

/** What stood there when the person was content, or wanted something else first. */
export interface Wish {
	readonly text: string;
	readonly wants: 'json' | 'data' | 'report';
}

/**
 * Asks what the JSON should hold, and says beside it what the model will enforce of the schema. Undefined when
 * the person thinks better of it.
 */
export function askForWish({
	name,
	compiled,
	value,
	data,
}: WishOptions): Promise<Wish | undefined> {
	const input = vscode.window.createInputBox();
	const report: vscode.QuickInputButton = {
		iconPath: new vscode.ThemeIcon('checklist'),
		tooltip: vscode.l10n.t('Show What the Model Enforces'),
	};
	const addData: vscode.QuickInputButton = {
		iconPath: new vscode.ThemeIcon('attach'),
		tooltip: vscode.l10n.t('Add Data to Take the Facts From'),
	};
	input.title = vscode.l10n.t('Generate JSON for {0}', name);
	input.prompt = [
		data.length === 0
			? vscode.l10n.t('What should it hold? Leave it empty for a plausible example.')
			: vscode.l10n.t('What should it hold? The facts come from {0}.', data.join(', ')),
		`${compatibilityLine(compiled, vscode.l10n)}.`,
	].join(' ');
	input.placeholder = vscode.l10n.t('e.g. five products of a bakery');
	input.value = value;
	input.buttons = [addData, report];
	input.ignoreFocusOut = true;
	return new Promise(resolve => {
		const finish = (wants: Wish['wants']) => {
			resolve({ text: input.value, wants });
			input.hide();
		};
		input.onDidTriggerButton(button => finish(button === report ? 'report' : 'data'));
		input.onDidAccept(() => finish('json'));
		input.onDidHide(() => {
			resolve(undefined);
			input.dispose();
		});
		input.show();
	});
}
