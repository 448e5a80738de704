import * as vscode from 'vscode';
import type { CompiledSchema } from '../gemini/schema/compiledSchema.ts';
import { compatibilityLine } from './compatibility.ts';

export interface WishOptions {
	/** Of the schema, for people. */
	readonly name: string;
	readonly compiled: CompiledSchema;
	/** What was asked for before. */
	readonly value?: string | undefined;
	showReport(): void;
}

/**
 * Asks what the JSON should hold, and says beside it what the model will enforce of the schema. Undefined when
 * the person thinks better of it.
 */
export function askForWish({ name, compiled, value, showReport }: WishOptions) {
	const input = vscode.window.createInputBox();
	const report: vscode.QuickInputButton = {
		iconPath: new vscode.ThemeIcon('checklist'),
		tooltip: vscode.l10n.t('Show What the Model Enforces'),
	};
	input.title = vscode.l10n.t('Generate JSON for {0}', name);
	input.prompt = [
		vscode.l10n.t('What should it hold? Leave it empty for a plausible example.'),
		`${compatibilityLine(compiled, vscode.l10n)}.`,
	].join(' ');
	input.placeholder = vscode.l10n.t('e.g. five products of a bakery');
	input.value = value ?? '';
	input.buttons = [report];
	input.ignoreFocusOut = true;
	return new Promise<string | undefined>(resolve => {
		input.onDidTriggerButton(showReport);
		input.onDidAccept(() => {
			resolve(input.value);
			input.hide();
		});
		input.onDidHide(() => {
			resolve(undefined);
			input.dispose();
		});
		input.show();
	});
}
