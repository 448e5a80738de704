import * as vscode from 'vscode';
import type { AgentTool } from '../../platform/tools/agentTool.ts';
import { installedTools } from '../../platform/tools/installedTools.ts';
import { ToolPermissions } from '../../platform/tools/toolPermissions.ts';
import { chooseTools } from '../../platform/tools/toolPicker.ts';
import { workspaceTools } from '../../platform/tools/workspaceTools.ts';
import { AgentTools } from './agentTools.ts';

/** The tools of the panel with what VS Code knows: the workspace, installed tools, and the person's choice. */
export class PanelAgent extends AgentTools {
	private readonly permissions: ToolPermissions;

	constructor(state: vscode.Memento) {
		const permissions = new ToolPermissions(state);
		super({
			available: availableTools,
			chosen: () => permissions.chosen(),
			permit: (tool, input) => permissions.permit(tool, input),
		});
		this.permissions = permissions;
	}

	/** Shows the list of tools to choose from. */
	choose(): Promise<void> {
		return chooseTools(availableTools(), this.permissions);
	}

	/** Asks again for every tool that was allowed or forbidden for good. */
	async forgetPermissions(): Promise<void> {
		await this.permissions.forget();
		void vscode.window.showInformationMessage(
			vscode.l10n.t('Tools of other extensions ask again before they run.'),
		);
	}
}

function availableTools(): readonly AgentTool[] {
	const own = workspaceTools();
	const names = new Set(own.map(({ name }) => name));
	return [...own, ...installedTools().filter(({ name }) => !names.has(name))];
}
