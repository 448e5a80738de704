import * as vscode from 'vscode';
import { registerAfterActivation } from '../platform/afterActivation.ts';
import { registerCommand } from '../platform/commands.ts';
import { COMMANDS, type CommandId } from '../platform/contributions.ts';
import { lazy } from '../platform/lazy.ts';
import type { ModelCatalogue } from '../platform/modelCatalogue.ts';
import type { Notifier } from '../platform/notify.ts';
import type { ExplainArgs } from './explainArgs.ts';
import type { ExplainerDeps } from './explainer.ts';
import type { ExplanationCommand } from './explanationCommands.ts';
import { hasSavedExplanations } from './savedKey.ts';

export interface ExplainDeps extends ExplainerDeps {
	readonly notifier: Notifier;
	readonly catalogue: ModelCatalogue;
}

const EVERYWHERE: vscode.DocumentSelector = { pattern: '**' };

/** *Explain Selection* and everything that leads to it. What does the work is loaded with its first use. */
export function registerExplain(deps: ExplainDeps): vscode.Disposable {
	const { notifier } = deps;
	let loading: ReturnType<typeof load> | undefined;
	const explain = () => {
		loading ??= load(deps);
		return loading;
	};
	const entry = (id: CommandId, request: EntryPointName, args: ExplainArgs = {}) =>
		registerCommand(notifier, id, async (argument: unknown) => {
			const { explainer, entryPoints, explainArgs } = await explain();
			const found = await entryPoints[request]({ ...explainArgs(argument), ...args });
			await (found && explainer.explain(found));
		});
	const action = (id: ExplanationCommand) =>
		registerCommand(notifier, id, async (...args: readonly unknown[]) =>
			(await explain()).commands[id](...args),
		);
	if (hasSavedExplanations(deps.state)) {
		void explain()
			.then(({ explainer }) => explainer.restore())
			.catch(error => notifier.error(error));
	}
	return vscode.Disposable.from(
		entry(COMMANDS.explainSelection, 'selectionRequest'),
		entry(COMMANDS.explainWithContext, 'selectionRequest', { isPicking: true }),
		entry(COMMANDS.explainProblem, 'problemRequest'),
		entry(COMMANDS.explainLine, 'lineRequest'),
		entry(COMMANDS.explainFile, 'fileRequest'),
		entry(COMMANDS.explainCell, 'cellRequest'),
		entry(COMMANDS.explainTerminalSelection, 'terminalRequest'),
		action(COMMANDS.explanationStop),
		action(COMMANDS.explanationReply),
		action(COMMANDS.explanationAgain),
		action(COMMANDS.explanationRemove),
		action(COMMANDS.explanationToPanel),
		action(COMMANDS.explanationToCode),
		action(COMMANDS.explanationToDocument),
		action(COMMANDS.explanationOpenLink),
		action(COMMANDS.explanationAct),
		registerAfterActivation(registerOffers),
		new vscode.Disposable(() => void loading?.then(({ explainer }) => explainer.dispose())),
	);
}

/** In the lightbulb and beside problems: asked for again and again, but not before somebody edits. */
function registerOffers(): vscode.Disposable {
	const offers = lazy(async () => {
		const { ExplainCodeActionProvider, ProblemHoverProvider } = await import('./offers.ts');
		return { actions: new ExplainCodeActionProvider(), hovers: new ProblemHoverProvider() };
	});
	return vscode.Disposable.from(
		vscode.languages.registerCodeActionsProvider(
			EVERYWHERE,
			{
				provideCodeActions: async (document, range, context) =>
					(await offers()).actions.provideCodeActions(document, range, context),
			},
			{
				providedCodeActionKinds: [
					vscode.CodeActionKind.QuickFix,
					vscode.CodeActionKind.RefactorRewrite,
				],
			},
		),
		vscode.languages.registerHoverProvider(EVERYWHERE, {
			provideHover: async (document, position) =>
				(await offers()).hovers.provideHover(document, position),
		}),
	);
}

type EntryPointName = Exclude<keyof Awaited<ReturnType<typeof load>>['entryPoints'], symbol>;

async function load(deps: ExplainDeps) {
	const { Explainer, entryPoints, explainArgs, explanationCommands, terminalRequest } =
		await import('./onDemand.ts');
	const explainer = new Explainer(deps);
	return {
		explainer,
		explainArgs,
		entryPoints: { ...entryPoints, terminalRequest },
		commands: explanationCommands(explainer, deps.catalogue),
	};
}
