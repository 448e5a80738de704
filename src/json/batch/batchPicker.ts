import * as vscode from 'vscode';
import type { JsonSchemaObject } from '../../gemini/schema/compiledSchema.ts';
import { isObject } from '../../gemini/schema/jsonValue.ts';
import type { BatchPlan } from './batchPlan.ts';
import type { BatchFormat } from './itemText.ts';

const MAX_ITEMS = 10_000;
/** Few enough that an answer stays well below the output limit of every model. */
const BATCH_SIZE = 10;
const CONCURRENCY = 3;

/** Asks for number, format and keys; undefined when the person thinks better of it. */
export async function pickBatch(
	schema: JsonSchemaObject | undefined,
): Promise<BatchPlan | undefined> {
	const total = await askForTotal();
	const format = total === undefined ? undefined : await pickFormat();
	const distinctOn = format === undefined ? undefined : await pickKeys(schema);
	if (total === undefined || format === undefined || distinctOn === undefined) {
		return undefined;
	}
	const job = { total, batchSize: BATCH_SIZE, concurrency: CONCURRENCY, distinctOn };
	return { job, format };
}

async function askForTotal(): Promise<number | undefined> {
	const text = await vscode.window.showInputBox({
		title: vscode.l10n.t('Many items'),
		prompt: vscode.l10n.t('How many?'),
		value: '20',
		ignoreFocusOut: true,
		validateInput: value =>
			isCount(value) ? undefined : vscode.l10n.t('A number from 1 to {0}.', MAX_ITEMS),
	});
	return text === undefined ? undefined : Number(text);
}

function isCount(text: string): boolean {
	const count = Number(text);
	return Number.isInteger(count) && count >= 1 && count <= MAX_ITEMS;
}

async function pickFormat(): Promise<BatchFormat | undefined> {
	const formats: readonly (vscode.QuickPickItem & { readonly format: BatchFormat })[] = [
		{ label: 'JSON', description: vscode.l10n.t('one list'), format: 'array' },
		{ label: 'JSONL', description: vscode.l10n.t('an item a line'), format: 'jsonl' },
		{ label: 'CSV', description: vscode.l10n.t('a table, for spreadsheets'), format: 'csv' },
	];
	const chosen = await vscode.window.showQuickPick(formats, {
		title: vscode.l10n.t('Many items'),
		placeHolder: vscode.l10n.t('In which form?'),
	});
	return chosen?.format;
}

/** The properties on which no two items may agree; none when the items have no properties. */
async function pickKeys(
	schema: JsonSchemaObject | undefined,
): Promise<readonly string[] | undefined> {
	const properties = schema?.['properties'];
	const names = isObject(properties) ? Object.keys(properties) : [];
	if (names.length === 0) {
		return [];
	}
	const chosen = await vscode.window.showQuickPick(names, {
		title: vscode.l10n.t('Many items'),
		placeHolder: vscode.l10n.t('What has to differ from item to item? Nothing is fine, too.'),
		canPickMany: true,
	});
	return chosen;
}
