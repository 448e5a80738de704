import * as vscode from 'vscode';
import { performCardAction } from '../conversations/cardActions.ts';
import { COMMANDS, type CommandId } from '../platform/contributions.ts';
import type { ModelCatalogue } from '../platform/modelCatalogue.ts';
import { EXPLAIN_LEVELS } from '../platform/settingValues.ts';
import { CARD_ACTIONS } from '../shared/protocol.ts';
import type { Explainer } from './explainer.ts';
import type { Explanation } from './explanation.ts';
import { linkTarget, openLink } from './explanationLinks.ts';
import type { ExplainLevel } from './prompt.ts';
import { levelName } from './words.ts';

export type ExplanationCommand = Extract<CommandId, `${string}.explanation.${string}`>;

type Handler = (...args: readonly unknown[]) => unknown;

/** What the menus and links of an explanation do. Their first argument tells which one is meant. */
export function explanationCommands(
	explainer: Explainer,
	catalogue: ModelCatalogue,
): Readonly<Record<ExplanationCommand, Handler>> {
	const on =
		(handler: (explanation: Explanation, ...args: readonly unknown[]) => unknown): Handler =>
		(handle, ...args) => {
			const explanation = explainer.find(handle);
			return explanation === undefined ? undefined : handler(explanation, ...args);
		};
	return {
		[COMMANDS.explanationStop]: handle => explainer.stop(explainer.find(handle)),
		[COMMANDS.explanationReply]: reply => followUp(explainer, reply),
		[COMMANDS.explanationAgain]: on(each => askAgain(explainer, each)),
		[COMMANDS.explanationRemove]: on(each => explainer.remove(each)),
		[COMMANDS.explanationToPanel]: on(each => explainer.move(each, 'panel')),
		[COMMANDS.explanationToCode]: handle => {
			const explanation = explainer.find(handle) ?? explainer.inPanel();
			return explanation && explainer.move(explanation, 'inline');
		},
		[COMMANDS.explanationToDocument]: handle => {
			// The panel's menu hands nothing over; what the active editor shows is in a document already.
			const inPanel = handle === undefined ? explainer.inPanel() : undefined;
			const explanation = inPanel ?? explainer.find(handle);
			return explanation && explainer.move(explanation, 'document');
		},
		[COMMANDS.explanationOpenLink]: on((each, link) => {
			const target = linkTarget(link);
			return target && openLink(each, target);
		}),
		[COMMANDS.explanationAct]: on((each, action) => act(explainer, each, action, catalogue)),
	};
}

/** A reply in a thread. */
async function followUp(explainer: Explainer, reply: unknown): Promise<void> {
	if (typeof reply !== 'object' || reply === null) {
		return;
	}
	const { thread, text }: Readonly<Record<string, unknown>> = { ...reply };
	if (typeof text === 'string' && text.trim() !== '') {
		await explainer.find(thread)?.followUp(text);
	}
}

interface AgainItem extends vscode.QuickPickItem {
	readonly level?: ExplainLevel | undefined;
}

async function askAgain(explainer: Explainer, explanation: Explanation): Promise<void> {
	const { level } = explanation.question;
	const items: AgainItem[] = [
		...EXPLAIN_LEVELS.map(each => ({
			label: levelName(each),
			description: each === level ? vscode.l10n.t('as before') : '',
			level: each,
		})),
		{ label: '', kind: vscode.QuickPickItemKind.Separator },
		{ label: vscode.l10n.t('Change the context…') },
	];
	const chosen = await vscode.window.showQuickPick(items, {
		title: vscode.l10n.t('Explain the code as it is now'),
	});
	if (chosen !== undefined) {
		await explainer.again(explanation, {
			level: chosen.level ?? level,
			isPicking: chosen.level === undefined,
		});
	}
}

/** What the buttons under an answer do: in the panel and at the code the same. */
async function act(
	explainer: Explainer,
	explanation: Explanation,
	given: unknown,
	catalogue: ModelCatalogue,
): Promise<void> {
	if (given === 'changeContext') {
		await explainer.again(explanation, { isPicking: true });
		return;
	}
	const last = explanation.turns.at(-1);
	const action = CARD_ACTIONS.find(each => each === given);
	switch (action) {
		case undefined:
			break;
		case 'continue':
			await explanation.followUp(vscode.l10n.t('Continue exactly where you stopped.'));
			break;
		default:
			await performCardAction(explanation.session, last?.id ?? '', action, catalogue);
	}
}
