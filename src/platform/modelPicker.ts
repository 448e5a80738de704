import * as vscode from 'vscode';
import type { ModelInfo } from '../gemini/modelInfo.ts';
import type { ModelCatalogue } from './modelCatalogue.ts';
import { describeModel } from './modelDescription.ts';

interface ModelItem extends vscode.QuickPickItem {
	/** Absent on the lines between groups. */
	readonly model?: string;
}

/** Any id may be typed: the list helps, it does not limit. */
export async function pickModel(
	catalogue: ModelCatalogue,
	current: string,
): Promise<string | undefined> {
	const picker = vscode.window.createQuickPick<ModelItem>();
	picker.title = vscode.l10n.t('Model');
	picker.placeholder = vscode.l10n.t('Choose a model or type any model id');
	picker.matchOnDescription = true;
	picker.matchOnDetail = true;
	let known: readonly ModelItem[] = [{ label: current, model: current }];
	const show = () => {
		picker.items = [...known, ...typedItem(picker.value.trim(), known)];
	};
	try {
		return await new Promise<string | undefined>((resolve, reject) => {
			picker.onDidChangeValue(show);
			// Who types fast is ahead of the list: what is not in it yet counts as typed.
			picker.onDidAccept(() =>
				resolve(picker.selectedItems[0]?.model ?? (picker.value.trim() || undefined)),
			);
			picker.onDidHide(() => resolve(undefined));
			show();
			picker.busy = true;
			picker.show();
			catalogue.list().then(models => {
				known = itemsOf(models, current);
				picker.busy = false;
				show();
				if (picker.value === '') {
					picker.activeItems = picker.items.filter(({ model }) => model === current);
				}
			}, reject);
		});
	} finally {
		picker.dispose();
	}
}

function typedItem(typed: string, known: readonly ModelItem[]): ModelItem[] {
	return typed === '' || known.some(({ model }) => model === typed)
		? []
		: [{ label: typed, model: typed, description: vscode.l10n.t('use this id') }];
}

function itemsOf(models: readonly ModelInfo[], current: string): ModelItem[] {
	const groups = Map.groupBy(models, groupOf);
	const titles = {
		chat: vscode.l10n.t('Text'),
		image: vscode.l10n.t('Images'),
		other: vscode.l10n.t('Others'),
	};
	const isListed = models.some(({ id }) => id === current);
	return [
		...(isListed ? [] : [{ label: current, model: current, iconPath: CHOSEN }]),
		...(['chat', 'image', 'other'] as const).flatMap(group => {
			const members = groups.get(group) ?? [];
			const separator = { label: titles[group], kind: vscode.QuickPickItemKind.Separator };
			return members.length === 0
				? []
				: [separator, ...members.map(model => toItem(model, model.id === current))];
		}),
	];
}

function groupOf({ id, isGemini, capabilities }: ModelInfo): 'chat' | 'image' | 'other' {
	if (!isGemini || capabilities.audioOutput || /embedding/.test(id)) {
		return 'other';
	}
	return capabilities.imageOutput ? 'image' : 'chat';
}

const CHOSEN = new vscode.ThemeIcon('check');

function toItem(model: ModelInfo, isChosen: boolean): ModelItem {
	return {
		label: model.id,
		model: model.id,
		...describeModel(model, vscode.l10n, vscode.env.language),
		...(isChosen && { iconPath: CHOSEN }),
	};
}
