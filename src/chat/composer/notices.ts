import { l10n } from 'vscode';
import type { ComposerNotice } from '../../shared/protocol.ts';
import type { ContextOverflow } from './contextPlan.ts';
import type { ExclusionReason } from './exclusions.ts';

/** A notice without its id. */
export type NoticeWords = Omit<ComposerNotice, 'id'>;

export interface HeldBack {
	readonly name: string;
	readonly reason: ExclusionReason;
}

export function heldBackNotice(files: readonly HeldBack[]): NoticeWords {
	return {
		severity: 'warning',
		title: l10n.t('Not attached yet'),
		detail: files.map(({ name, reason }) => `${name} — ${reasonWords(reason)}`).join('\n'),
		actions: [
			{ action: 'dismiss', label: l10n.t('Leave Out') },
			{ action: 'attachAnyway', label: l10n.t('Attach Anyway') },
		],
	};
}

function reasonWords(reason: ExclusionReason): string {
	switch (reason) {
		case 'secret':
			return l10n.t('may hold secrets');
		case 'gitignore':
			return l10n.t('ignored by .gitignore');
		case 'aiexclude':
			return l10n.t('ignored by .aiexclude');
		case 'filesExclude':
			return l10n.t('hidden by the setting files.exclude');
		default:
			return reason satisfies never;
	}
}

/** What could not be attached, each with its reason. */
export function refusedNotice(reasons: readonly string[]): NoticeWords {
	return {
		severity: 'error',
		title: l10n.t('Cannot be attached'),
		detail: reasons.join('\n'),
		actions: [{ action: 'dismiss', label: l10n.t('OK') }],
	};
}

/** Why a command cannot be done as it is. */
export function incompleteNotice(reason: string): NoticeWords {
	return {
		severity: 'info',
		title: l10n.t('Not sent yet'),
		detail: reason,
		actions: [{ action: 'dismiss', label: l10n.t('OK') }],
	};
}

/** What was attached and cannot be read now. */
export function unreadableNotice(reasons: readonly string[]): NoticeWords {
	return {
		severity: 'error',
		title: l10n.t('Not sent: some of it cannot be read'),
		detail: reasons.join('\n'),
		actions: [{ action: 'sendWithout', label: l10n.t('Send Without It') }, back()],
	};
}

export function notTakenNotice(model: string, names: readonly string[]): NoticeWords {
	return {
		severity: 'warning',
		title: l10n.t('{0} does not take all of this', model),
		detail: names.join('\n'),
		actions: [
			{ action: 'sendWithout', label: l10n.t('Send Without It') },
			{ action: 'chooseModel', label: l10n.t('Choose Model…') },
			back(),
			{ action: 'sendAnyway', label: l10n.t('Send Anyway') },
		],
	};
}

/** `megabytes` as they travel, in base64. */
export function sizeNotice(megabytes: number): NoticeWords {
	return {
		severity: 'warning',
		title: l10n.t('A very large request'),
		detail: l10n.t(
			'The question with its attachments has {0} MB. Many endpoints refuse more than 20 MB.',
			megabytes,
		),
		actions: [back(), { action: 'sendAnyway', label: l10n.t('Send Anyway') }],
	};
}

/** Whatever is no other action of a notice brings the text back. */
function back() {
	return { action: 'back', label: l10n.t('Back to the Question') };
}

export interface OverflowWords {
	readonly model: string;
	readonly language: string;
	/** Price of the whole input, in words; empty when it is not known. */
	readonly cost: string;
	readonly hasFolders: boolean;
}

export function overflowNotice(
	{ limit, question, history, fitting }: ContextOverflow,
	{ model, language, cost, hasFolders }: OverflowWords,
): NoticeWords {
	const count = (tokens: number) => Math.round(tokens).toLocaleString(language);
	const size =
		history === 0
			? l10n.t(
					'The question with its attachments has about {0} tokens; {1} takes {2}.',
					count(question),
					model,
					count(limit),
				)
			: l10n.t(
					'The question with its attachments has about {0} tokens, the conversation before it {1}; {2} takes {3}.',
					count(question),
					count(history),
					model,
					count(limit),
				);
	const actions: { action: string; label: string }[] = [];
	if (fitting !== undefined) {
		const label =
			fitting.leftOut === 1
				? l10n.t('Leave Out the Oldest Question')
				: l10n.t('Leave Out the {0} Oldest Questions', fitting.leftOut);
		actions.push({ action: 'leaveOutOldest', label });
	}
	if (hasFolders) {
		actions.push({ action: 'foldersAsLists', label: l10n.t('Send Folders as Lists of Names') });
	}
	actions.push(back());
	actions.push({ action: 'sendAnyway', label: l10n.t('Send Anyway') });
	return {
		severity: 'warning',
		title: l10n.t('More than the context of {0} holds', model),
		detail: [size, cost].filter(Boolean).join('\n'),
		actions,
	};
}
