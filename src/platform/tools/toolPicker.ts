import * as vscode from 'vscode';
import type { AgentTool } from './agentTool.ts';
import type { ToolPermissions } from './toolPermissions.ts';

interface ToolItem extends vscode.QuickPickItem {
	readonly tool?: AgentTool;
}

/** Lets the person switch tools on and off for this workspace, in their groups. */
export async function chooseTools(
	available: readonly AgentTool[],
	permissions: ToolPermissions,
): Promise<void> {
	const chosen = permissions.chosen();
	const groups = Map.groupBy(available, ({ group }) => group);
	const items = [...groups].flatMap(([group, tools]): ToolItem[] => [
		{ label: group, kind: vscode.QuickPickItemKind.Separator },
		...tools.map(tool => ({
			tool,
			label: tool.label,
			description: tool.needsPermission ? vscode.l10n.t('asks before it runs') : '',
			detail: tool.description.split('\n', 1)[0] ?? '',
			picked: chosen.has(tool.name),
		})),
	]);
	const picked = await vscode.window.showQuickPick(items, {
		title: vscode.l10n.t('Tools that the model may call in this workspace'),
		placeHolder: vscode.l10n.t('Google’s own tools and these exclude each other on some models'),
		canPickMany: true,
		matchOnDetail: true,
	});
	if (picked !== undefined) {
		await permissions.choose(picked.flatMap(({ tool }) => (tool === undefined ? [] : [tool.name])));
	}
}
