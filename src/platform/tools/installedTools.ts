import * as vscode from 'vscode';
import type { Part } from '../../shared/content.ts';
import { toPart } from '../dataParts.ts';
import { toPlainContent } from '../plainContent.ts';
import type { AgentTool, AgentToolResult } from './agentTool.ts';

/** Tools of VS Code's own chat need its token, or act on its conversation: offering them here would fail. */
const NEEDS_CHAT = /^(copilot_|vscode_|run_subagent|runSubagent|manage_todo_list)/;

/** VS Code itself asks before it runs a tool of an MCP server: nobody is asked twice. */
const ASKED_BY_VSCODE = /^mcp_/;

/** The tools of installed extensions and of the MCP servers configured in VS Code. */
export function installedTools(): readonly AgentTool[] {
	return vscode.lm.tools.filter(({ name }) => !NEEDS_CHAT.test(name)).map(toAgentTool);
}

function toAgentTool(tool: vscode.LanguageModelToolInformation): AgentTool {
	const { name, description, inputSchema } = tool;
	return {
		name,
		label: name,
		description,
		inputSchema: inputSchema ?? { type: 'object', properties: {} },
		group: ASKED_BY_VSCODE.test(name)
			? vscode.l10n.t('MCP servers')
			: vscode.l10n.t('Installed extensions'),
		needsPermission: !ASKED_BY_VSCODE.test(name),
		async invoke(input, signal) {
			const source = new vscode.CancellationTokenSource();
			const onAbort = () => source.cancel();
			signal.addEventListener('abort', onAbort, { once: true });
			try {
				const result = await vscode.lm.invokeTool(
					name,
					{ input, toolInvocationToken: undefined },
					source.token,
				);
				return resultOf(result);
			} finally {
				signal.removeEventListener('abort', onAbort);
				source.dispose();
			}
		},
	};
}

function resultOf({ content }: vscode.LanguageModelToolResult): AgentToolResult {
	const parts = content.flatMap((part: unknown): readonly Part[] => {
		const plain = toPlainContent(part);
		const sent = plain && toPart(plain);
		return sent === undefined ? [] : [sent];
	});
	return {
		text: parts.flatMap(({ text }) => text ?? []).join('\n'),
		media: parts.filter(({ inlineData }) => inlineData !== undefined),
	};
}
