import * as vscode from 'vscode';
import { registerCommand } from '../platform/commands.ts';
import { COMMANDS, type CommandId } from '../platform/contributions.ts';
import type { Notifier } from '../platform/notify.ts';
import { type ExplainArgs, explainArgs } from './explainArgs.ts';
import { ExplainCodeActionProvider } from './explainCodeActionProvider.ts';
import type { ExplainerDeps } from './explainer.ts';
import type { ExplanationCommand } from './explanationCommands.ts';
import { ProblemHoverProvider } from './problemHoverProvider.ts';
import { hasSavedExplanations } from './savedKey.ts';

export interface ExplainDeps extends ExplainerDeps {
	readonly notifier: Notifier;
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
			const { explainer, entryPoints } = await explain();
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
		vscode.languages.registerCodeActionsProvider(
			EVERYWHERE,
			new ExplainCodeActionProvider(),
			ExplainCodeActionProvider.metadata,
		),
		vscode.languages.registerHoverProvider(EVERYWHERE, new ProblemHoverProvider()),
		new vscode.Disposable(() => void loading?.then(({ explainer }) => explainer.dispose())),
	);
}

type EntryPointName = Exclude<keyof Awaited<ReturnType<typeof load>>['entryPoints'], symbol>;

async function load(deps: ExplainerDeps) {
	const [{ Explainer }, entryPoints, { terminalRequest }, { explanationCommands }] =
		await Promise.all([
			import('./explainer.ts'),
			import('./entryPoints.ts'),
			import('./terminalSelection.ts'),
			import('./explanationCommands.ts'),
		]);
	const explainer = new Explainer(deps);
	return {
		explainer,
		entryPoints: { ...entryPoints, terminalRequest },
		commands: explanationCommands(explainer),
	};
}
