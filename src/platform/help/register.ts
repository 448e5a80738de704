import * as vscode from 'vscode';
import { registerAfterActivation } from '../afterActivation.ts';
import type { ApiKeys } from '../apiKeys.ts';
import { registerCommand } from '../commands.ts';
import { COMMANDS, REPORT_SCHEME } from '../contributions.ts';
import type { Endpoints } from '../endpoints.ts';
import type { Log } from '../log.ts';
import type { Notifier } from '../notify.ts';

/** *Diagnose Connection* and *Report a Problem*: loaded with their first use. */
export function registerHelp({
	context,
	...deps
}: {
	readonly context: vscode.ExtensionContext;
	readonly endpoints: Endpoints;
	readonly keys: ApiKeys;
	readonly notifier: Notifier;
	readonly log: Log;
}): vscode.Disposable {
	const texts = new Map<string, string>();
	const changed = new vscode.EventEmitter<vscode.Uri>();
	const show = async (name: string, text: string) => {
		const uri = vscode.Uri.from({ scheme: REPORT_SCHEME, path: `/${name}.md` });
		texts.set(uri.path, text);
		changed.fire(uri);
		await vscode.commands.executeCommand('markdown.showPreview', uri);
	};
	return vscode.Disposable.from(
		changed,
		registerAfterActivation(() =>
			vscode.workspace.registerTextDocumentContentProvider(REPORT_SCHEME, {
				onDidChange: changed.event,
				provideTextDocumentContent: ({ path }) => texts.get(path) ?? '',
			}),
		),
		registerCommand(deps.notifier, COMMANDS.diagnoseConnection, async () =>
			(await import('../onDemand.ts')).diagnoseConnection({ ...deps, show }),
		),
		registerCommand(deps.notifier, COMMANDS.reportProblem, async () =>
			(await import('../onDemand.ts')).reportProblem({
				...deps,
				extension: context.extension,
				logFolder: context.logUri,
			}),
		),
	);
}
