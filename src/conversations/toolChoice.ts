import type { Turn } from '../shared/conversation.ts';
import { PANEL_TOOLS, type PanelTool } from '../shared/protocol.ts';

/** What was chosen for a conversation; a tool that is absent follows the settings. */
export type ToolChoice = Readonly<Partial<Record<PanelTool, boolean>>>;

/** The choice that the last question was asked with: how a conversation that is opened again goes on. */
export function lastToolChoice(turns: readonly Turn[]): ToolChoice {
	const question = turns.findLast(turn => turn.role === 'user' && turn.isToolResults !== true);
	const tools = (question?.role === 'user' ? question.request?.tools : undefined) ?? {};
	return Object.fromEntries(
		PANEL_TOOLS.filter(tool => tools[tool] !== undefined).map(tool => [tool, Boolean(tools[tool])]),
	);
}
