import { l10n } from 'vscode';
import type { ModelCapabilities } from '../../gemini/modelInfo.ts';
import { isTaken } from '../../platform/mediaTypes.ts';
import type { ComposerAttachment } from '../../shared/protocol.ts';
import type { DraftItem } from './attachmentDraft.ts';
import { nameOf } from './describe.ts';
import { kindOf } from './source.ts';

/** A chip's words. */
export function attachmentView(
	{ id, source, tokens, note }: DraftItem,
	model: { readonly id: string; readonly capabilities: ModelCapabilities },
	language: string,
): ComposerAttachment {
	const { label, detail } = nameOf(source);
	const kind = kindOf(source);
	const cost = tokens === undefined ? '' : costWords(tokens, language);
	const warning = isTaken(kind, model.capabilities)
		? undefined
		: l10n.t('{0} does not take this', model.id);
	const title = [detail, cost, note, warning].filter(Boolean).join('\n');
	return { id, kind, label, title, cost, ...(warning !== undefined && { warning }) };
}

export function costWords(tokens: number, language: string): string {
	return l10n.t('≈ {0} tokens', tokens.toLocaleString(language));
}
