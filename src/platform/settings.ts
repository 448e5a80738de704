import * as vscode from 'vscode';
import { SECTION } from './contributions.ts';
import { settingTarget } from './settingTarget.ts';
import { type Settings, settingsOf } from './settingValues.ts';

/** See {@link settingsOf}. */
export function readSettings(resource?: vscode.Uri): Settings {
	return settingsOf(vscode.workspace.getConfiguration(SECTION, resource ?? null));
}

/** Writes to the workspace (the folder in multi-root), else to the user; see {@link settingTarget}. */
export async function writeSetting(
	id: string,
	value: unknown,
	resource?: vscode.Uri,
	target?: vscode.ConfigurationTarget,
): Promise<void> {
	const configuration = vscode.workspace.getConfiguration(SECTION, resource ?? null);
	await configuration.update(id, value, target ?? defaultTarget(configuration, id, resource));
}

function defaultTarget(
	configuration: vscode.WorkspaceConfiguration,
	id: string,
	resource: vscode.Uri | undefined,
): vscode.ConfigurationTarget {
	const { workspaceFolders = [], isTrusted } = vscode.workspace;
	return vscode.ConfigurationTarget[
		settingTarget({
			id,
			folders: workspaceFolders.length,
			isInFolder:
				resource !== undefined && vscode.workspace.getWorkspaceFolder(resource) !== undefined,
			hasFolderValue: configuration.inspect(id)?.workspaceFolderValue !== undefined,
			isTrusted,
		})
	];
}
