import * as vscode from 'vscode';
import { openStoreFiles } from './atomicFile.node.ts';
import { COMMANDS } from './contributions.ts';
import type { ConversationStore, StoreProblem } from './conversationStore.ts';
import type { Log } from './log.ts';
import { FileConversationStore } from './store/fileConversationStore.ts';

/** The store under the extension's global storage, for this window's workspace. Its problems are logged and said. */
export function openConversationStore(
	globalStorage: vscode.Uri,
	workspace: string | undefined,
	log: Log,
): ConversationStore {
	const store = new FileConversationStore({
		files: openStoreFiles(vscode.Uri.joinPath(globalStorage, 'conversations')),
		workspace,
		now: Date.now,
		timers: { set: setTimeout, clear: timer => clearTimeout(timer as NodeJS.Timeout) },
		writer: crypto.randomUUID().slice(0, 8),
	});
	store.onProblem(problem => {
		log.warn(`conversation store: ${problem.kind} ${problem.file} ${problem.detail}`);
		void say(problem);
	});
	return store;
}

async function say(problem: StoreProblem): Promise<void> {
	const showLog = vscode.l10n.t('Show Log');
	const chosen = await vscode.window.showWarningMessage(wordsOf(problem), showLog);
	if (chosen === showLog) {
		await vscode.commands.executeCommand(COMMANDS.showLog);
	}
}

function wordsOf({ kind, detail }: StoreProblem): string {
	switch (kind) {
		case 'damaged':
			return vscode.l10n.t(
				'Part of a stored conversation could not be read. It is set aside under its name with “.damaged”, the rest is shown.',
			);
		case 'newer':
			return vscode.l10n.t(
				'A conversation was stored by a newer version of Comet Gemini. It is left as it is.',
			);
		case 'cannotSave':
			return vscode.l10n.t(
				'Conversations cannot be saved right now ({0}). They go on in this window, and saving is tried again.',
				detail,
			);
		case 'cannotRead':
			return vscode.l10n.t('A stored conversation cannot be read right now ({0}).', detail);
		default:
			return kind satisfies never;
	}
}
