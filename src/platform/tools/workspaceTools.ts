import * as vscode from 'vscode';
import * as z from 'zod';
import { decodeText } from '../decodeText.ts';
import { documentPath } from '../workspacePaths.ts';
import type { AgentTool } from './agentTool.ts';
import { proposeEdit } from './editTool.ts';
import { gitDiff } from './gitDiff.ts';
import { inputSchema } from './inputSchema.ts';
import { findFiles, resolveFile } from './workspaceFiles.ts';

const MAX_MATCHES = 200;
const MAX_FILE_BYTES = 2_000_000;

/** The extension's own tools: they read the workspace; the one that edits it only proposes. */
export function workspaceTools(): readonly AgentTool[] {
	return [
		define({
			name: 'read_file',
			label: vscode.l10n.t('Read a file'),
			description:
				'Reads a text file of the workspace. Lines are numbered from 1; ask for a range when the file is long.',
			input: z.object({
				path: z.string().describe('Path relative to the workspace folder'),
				startLine: z.int().min(1).optional(),
				endLine: z.int().min(1).optional(),
			}),
			run: readFile,
		}),
		define({
			name: 'edit_file',
			label: vscode.l10n.t('Propose an edit'),
			description:
				'Proposes to replace a text in a file of the workspace. The user sees the change first and may refuse it. `before` must be copied exactly and stand in the file once.',
			input: z.object({ path: z.string(), before: z.string().min(1), after: z.string() }),
			run: async ({ path, before, after }) =>
				proposeEdit(
					await vscode.workspace.openTextDocument(await resolveFile(path)),
					before,
					after,
				),
		}),
		define({
			name: 'list_files',
			label: vscode.l10n.t('List files'),
			description: 'Lists files of the workspace that match a glob, e.g. `src/**/*.ts`.',
			input: z.object({ glob: z.string().describe('Glob relative to the workspace folder') }),
			run: listFiles,
		}),
		define({
			name: 'find_text',
			label: vscode.l10n.t('Find text'),
			description: 'Finds a text in the files of the workspace; answers path:line: text.',
			input: z.object({
				text: z.string().min(1),
				glob: z.string().optional().describe('Only files that match, e.g. `**/*.py`'),
			}),
			run: findText,
		}),
		define({
			name: 'find_symbols',
			label: vscode.l10n.t('Find symbols'),
			description: 'Finds functions, classes and other symbols by (a part of) their name.',
			input: z.object({ query: z.string().min(1) }),
			run: findSymbols,
		}),
		define({
			name: 'list_problems',
			label: vscode.l10n.t('List problems'),
			description: 'Lists the errors and warnings that the editor shows.',
			input: z.object({ path: z.string().optional().describe('Only of this file') }),
			run: listProblems,
		}),
		define({
			name: 'git_diff',
			label: vscode.l10n.t('Git changes'),
			description: 'Shows what has changed since the last commit, staged and not, as a diff.',
			input: z.object({}),
			run: gitDiff,
		}),
		define({
			name: 'open_editors',
			label: vscode.l10n.t('Open editors'),
			description: 'Lists the files that are open, the active one first with its selection.',
			input: z.object({}),
			run: openEditors,
		}),
	];
}

/** The input is checked against the schema that the model was given. */
function define<T extends z.ZodObject>(tool: {
	readonly name: string;
	readonly label: string;
	readonly description: string;
	readonly input: T;
	run(input: z.infer<T>, signal: AbortSignal): Promise<string>;
}): AgentTool {
	return {
		name: tool.name,
		label: tool.label,
		description: tool.description,
		inputSchema: inputSchema(tool.input),
		group: 'Comet Gemini',
		needsPermission: false,
		async invoke(input, signal) {
			const parsed = tool.input.safeParse(input);
			if (!parsed.success) {
				throw new Error(`Wrong input: ${z.prettifyError(parsed.error)}`);
			}
			return { text: await tool.run(parsed.data, signal) };
		},
	};
}

async function readFile({
	path,
	startLine = 1,
	endLine,
}: {
	path: string;
	startLine?: number | undefined;
	endLine?: number | undefined;
}): Promise<string> {
	const uri = await resolveFile(path);
	const { size } = await vscode.workspace.fs.stat(uri);
	if (size > MAX_FILE_BYTES) {
		throw new Error(`${path} is too large to read (${size} bytes).`);
	}
	const document = await vscode.workspace.openTextDocument(uri);
	const last = Math.min(document.lineCount, endLine ?? document.lineCount);
	const lines: string[] = [];
	for (let line = startLine; line <= last; line++) {
		lines.push(`${line}: ${document.lineAt(line - 1).text}`);
	}
	return lines.join('\n') || `(no such lines: the file has ${document.lineCount})`;
}

async function listFiles({ glob }: { glob: string }): Promise<string> {
	const { files, hasMore } = await findFiles(glob);
	const paths = files.map(documentPath).sort((a, b) => a.localeCompare(b));
	return answer(paths, hasMore && 'more files are left out; give a narrower glob');
}

