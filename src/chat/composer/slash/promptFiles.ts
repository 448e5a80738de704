import * as vscode from 'vscode';
import { decodeText } from '../../../platform/decodeText.ts';
import { homeFolder } from '../../../platform/homeFolder.node.ts';
import { activeResource } from '../../../platform/modelCommands.ts';
import { readSettings } from '../../../platform/settings.ts';
import { fromHome, type PromptFile, parsePromptFile, promptName } from './promptFile.ts';
import { isSlashCommand } from './slashCommands.ts';

const IN_WORKSPACE = '.github/prompts/**/*.prompt.md';
const MAX_PROMPTS = 200;

/** Where a prompt stands. */
export interface PromptPlace {
	readonly name: string;
	readonly uri: vscode.Uri;
}

/**
 * The prompts of the workspace and of the person's own folder, by name; of two with one name the
 * workspace's counts. A workspace that is not trusted gives none.
 */
export async function findPrompts(): Promise<readonly PromptPlace[]> {
	const shared = vscode.workspace.isTrusted
		? await vscode.workspace.findFiles(IN_WORKSPACE, null, MAX_PROMPTS)
		: [];
	const places = [...shared, ...(await ownPrompts())].map(uri => {
		return { name: promptName(uri.path.split('/').at(-1) ?? ''), uri };
	});
	const byName = new Map(places.toReversed().map(place => [place.name, place]));
	return [...byName.values()]
		.filter(({ name }) => name !== '' && !isSlashCommand(name))
		.sort((a, b) => a.name.localeCompare(b.name));
}

export async function readPrompt({ uri }: PromptPlace): Promise<PromptFile> {
	const [bytes, { parse }] = await Promise.all([vscode.workspace.fs.readFile(uri), import('yaml')]);
	const text = await decodeText(bytes, uri);
	return parsePromptFile(uri.path.split('/').at(-1) ?? '', text ?? '', parse);
}

async function ownPrompts(): Promise<vscode.Uri[]> {
	const folder = ownFolder();
	try {
		const entries = folder === undefined ? [] : await vscode.workspace.fs.readDirectory(folder);
		return entries
			.filter(([name, type]) => type & vscode.FileType.File && /\.prompt\.md$/i.test(name))
			.slice(0, MAX_PROMPTS)
			.flatMap(([name]) => (folder === undefined ? [] : [vscode.Uri.joinPath(folder, name)]));
	} catch {
		// A folder that is not there holds no prompts.
		return [];
	}
}

/** An absolute path, one in the home folder, or one inside the first folder of the workspace. */
function ownFolder(): vscode.Uri | undefined {
	const path = fromHome(readSettings(activeResource()).promptFolder, homeFolder());
	const root = vscode.workspace.workspaceFolders?.[0]?.uri;
	if (path === '') {
		return undefined;
	}
	if (/^([/\\]|[a-z]:[/\\])/i.test(path)) {
		const file = vscode.Uri.file(path);
		// On a remote machine the path is one there.
		return root === undefined ? file : root.with({ path: file.path });
	}
	return root && vscode.Uri.joinPath(root, path);
}
