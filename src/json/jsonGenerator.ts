import * as vscode from 'vscode';
import { abortSignalOf } from '../platform/cancellation.ts';
import { DeltaWriter } from '../platform/deltaWriter.ts';
import { finishCard } from '../platform/words.ts';
import { JsonDocuments } from './jsonDocuments.ts';
import { LivePretty } from './livePretty.ts';
import { buildJsonPrompt } from './prompt.ts';
import type { JsonDeps } from './register.ts';
import type { PickedSchema } from './schemaPicker.ts';
import { pickSchema } from './schemaPicker.ts';
import { isValid } from './verdict.ts';

/** What an answer was when it had ended. */
interface Outcome {
	readonly isComplete: boolean;
	readonly isCancelled: boolean;
	readonly finish: { readonly reason: string; readonly message?: string | undefined } | undefined;
}

/** Asks for a schema and a wish, streams the JSON into a new document and checks it against the whole schema. */
export class JsonGenerator implements vscode.Disposable {
	private readonly deps: JsonDeps;
	private readonly documents: JsonDocuments;

	constructor(deps: JsonDeps) {
		this.deps = deps;
		this.documents = new JsonDocuments(deps.extensionUri, deps.log);
	}

	dispose(): void {
		this.documents.dispose();
	}

	/** `uri` is the schema file when one was chosen in the explorer. */
	async run(uri: vscode.Uri | undefined): Promise<void> {
		const picked = await pickSchema(uri);
		const wish = picked && (await askForWish(picked.name));
		if (picked === undefined || wish === undefined) {
			return;
		}
		const document = await vscode.workspace.openTextDocument({ language: 'json', content: '' });
		await vscode.window.showTextDocument(document, {
			preview: false,
			viewColumn: besideFirstColumn(),
		});
		const outcome = await vscode.window.withProgress(
			{
				location: vscode.ProgressLocation.Notification,
				title: vscode.l10n.t('Generating JSON for {0}', picked.name),
				cancellable: true,
			},
			(progress, token) => this.stream(picked, wish, document, progress, token),
		);
		await this.conclude(document, picked, outcome);
	}

	private async stream(
		picked: PickedSchema,
		wish: string,
		document: vscode.TextDocument,
		progress: vscode.Progress<{ message?: string }>,
		token: vscode.CancellationToken,
	): Promise<Outcome> {
		const { signal, dispose } = abortSignalOf(token);
		const pretty = new LivePretty();
		const writer = new DeltaWriter(document);
		let finish: Outcome['finish'];
		try {
			const { prompt } = buildJsonPrompt({
				base: this.deps.basePrompt(picked.uri),
				schema: picked.schema,
				wish,
			});
			for await (const event of this.deps.generate(prompt, { signal })) {
				switch (event.type) {
					case 'thought':
						progress.report({ message: vscode.l10n.t('thinking…') });
						break;
					case 'retry':
						progress.report({
							message: vscode.l10n.t(
								'the endpoint is busy; next attempt in {0} s',
								Math.ceil(event.waitMs / 1_000),
							),
						});
						break;
					case 'text':
						progress.report({ message: '' });
						writer.append(pretty.push(event.text));
						break;
					case 'blocked':
					case 'finish':
						finish = { reason: event.reason, message: event.message };
						break;
					default:
				}
			}
		} catch (error) {
			if (!signal.aborted) {
				throw error;
			}
		} finally {
			dispose();
			await writer.end();
		}
		return { isComplete: pretty.isComplete, isCancelled: signal.aborted, finish };
	}

	private async conclude(
		document: vscode.TextDocument,
		{ name, schema }: PickedSchema,
		{ isComplete, isCancelled, finish }: Outcome,
	): Promise<void> {
		if (isCancelled) {
			return;
		}
		const verdict = await this.documents.follow(document, schema);
		const card = isComplete ? undefined : finishCard(finish, document.getText() === '');
		if (card !== undefined) {
			void vscode.window.showWarningMessage([card.title, card.detail].filter(Boolean).join(' — '));
		} else if (isValid(verdict)) {
			vscode.window.setStatusBarMessage(
				`$(pass) ${vscode.l10n.t('The JSON satisfies {0}.', name)}`,
				10_000,
			);
		} else if (verdict.unchecked === undefined) {
			const showProblems = vscode.l10n.t('Show Problems');
			const chosen = await vscode.window.showWarningMessage(
				vscode.l10n.t(
					'The JSON does not satisfy {0}: {1} problems.',
					name,
					verdict.problems.length,
				),
				showProblems,
			);
			if (chosen === showProblems) {
				await vscode.commands.executeCommand('workbench.actions.view.problems');
			}
		} else {
			void vscode.window.showWarningMessage(
				vscode.l10n.t('The JSON could not be checked: {0}', verdict.unchecked.message),
			);
		}
	}
}

/** Beside the schema; from there on in the same column, so that columns do not pile up. */
function besideFirstColumn(): vscode.ViewColumn {
	const column = vscode.window.activeTextEditor?.viewColumn ?? vscode.ViewColumn.One;
	return column > vscode.ViewColumn.One ? vscode.ViewColumn.Active : vscode.ViewColumn.Beside;
}

function askForWish(name: string): Thenable<string | undefined> {
	return vscode.window.showInputBox({
		title: vscode.l10n.t('Generate JSON for {0}', name),
		prompt: vscode.l10n.t('What should it hold? Leave it empty for a plausible example.'),
		placeHolder: vscode.l10n.t('e.g. five products of a bakery'),
		ignoreFocusOut: true,
	});
}
