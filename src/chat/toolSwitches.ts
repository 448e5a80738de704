import type { l10n as vscodeL10n } from 'vscode';
import type { ToolChoice } from '../conversations/toolChoice.ts';
import { toolRefusal } from '../conversations/usableTools.ts';
import type { Provider } from '../gemini/endpoint.ts';
import type { ToolConflict } from '../gemini/tools.ts';
import type { Prompt } from '../shared/prompt.ts';
import { PANEL_TOOLS, type PanelTool, type ToolSwitch } from '../shared/protocol.ts';

type L10n = Pick<typeof vscodeL10n, 't'>;

/** The switches of the composer: as chosen for the conversation, else as set, and what stands against them. */
export function toolSwitches(
	prompt: Pick<Prompt, 'model' | 'tools'>,
	choice: ToolChoice,
	provider: Provider,
	l10n: L10n,
): ToolSwitch[] {
	const tools = { ...prompt.tools, ...choice };
	return PANEL_TOOLS.map(tool => {
		const refusal = toolRefusal(tool, { ...prompt, tools }, provider);
		const { label, detail } = describe(tool, l10n);
		return {
			tool,
			label,
			isOn: Boolean(tools[tool]),
			isBlocked: refusal !== undefined,
			detail: refusal === undefined ? detail : refusalWords(refusal, prompt.model, l10n),
		};
	});
}

function describe(tool: PanelTool, l10n: L10n): { label: string; detail: string } {
	switch (tool) {
		case 'googleSearch':
			return {
				label: l10n.t('Google Search'),
				detail: l10n.t('The model searches the web and names its sources.'),
			};
		case 'googleMaps':
			return {
				label: l10n.t('Google Maps'),
				detail: l10n.t('The model looks up places.'),
			};
		case 'urlContext':
			return {
				label: l10n.t('Web pages'),
				detail: l10n.t('The model reads the addresses that stand in the question.'),
			};
		case 'codeExecution':
			return {
				label: l10n.t('Code execution'),
				detail: l10n.t('The model writes Python and runs it at Google, not on this machine.'),
			};
		default:
			return tool satisfies never;
	}
}

function refusalWords({ reason }: ToolConflict, model: string, l10n: L10n): string {
	switch (reason) {
		case 'functionsWithBuiltIns':
			return l10n.t(
				'{0} does not take it together with the tools of VS Code that this conversation uses.',
				model,
			);
		case 'toolsWithJson':
			return l10n.t('{0} writes JSON only without tools.', model);
		case 'imageModel':
			return l10n.t('{0} draws images: it takes Google Search only.', model);
		case 'unavailable':
			return l10n.t('{0} does not have this tool.', model);
		default:
			return reason satisfies never;
	}
}
