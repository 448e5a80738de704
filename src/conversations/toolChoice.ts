import type { Provider } from '../gemini/endpoint.ts';
import { conflictOfAdding, type ToolConflict } from '../gemini/tools.ts';
import type { Turn } from '../shared/conversation.ts';
import type { Prompt, Tools } from '../shared/prompt.ts';
import { PANEL_TOOLS, type PanelTool } from '../shared/protocol.ts';

/** What was chosen for a conversation; a tool that is absent follows the settings. */
export type ToolChoice = Readonly<Partial<Record<PanelTool, boolean>>>;

type Question = Pick<Prompt, 'model' | 'tools' | 'toolConfig' | 'generationConfig'>;

/** The choice that the last question was asked with: how a conversation that is opened again goes on. */
export function lastToolChoice(turns: readonly Turn[]): ToolChoice {
	const question = turns.findLast(turn => turn.role === 'user' && turn.isToolResults !== true);
	const tools = (question?.role === 'user' ? question.request?.tools : undefined) ?? {};
	return Object.fromEntries(
		PANEL_TOOLS.filter(tool => tools[tool] !== undefined).map(tool => [tool, Boolean(tools[tool])]),
	);
}

/** Why a tool of the panel cannot be used in this request; `undefined` when it can. */
export function toolRefusal(
	tool: PanelTool,
	prompt: Question,
	provider: Provider,
): ToolConflict | undefined {
	return conflictOfAdding(tool, { ...prompt, tools: { ...prompt.tools, [tool]: false } }, provider);
}

/**
 * The tools of a request without those of the panel that the model or the endpoint would refuse: a switch
 * that is on says there why it does not count, and a question is not lost for it.
 */
export function usableTools(prompt: Question, provider: Provider): Tools {
	let tools: Tools = { ...prompt.tools };
	for (const tool of PANEL_TOOLS) {
		if (tools[tool] && toolRefusal(tool, { ...prompt, tools }, provider) !== undefined) {
			tools = { ...tools, [tool]: false };
		}
	}
	return tools;
}
