import * as vscode from 'vscode';
import { openStoreFiles } from './atomicFile.node.ts';
import { COMMANDS } from './contributions.ts';
import type { ConversationStore, StoreProblem } from './conversationStore.ts';
import type { Log } from './log.ts';
import { FileConversationStore } from './store/fileConversationStore.ts';
import { storeProblemWords } from './storeWords.ts';

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
		schedule(callback, ms) {
			const timer = setTimeout(callback, ms);
			return () => clearTimeout(timer);
		},
		writer: crypto.randomUUID().slice(0, 8),
	});
	const said = new Set<StoreProblem['kind']>();
	store.onProblem(problem => {
		log.warn(`conversation store: ${problem.kind} ${problem.file} ${problem.detail}`);
		// A damaged folder of many files is one piece of news; the log has them all.
		if (!said.has(problem.kind)) {
			said.add(problem.kind);
			void say(problem)
				.catch(error => log.error(String(error)))
				.finally(() => said.delete(problem.kind));
		}
	});
	return store;
}

async function say(problem: StoreProblem): Promise<void> {
	const showLog = vscode.l10n.t('Show Log');
	const chosen = await vscode.window.showWarningMessage(storeProblemWords(problem), showLog);
	if (chosen === showLog) {
		await vscode.commands.executeCommand(COMMANDS.showLog);
	}
}
