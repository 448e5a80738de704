import * as vscode from 'vscode';
import type { ApiKeys } from '../apiKeys.ts';
import { SECTION } from '../contributions.ts';
import type { Endpoints } from '../endpoints.ts';
import { problemReport } from './problemReport.ts';

export interface ReportDeps {
	readonly extension: vscode.Extension<unknown>;
	readonly logFolder: vscode.Uri;
	readonly endpoints: Endpoints;
	readonly keys: ApiKeys;
}

/** *Report a Problem*: a text to complete and to copy. Nothing is sent. */
export async function reportProblem(deps: ReportDeps): Promise<void> {
	const { l10n } = vscode;
	const content = problemReport(
		{
			versions: versions(deps.extension),
			settings: changedSettings(deps.extension),
			log: await readLog(deps.logFolder),
			secrets: await knownKeys(deps),
		},
		reportWords(),
	);
	const document = await vscode.workspace.openTextDocument({ language: 'markdown', content });
	await vscode.window.showTextDocument(document);
	const copy = l10n.t('Copy');
	const chosen = await vscode.window.showInformationMessage(
		l10n.t('Complete the report and read it through: nothing has been sent to anybody.'),
		copy,
	);
	if (chosen === copy) {
		await vscode.env.clipboard.writeText(document.getText());
	}
}

function reportWords() {
	const { l10n } = vscode;
	return {
		heading: l10n.t('Problem with Comet Gemini'),
		note: l10n.t('Nothing has been sent. Take out what others shall not see, then copy it.'),
		whatHappened: l10n.t('What happened'),
		whatExpected: l10n.t('What should have happened'),
		steps: l10n.t('Steps that lead there'),
		versions: l10n.t('Versions'),
		settings: l10n.t('Settings that were changed'),
		log: l10n.t('End of the log'),
		none: l10n.t('none'),
		text: (length: number) => l10n.t('a text of {0} characters', length),
	};
}

function versions(extension: vscode.Extension<unknown>): string[] {
	const { packageJSON }: { packageJSON: { version?: unknown } } = extension;
	const { env, l10n } = vscode;
	const where =
		env.uiKind === vscode.UIKind.Web ? l10n.t('in a browser') : l10n.t('on the desktop');
	const remote = env.remoteName === undefined ? '' : `, ${env.remoteName}`;
	return [
		`Comet Gemini ${String(packageJSON.version)}`,
		`VS Code ${vscode.version} (${env.appName}, ${where}${remote})`,
		l10n.t('Language: {0}', env.language),
		globalThis.navigator?.userAgent ?? '',
	].filter(Boolean);
}

function changedSettings(extension: vscode.Extension<unknown>): Record<string, unknown> {
	const {
		packageJSON,
	}: {
		packageJSON: {
			contributes: { configuration: { properties: Readonly<Record<string, unknown>> } };
		};
	} = extension;
	const configuration = vscode.workspace.getConfiguration();
	const ids = Object.keys(packageJSON.contributes.configuration.properties);
	return Object.fromEntries(
		ids
			.filter(id => id.startsWith(`${SECTION}.`))
			.map(id => [id, configuration.get<unknown>(id), configuration.inspect(id)?.defaultValue])
			.filter(([, value, initial]) => JSON.stringify(value) !== JSON.stringify(initial))
			.map(([id, value]) => [id, value]),
	);
}

async function readLog(folder: vscode.Uri): Promise<string> {
	try {
		const file = vscode.Uri.joinPath(folder, 'Comet Gemini.log');
		return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
	} catch {
		// Nothing was logged, or this host keeps logs where extensions cannot read them.
		return vscode.l10n.t('The log cannot be read here. “Show Log” shows it.');
	}
}

async function knownKeys({ endpoints, keys }: ReportDeps): Promise<string[]> {
	try {
		const key = await keys.get(new URL(endpoints.configured().baseUrl).origin);
		return key === undefined ? [] : [key];
	} catch {
		// An address that cannot be read has no key.
		return [];
	}
}
