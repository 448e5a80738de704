import * as vscode from 'vscode';
import type { ConversationLibrary } from '../conversations/conversationLibrary.ts';
import type { ConversationSummary } from '../platform/conversationStore.ts';
import type { Notifier } from '../platform/notify.ts';

interface ConversationItem extends vscode.QuickPickItem {
	readonly summary?: ConversationSummary;
}

const RENAME = { iconPath: new vscode.ThemeIcon('edit'), tooltip: vscode.l10n.t('Rename') };
const PIN = { iconPath: new vscode.ThemeIcon('pin'), tooltip: vscode.l10n.t('Pin') };
const UNPIN = { iconPath: new vscode.ThemeIcon('pinned'), tooltip: vscode.l10n.t('Unpin') };
const DELETE = { iconPath: new vscode.ThemeIcon('trash'), tooltip: vscode.l10n.t('Delete') };

/** The list of conversations: search by typing; rename, pin and delete by the buttons of a row. */
export async function showHistory(
	library: ConversationLibrary,
	notifier: Notifier,
	workspace: string | undefined,
): Promise<string | undefined> {
	const picker = vscode.window.createQuickPick<ConversationItem>();
	picker.title = vscode.l10n.t('Conversations');
	picker.placeholder = vscode.l10n.t('Search by title');
	picker.matchOnDescription = true;
	const refresh = async () => {
		picker.busy = true;
		picker.items = itemsOf(await library.list(), workspace);
		picker.busy = false;
	};
	try {
		return await new Promise<string | undefined>((resolve, reject) => {
			picker.onDidAccept(() => resolve(picker.selectedItems[0]?.summary?.id));
			let isBusy = false;
			// The box for a new name hides the list, which comes back after it.
			picker.onDidHide(() => isBusy || resolve(undefined));
			picker.onDidTriggerItemButton(({ item, button }) => {
				if (item.summary !== undefined) {
					isBusy = true;
					press(button, item.summary, library, notifier)
						.then(() => {
							isBusy = false;
							picker.show();
							return refresh();
						})
						.catch(reject);
				}
			});
			picker.show();
			refresh().catch(reject);
		});
	} finally {
		picker.dispose();
	}
}

async function press(
	button: vscode.QuickInputButton,
	summary: ConversationSummary,
	library: ConversationLibrary,
	notifier: Notifier,
): Promise<void> {
	if (button === DELETE) {
		await library.delete(summary.id);
		void offerUndo(summary, library).catch(error => notifier.error(error));
	} else if (button === RENAME) {
		await rename(summary, library);
	} else {
		await library.pin(summary, button === PIN);
	}
}

async function offerUndo(
	{ id, title }: ConversationSummary,
	library: ConversationLibrary,
): Promise<void> {
	const undo = vscode.l10n.t('Undo');
	const chosen = await vscode.window.showInformationMessage(
		vscode.l10n.t('“{0}” is deleted.', title),
		undo,
	);
	if (chosen === undo) {
		await library.restore(id);
	}
}

async function rename(
	{ id, title }: ConversationSummary,
	library: ConversationLibrary,
): Promise<void> {
	const entered = await vscode.window.showInputBox({
		title: vscode.l10n.t('Rename the conversation'),
		value: title,
	});
	if (entered?.trim()) {
		await library.rename(id, entered.trim());
	}
}

function itemsOf(
	summaries: readonly ConversationSummary[],
	workspace: string | undefined,
): ConversationItem[] {
	const here = summaries.filter(summary => summary.workspace === workspace);
	const elsewhere = summaries.filter(summary => summary.workspace !== workspace);
	return [
		...here.map(toItem),
		...(elsewhere.length > 0
			? [{ label: vscode.l10n.t('Other workspaces'), kind: vscode.QuickPickItemKind.Separator }]
			: []),
		...elsewhere.map(toItem),
	];
}

function toItem(summary: ConversationSummary): ConversationItem {
	return {
		summary,
		label: summary.title || vscode.l10n.t('Untitled'),
		description: new Date(summary.updatedAt).toLocaleString(vscode.env.language),
		buttons: [RENAME, summary.pinned ? UNPIN : PIN, DELETE],
	};
}
