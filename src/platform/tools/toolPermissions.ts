import * as vscode from 'vscode';
import { visibleText } from '../visibleText.ts';
import type { AgentTool } from './agentTool.ts';
import { chosenTools, storeChosenTools } from './chosenTools.ts';

const ALWAYS = 'cometGemini.tools.always';
const NEVER = 'cometGemini.tools.never';

const MAX_INPUT_SHOWN = 2_000;

/** Which tools are on in this workspace, and which may run without a question. */
export class ToolPermissions {
	private readonly state: vscode.Memento;

	constructor(state: vscode.Memento) {
		this.state = state;
	}

	chosen(): ReadonlySet<string> {
		return new Set(chosenTools(this.state));
	}

	async choose(names: readonly string[]): Promise<void> {
		await storeChosenTools(this.state, names);
	}

	/** Takes back what was allowed or forbidden for good. */
	async forget(): Promise<void> {
		await this.state.update(ALWAYS, undefined);
		await this.state.update(NEVER, undefined);
	}

	/** Asks once for each call, unless the person has said always or never here. */
	async permit(
		{ name, label }: AgentTool,
		input: Readonly<Record<string, unknown>>,
	): Promise<boolean> {
		if (this.names(ALWAYS).has(name) || this.names(NEVER).has(name)) {
			return this.names(ALWAYS).has(name);
		}
		const once = vscode.l10n.t('Run Once');
		const always = vscode.l10n.t('Always in This Workspace');
		const never = vscode.l10n.t('Never in This Workspace');
		const chosen = await vscode.window.showWarningMessage(
			vscode.l10n.t('The model wants to run the tool “{0}”.', label),
			{ modal: true, detail: inputWords(input) },
			once,
			always,
			never,
		);
		if (chosen === always || chosen === never) {
			const key = chosen === always ? ALWAYS : NEVER;
			await this.state.update(key, [...this.names(key), name]);
		}
		return chosen === once || chosen === always;
	}

	private names(key: string): ReadonlySet<string> {
		const stored: unknown = this.state.get(key);
		return new Set(Array.isArray(stored) ? stored.filter(each => typeof each === 'string') : []);
	}
}

/** A person who says yes knows when they have not seen all of it. */
function inputWords(input: Readonly<Record<string, unknown>>): string {
	const text = JSON.stringify(input, null, 2);
	const hidden = text.length - MAX_INPUT_SHOWN;
	const shown = visibleText(text.slice(0, MAX_INPUT_SHOWN));
	return hidden > 0
		? `${shown}…\n\n${vscode.l10n.t('{0} more characters are not shown here, but in the panel.', hidden.toLocaleString(vscode.env.language))}`
		: shown;
}
