import * as vscode from 'vscode';
import { mediaTypeOf } from '../../platform/mediaTypes.ts';
import { workEditor } from '../../platform/workEditor.ts';
import { ATTACHMENT_ICONS } from '../../shared/attachments.ts';
import { changesName, nameOf, type SourceName } from './describe.ts';
import { openFiles, selectionSource, terminalSource } from './editorContext.ts';
import { bestMatches, fuzzyScore } from './fuzzyMatch.ts';
import { type AttachmentSource, kindOf } from './source.ts';
import { type NamedUri, named, type WorkspaceFiles } from './workspaceFiles.ts';

/** Something that can be attached. */
export interface Candidate {
	readonly icon: string;
	readonly label: string;
	readonly description: string;
	/** A word for it inside the question. */
	readonly mention: string;
	/** `undefined` when there is nothing to attach after all. */
	source(): Promise<AttachmentSource | undefined>;
}

const MAX_FILES = 30;
const MAX_FOLDERS = 8;
const MAX_SYMBOLS = 15;
/** Fewer letters name too many symbols. */
const MIN_SYMBOL_QUERY = 2;

/** What the editor itself offers: selection, problems, changes, the terminal. */
export function editorCandidates(query: string): Candidate[] {
	const selection = selectionSource();
	const all: Candidate[] = [
		...(selection === undefined
			? []
			: [candidate(selection, { ...nameOf(selection), label: vscode.l10n.t('Selection') })]),
		candidate({ kind: 'problems' }),
		candidate({ kind: 'changes', isStaged: false }, changesName(false)),
		candidate({ kind: 'changes', isStaged: true }, changesName(true)),
		...(vscode.window.activeTerminal === undefined ? [] : [terminalCandidate()]),
	];
	return all.filter(
		({ mention, label }) =>
			fuzzyScore(query, mention) !== undefined || fuzzyScore(query, label) !== undefined,
	);
}

/** Files and folders whose path fits, open files first; folders first when a slash was typed. */
export async function fileCandidates(query: string, files: WorkspaceFiles): Promise<Candidate[]> {
	const open = openFiles().map(named);
	const isOpen = new Set(open.map(({ uri }) => uri.toString()));
	const { files: all, folders } = await files.list();
	const others = all.filter(({ uri }) => !isOpen.has(uri.toString()));
	const pathOf = ({ path }: NamedUri) => path;
	const found = [
		...bestMatches(query, open, pathOf, MAX_FILES),
		...bestMatches(query, others, pathOf, MAX_FILES),
	].map(fileCandidate);
	const foundFolders = bestMatches(query, folders, pathOf, MAX_FOLDERS).map(({ uri }) =>
		candidate({ kind: 'folder', uri }),
	);
	return query.endsWith('/') ? [...foundFolders, ...found] : [...found, ...foundFolders];
}

/** Symbols of the workspace, as far as language servers know some. */
export async function symbolCandidates(query: string): Promise<Candidate[]> {
	if (query.length < MIN_SYMBOL_QUERY) {
		return [];
	}
	const found = await vscode.commands.executeCommand<vscode.SymbolInformation[] | undefined>(
		'vscode.executeWorkspaceSymbolProvider',
		query,
	);
	return bestMatches(query, found ?? [], ({ name }) => name, MAX_SYMBOLS).map(
		({ name: shown, location: { uri, range } }) => {
			// Some language servers write functions with their brackets.
			const name = shown.replace(/\(.*\)$/s, '');
			const lines = { first: range.start.line + 1, last: range.end.line + 1 };
			return candidate({ kind: 'symbol', uri, name, lines });
		},
	);
}

/** The file of the editor, for commands that are about code. */
export function editorFileSource(): AttachmentSource | undefined {
	const uri = workEditor()?.document.uri;
	return uri && { kind: 'file', uri };
}

export function fileSource(uri: vscode.Uri): AttachmentSource {
	return { kind: mediaTypeOf(uri.path)?.kind ?? 'file', uri };
}

function fileCandidate({ uri }: NamedUri): Candidate {
	return candidate(fileSource(uri));
}

function terminalCandidate(): Candidate {
	const empty = { kind: 'terminal', text: '' } as const;
	const name = nameOf(empty);
	return { ...candidate(empty, name), description: '', source: terminalSource };
}

function candidate(source: AttachmentSource, name: SourceName = nameOf(source)): Candidate {
	const { label, detail, mention } = name;
	return {
		icon: ATTACHMENT_ICONS[kindOf(source)],
		label,
		description: detail === label ? '' : detail,
		mention,
		source: async () => source,
	};
}
