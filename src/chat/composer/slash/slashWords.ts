import { l10n } from 'vscode';
import type { SlashCommand } from './slashCommands.ts';

/** Names of codicons. */
export const SLASH_ICONS: Readonly<Record<SlashCommand, string>> = {
	explain: 'comment-discussion',
	fix: 'wrench',
	tests: 'beaker',
	doc: 'book',
	json: 'json',
	image: 'file-media',
	clear: 'add',
	export: 'export',
};

export function slashDescription(command: SlashCommand): string {
	switch (command) {
		case 'explain':
			return l10n.t('Explain the selection or the file');
		case 'fix':
			return l10n.t('Find and mend what is wrong in the selection or the file');
		case 'tests':
			return l10n.t('Write tests for the selection or the file');
		case 'doc':
			return l10n.t('Write documentation comments for the selection or the file');
		case 'json':
			return l10n.t('Generate JSON for a schema');
		case 'image':
			return l10n.t('Draw what follows');
		case 'clear':
			return l10n.t('Begin a new conversation');
		case 'export':
			return l10n.t('Export the conversation as Markdown');
		default:
			return command satisfies never;
	}
}
