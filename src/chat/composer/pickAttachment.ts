import * as vscode from 'vscode';
import {
	type Candidate,
	editorCandidates,
	fileCandidates,
	symbolCandidates,
} from './attachmentCompletions.ts';
import type { WorkspaceFiles } from './workspaceFiles.ts';

interface Item extends vscode.QuickPickItem {
	readonly candidate?: Candidate;
	/** Asks for files of the disk instead. */
	readonly isFromDisk?: true;
}

export type PickedAttachment = { readonly candidate: Candidate } | { readonly uris: vscode.Uri[] };

/** Asks what goes with the next question. `undefined` when dismissed. */
export async function pickAttachment(files: WorkspaceFiles): Promise<PickedAttachment | undefined> {
	const picker = vscode.window.createQuickPick<Item>();
	picker.placeholder = vscode.l10n.t('Attach to the next question');
	picker.matchOnDescription = true;
	let asked = 0;
	const offer = async (query: string) => {
		const request = ++asked;
		picker.busy = true;
		const show = (found: readonly Candidate[]) => {
			if (request === asked) {
				picker.items = [...found.map(itemOf), fromDisk()];
			}
		};
		const [fixed, named] = [editorCandidates(query), await fileCandidates(query, files)];
		show([...fixed, ...named]);
		show([...fixed, ...named, ...(await symbolCandidates(query))]);
		picker.busy = request !== asked;
	};
	const chosen = await new Promise<Item | undefined>((resolve, reject) => {
		picker.onDidChangeValue(value => offer(value).catch(reject));
		picker.onDidAccept(() => resolve(picker.selectedItems[0]));
		picker.onDidHide(() => resolve(undefined));
		picker.show();
		offer('').catch(reject);
	}).finally(() => picker.dispose());
	if (chosen?.isFromDisk) {
		const uris = await vscode.window.showOpenDialog({
			canSelectMany: true,
			openLabel: vscode.l10n.t('Attach'),
		});
		return uris && { uris };
	}
	return chosen?.candidate && { candidate: chosen.candidate };
}

function itemOf(candidate: Candidate): Item {
	const { icon, label, description } = candidate;
	// What fits was found here: VS Code is not to look again.
	return { candidate, label: `$(${icon}) ${label}`, description, alwaysShow: true };
}

function fromDisk(): Item {
	return {
		isFromDisk: true,
		label: `$(folder-opened) ${vscode.l10n.t('Files from Disk…')}`,
		alwaysShow: true,
	};
}
