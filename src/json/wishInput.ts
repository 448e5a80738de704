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
	showReport(): void;
}

/** The wish, or with `wantsData` what stood there when the person wanted to add data first. */
export interface Wish {
	readonly text: string;
	readonly wantsData: boolean;
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
	showReport,
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
		input.onDidTriggerButton(button => {
			if (button === report) {
				showReport();
			} else {
				resolve({ text: input.value, wantsData: true });
				input.hide();
			}
		});
		input.onDidAccept(() => {
			resolve({ text: input.value, wantsData: false });
			input.hide();
		});
		input.onDidHide(() => {
			resolve(undefined);
			input.dispose();
		});
		input.show();
	});
}
