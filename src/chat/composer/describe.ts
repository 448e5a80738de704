import { l10n, Uri } from 'vscode';
import { documentPath } from '../../platform/workspacePaths.ts';
import type { AttachmentSource, LineRange } from './source.ts';

/** What a source is called. */
export interface SourceName {
	/** Short, for the chip. */
	readonly label: string;
	/** All of it: path and lines. */
	readonly detail: string;
	/** A word for it inside the question. */
	readonly mention: string;
	readonly uri?: Uri | undefined;
	readonly lines?: LineRange | undefined;
}

export function nameOf(source: AttachmentSource): SourceName {
	switch (source.kind) {
		case 'folder': {
			const detail = `${documentPath(source.uri)}/`;
			const label = `${baseName(source.uri)}/`;
			return { label, detail, mention: label, uri: source.uri };
		}
		case 'selection': {
			const { uri, lines } = source;
			const label = `${baseName(uri)}:${lineWords(lines)}`;
			const detail = `${documentPath(uri)}:${lineWords(lines)}`;
			return { label, detail, mention: 'selection', uri, lines };
		}
		case 'symbol': {
			const { uri, lines, name } = source;
			const detail = `${name} — ${documentPath(uri)}:${lineWords(lines)}`;
			return { label: name, detail, mention: name, uri, lines };
		}
		case 'problems':
			return {
				label: l10n.t('Problems'),
				detail: l10n.t('Errors and warnings that the editor shows'),
				mention: 'problems',
			};
		case 'changes':
			return changesName(source.isStaged);
		case 'terminal':
			return {
				label: l10n.t('Terminal selection'),
				detail: preview(source.text),
				mention: 'terminal',
			};
		case 'sent': {
			const { label, detail = label, uri, lines } = source.attachment;
			return {
				label,
				detail,
				mention: label,
				uri: uri === undefined ? undefined : Uri.parse(uri),
				lines,
			};
		}
		case 'pasted':
			return { label: source.name, detail: source.name, mention: source.name };
		default: {
			const label = baseName(source.uri);
			return { label, detail: documentPath(source.uri), mention: label, uri: source.uri };
		}
	}
}

export function changesName(isStaged: boolean): SourceName {
	return isStaged
		? {
				label: l10n.t('Staged changes'),
				detail: l10n.t('What Git has staged, as a diff'),
				mention: 'staged',
			}
		: {
				label: l10n.t('Changes'),
				detail: l10n.t('What has changed in the working tree, as a diff'),
				mention: 'changes',
			};
}

export function baseName(uri: Uri): string {
	return uri.path.replace(/\/$/, '').split('/').at(-1) || uri.path;
}

function lineWords({ first, last }: LineRange): string {
	return first === last ? `${first}` : `${first}-${last}`;
}

function preview(text: string): string {
	const line = text.trim().split('\n', 1)[0] ?? '';
	return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
