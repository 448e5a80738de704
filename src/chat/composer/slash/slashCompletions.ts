import * as vscode from 'vscode';
import type { CompletionItem } from '../../../shared/protocol.ts';
import { bestMatches } from '../fuzzyMatch.ts';
import { findPrompts, readPrompt } from './promptFiles.ts';
import { SLASH_COMMANDS } from './slashCommands.ts';
import { SLASH_ICONS, slashDescription } from './slashWords.ts';

const MAX_ROWS = 30;

/** Commands and prompts whose name fits, the commands first. */
export async function slashCompletions(query: string): Promise<CompletionItem[]> {
	const commands = bestMatches(query, SLASH_COMMANDS, name => name, MAX_ROWS);
	const prompts = bestMatches(query, await findPrompts(), ({ name }) => name, MAX_ROWS);
	return [
		...commands.map(name => row(name, SLASH_ICONS[name], slashDescription(name))),
		...(await Promise.all(
			prompts.map(async place => {
				const { description } = await readPrompt(place);
				const words = description || vscode.l10n.t('Prompt of your own');
				return row(place.name, 'bookmark', words);
			}),
		)),
	];
}

function row(name: string, icon: string, description: string): CompletionItem {
	return { id: `/${name}`, icon, label: `/${name}`, description, insert: `/${name}` };
}
