import { l10n } from 'vscode';
import type { StoreProblem } from './conversationStore.ts';

/** What a person is told when conversations cannot be stored or read. */
export function storeProblemWords({ kind, file, detail }: StoreProblem): string {
	switch (kind) {
		case 'damaged':
			return l10n.t(
				'Part of a stored conversation is damaged and cannot be shown. The file was set aside: {0}',
				file,
			);
		case 'newer':
			return l10n.t(
				'A conversation was stored by a newer version of Comet Gemini. It is left as it is; update the extension to see it.',
			);
		case 'cannotSave':
			return l10n.t(
				'Conversations cannot be saved: {0}. They stay open, and saving is tried again.',
				reason(detail),
			);
		case 'cannotRead':
			return l10n.t('A stored conversation cannot be read: {0}', reason(detail));
		default:
			return kind satisfies never;
	}
}

function reason(detail: string): string {
	switch (detail) {
		case 'ENOSPC':
		case 'EDQUOT':
			return l10n.t('the disk is full');
		case 'EROFS':
		case 'EACCES':
		case 'EPERM':
		case 'NoPermissions':
			return l10n.t('the storage folder of VS Code is not open to it');
		default:
			return detail;
	}
}
