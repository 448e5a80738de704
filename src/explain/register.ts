import * as vscode from 'vscode';
import { registerCommand } from '../platform/commands.ts';
import { COMMANDS } from '../platform/contributions.ts';
import type { Notifier } from '../platform/notify.ts';
import type { ExplainArgs } from './explainArgs.ts';
import { explainArgs } from './explainArgs.ts';
import { ExplainCodeActionProvider } from './explainCodeActionProvider.ts';
import type { ExplainerDeps } from './explainer.ts';

export interface ExplainDeps extends ExplainerDeps {
	readonly notifier: Notifier;
}

/** *Explain Selection* and everything that leads to it. The explainer itself is loaded with its first use. */
export function registerExplain(deps: ExplainDeps): vscode.Disposable {
	const { notifier } = deps;
	let loading: Promise<Explain> | undefined;
	const explain = () => {
		loading ??= load(deps);
		return loading;
	};
	return vscode.Disposable.from(
		registerCommand(notifier, COMMANDS.explainSelection, async (argument: unknown) =>
			(await explain()).at(explainArgs(argument)),
		),
		registerCommand(notifier, COMMANDS.explainProblem, async (argument: unknown) =>
			(await explain()).problem(explainArgs(argument)),
		),
		vscode.languages.registerCodeActionsProvider(
			{ pattern: '**' },
			new ExplainCodeActionProvider(),
			ExplainCodeActionProvider.metadata,
		),
		new vscode.Disposable(() => void loading?.then(each => each.dispose())),
	);
}

interface Explain extends vscode.Disposable {
	at(args: ExplainArgs): Promise<void>;
	problem(args: ExplainArgs): Promise<void>;
}

async function load(deps: ExplainDeps): Promise<Explain> {
	const [{ Explainer }, { explainAt, explainProblem }] = await Promise.all([
		import('./explainer.ts'),
		import('./entryPoints.ts'),
	]);
	const explainer = new Explainer(deps);
	return {
		at: args => explainAt(explainer, args),
		problem: args => explainProblem(explainer, args),
		dispose: () => explainer.dispose(),
	};
}
