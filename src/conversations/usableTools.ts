import type { Provider } from '../gemini/endpoint.ts';
import { conflictOfAdding, type ToolConflict } from '../gemini/tools.ts';
import type { Prompt, Tools } from '../shared/prompt.ts';
import { PANEL_TOOLS, type PanelTool } from '../shared/protocol.ts';

type Question = Pick<Prompt, 'model' | 'tools' | 'toolConfig' | 'generationConfig'>;

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
