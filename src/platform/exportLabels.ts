import { l10n } from 'vscode';

/** The words of a conversation that is exported as a Markdown document. */
export function exportLabels() {
	return {
		untitled: l10n.t('Conversation'),
		you: l10n.t('You'),
		toolResults: l10n.t('Tool results'),
		thoughts: l10n.t('Thoughts'),
		sources: l10n.t('Sources'),
		citations: l10n.t('Citations'),
		output: l10n.t('Output'),
		stopped: l10n.t('Stopped'),
		interrupted: l10n.t('Interrupted'),
		failed: l10n.t('Failed'),
		blocked: l10n.t('Blocked'),
		ended: l10n.t('Ended early'),
	} as const;
}
