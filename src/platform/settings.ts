import * as vscode from 'vscode';
import { SECTION } from './contributions.ts';
import { type Settings, settingsOf } from './settingValues.ts';

/** See {@link settingsOf}. */
export function readSettings(resource?: vscode.Uri): Settings {
	return settingsOf(vscode.workspace.getConfiguration(SECTION, resource ?? null));
}

/** Writes where the value is set today, else to the workspace (the folder in multi-root), else to the user. */
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
	const folders = vscode.workspace.workspaceFolders?.length ?? 0;
	if (folders === 0) {
		return vscode.ConfigurationTarget.Global;
	}
	if (folders > 1 && resource && vscode.workspace.getWorkspaceFolder(resource)) {
		return vscode.ConfigurationTarget.WorkspaceFolder;
	}
	return configuration.inspect(id)?.workspaceFolderValue === undefined
		? vscode.ConfigurationTarget.Workspace
		: vscode.ConfigurationTarget.WorkspaceFolder;
}