async function findText(
	{ text, glob = '**/*' }: { text: string; glob?: string | undefined },
	signal: AbortSignal,
): Promise<string> {
	if (/[\r\n]/.test(text)) {
		throw new Error('Only a text within one line can be found. Give one of its lines.');
	}
	const matches: string[] = [];
	const { files, hasMore } = await findFiles(glob);
	for (const uri of files) {
		signal.throwIfAborted();
		for (const match of await matchesIn(uri, text)) {
			matches.push(match);
			if (matches.length >= MAX_MATCHES) {
				return answer(matches, 'more matches are left out');
			}
		}
	}
	return answer(matches, hasMore && 'not all files were searched; give a narrower glob');
}

/** `note`: what the model has to know of lines that are not there. */
function answer(lines: readonly string[], note: string | false): string {
	return [...(lines.length === 0 ? ['(none)'] : lines), ...(note ? [`(${note})`] : [])].join('\n');
}

async function matchesIn(uri: vscode.Uri, text: string): Promise<string[]> {
	const content = unsavedText(uri) ?? (await savedText(uri)) ?? '';
	return content
		.split('\n')
		.flatMap((line, index) =>
			line.includes(text)
				? [`${documentPath(uri)}:${index + 1}: ${line.trim().slice(0, 300)}`]
				: [],
		);
}

/** What a person has typed, or has accepted of an edit, and not saved yet: reading the file tells it, too. */
function unsavedText(uri: vscode.Uri): string | undefined {
	const name = uri.toString();
	return vscode.workspace.textDocuments
		.find(document => document.isDirty && document.uri.toString() === name)
		?.getText();
}

async function savedText(uri: vscode.Uri): Promise<string | undefined> {
	const bytes = await readSmall(uri);
	return bytes && decodeText(bytes, uri);
}

async function readSmall(uri: vscode.Uri): Promise<Uint8Array | undefined> {
	try {
		const { size } = await vscode.workspace.fs.stat(uri);
		return size > MAX_FILE_BYTES ? undefined : await vscode.workspace.fs.readFile(uri);
	} catch {
		// One file that cannot be read, or is gone by now, must not hide what stands in the others.
		return undefined;
	}
}

async function findSymbols({ query }: { query: string }): Promise<string> {
	const symbols = await vscode.commands.executeCommand<vscode.SymbolInformation[]>(
		'vscode.executeWorkspaceSymbolProvider',
		query,
	);
	const lines = symbols.map(
		({ name, kind, location }) =>
			`${vscode.SymbolKind[kind]} ${name} — ${documentPath(location.uri)}:${location.range.start.line + 1}`,
	);
	return firstOf(lines, 'more symbols are left out; give more of the name');
}

async function listProblems({ path }: { path?: string | undefined }): Promise<string> {
	const only = path === undefined ? undefined : (await resolveFile(path)).toString();
	const lines = vscode.languages
		.getDiagnostics()
		.filter(([uri]) => only === undefined || uri.toString() === only)
		.flatMap(([uri, problems]) =>
			problems.map(
				({ severity, range, message }) =>
					`${vscode.DiagnosticSeverity[severity]} ${documentPath(uri)}:${range.start.line + 1}: ${message}`,
			),
		);
	return firstOf(lines, 'more problems are left out');
}

/** As many as are worth reading; `note` where there are more. */
function firstOf(lines: readonly string[], note: string): string {
	return answer(lines.slice(0, MAX_MATCHES), lines.length > MAX_MATCHES && note);
}

async function openEditors(): Promise<string> {
	const active = vscode.window.activeTextEditor;
	const others = vscode.window.visibleTextEditors.filter(editor => editor !== active);
	const visible = [...(active ? [active] : []), ...others];
	const shown = new Set(visible.map(({ document }) => document.uri.toString()));
	const behind = vscode.window.tabGroups.all
		.flatMap(({ tabs }) => tabs.flatMap(({ input }) => uriOf(input) ?? []))
		.filter(uri => !shown.has(uri.toString()))
		.map(documentPath);
	return answer([...visible.map(editorWords), ...new Set(behind)], false);
}

function editorWords({ document, selection: { start, end } }: vscode.TextEditor): string {
	return `${documentPath(document.uri)} (${document.languageId}), selection ${start.line + 1}:${start.character + 1}–${end.line + 1}:${end.character + 1}`;
}

/** The file that a tab shows; nothing for those that show none. */
function uriOf(input: unknown): vscode.Uri | undefined {
	if (input instanceof vscode.TabInputTextDiff || input instanceof vscode.TabInputNotebookDiff) {
		return input.modified;
	}
	return input instanceof vscode.TabInputText ||
		input instanceof vscode.TabInputNotebook ||
		input instanceof vscode.TabInputCustom
		? input.uri
		: undefined;
}
