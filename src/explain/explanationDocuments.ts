import * as vscode from 'vscode';
import { EXPLANATION_SCHEME } from '../platform/contributions.ts';
import { DisposableStore } from '../platform/disposables.ts';
import type { Explanation } from './explanation.ts';
import { documentLinks } from './explanationLinks.ts';
import { documentText, type TextDeps } from './explanationText.ts';
import { locationOf } from './subject.ts';

/** How often a growing document is read again; VS Code applies the difference only. */
const REFRESH_MS = 100;

/** A text that comes while VS Code still compares the former one replaces it, so it is waited for. */
const APPLY_LIMIT_MS = 1_000;

interface Shown {
	readonly explanation: Explanation;
	readonly uri: vscode.Uri;
	readonly following: { dispose(): void };
	timer: ReturnType<typeof setTimeout> | undefined;
	/** When VS Code was told last, as long as it has not applied the change. */
	toldAt: number | undefined;
}

/**
 * Explanations as read-only Markdown documents. VS Code asks for the text again when it has changed and
 * edits its copy where the two differ, so that what a person reads stays where it is.
 */
export class ExplanationDocuments
	implements vscode.TextDocumentContentProvider, vscode.DocumentLinkProvider, vscode.Disposable
{
	private readonly deps: TextDeps;
	/** By the id of the explanation, which is the query of the document's URI. */
	private readonly shown = new Map<string, Shown>();
	private readonly store = new DisposableStore();
	private readonly changes = this.store.add(new vscode.EventEmitter<vscode.Uri>());
	readonly onDidChange = this.changes.event;

	/** `onDidClose` is told of explanations whose document a person has closed. */
	constructor(deps: TextDeps, onDidClose: (explanation: Explanation) => void) {
		this.deps = deps;
		const scheme = EXPLANATION_SCHEME;
		this.store.add(vscode.workspace.registerTextDocumentContentProvider(scheme, this));
		this.store.add(vscode.languages.registerDocumentLinkProvider({ scheme }, this));
		this.store.add(
			vscode.workspace.onDidChangeTextDocument(({ document: { uri } }) => {
				const shown = uri.scheme === scheme ? this.shown.get(uri.query) : undefined;
				if (shown !== undefined) {
					shown.toldAt = undefined;
				}
			}),
		);
		this.store.add(
			vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
				for (const tab of closed) {
					const explanation = this.find(uriOfTab(tab));
					// A tab that goes to another group is closed in the former one.
					if (explanation !== undefined && tabsOf(explanation).length === 0) {
						this.forget(explanation);
						onDidClose(explanation);
					}
				}
			}),
		);
	}

	/** Opens the document beside the code; the focus stays where it is. */
	async show(explanation: Explanation): Promise<void> {
		const shown = this.shown.get(explanation.id) ?? this.follow(explanation);
		const document = await vscode.workspace.openTextDocument(shown.uri);
		// VS Code does not hear of changes to a document that it is still opening.
		shown.toldAt = undefined;
		this.refreshSoon(shown);
		const editor = await vscode.window.showTextDocument(document, {
			viewColumn: vscode.ViewColumn.Beside,
			preserveFocus: true,
			preview: false,
		});
		// The numbers that matter here are those of the code.
		editor.options = { lineNumbers: vscode.TextEditorLineNumbersStyle.Off };
	}

	async hide(explanation: Explanation): Promise<void> {
		this.forget(explanation);
		await vscode.window.tabGroups.close(tabsOf(explanation), true);
	}

	refresh({ id }: Explanation): void {
		const shown = this.shown.get(id);
		if (shown !== undefined) {
			this.changes.fire(shown.uri);
		}
	}

	/** The explanation that a document holds. */
	find(uri: unknown): Explanation | undefined {
		return uri instanceof vscode.Uri && uri.scheme === EXPLANATION_SCHEME
			? this.shown.get(uri.query)?.explanation
			: undefined;
	}

	provideTextDocumentContent(uri: vscode.Uri): string {
		const explanation = this.find(uri);
		return explanation === undefined
			? vscode.l10n.t('This explanation is no longer open. Its conversation is in the history.')
			: documentText(explanation, this.deps);
	}

	provideDocumentLinks(document: vscode.TextDocument): vscode.DocumentLink[] {
		const explanation = this.find(document.uri);
		return explanation === undefined ? [] : documentLinks(explanation, document);
	}

	dispose(): void {
		for (const { explanation } of [...this.shown.values()]) {
			this.forget(explanation);
		}
		this.store.dispose();
	}

	private follow(explanation: Explanation): Shown {
		const shown: Shown = {
			explanation,
			uri: uriOf(explanation),
			following: explanation.session.onDidChange(() => this.refreshSoon(shown)),
			timer: undefined,
			toldAt: undefined,
		};
		this.shown.set(explanation.id, shown);
		return shown;
	}

	private refreshSoon(shown: Shown): void {
		shown.timer ??= setTimeout(() => {
			shown.timer = undefined;
			const now = Date.now();
			if (shown.toldAt !== undefined && now - shown.toldAt < APPLY_LIMIT_MS) {
				this.refreshSoon(shown);
				return;
			}
			shown.toldAt = now;
			this.changes.fire(shown.uri);
		}, REFRESH_MS);
	}

	private forget({ id }: Explanation): void {
		const shown = this.shown.get(id);
		if (shown !== undefined) {
			this.shown.delete(id);
			clearTimeout(shown.timer);
			shown.following.dispose();
		}
	}
}

/** Everywhere that the document is shown. */
function tabsOf({ id }: Explanation): vscode.Tab[] {
	return vscode.window.tabGroups.all
		.flatMap(group => group.tabs)
		.filter(tab => {
			const uri = uriOfTab(tab);
			return uri?.scheme === EXPLANATION_SCHEME && uri.query === id;
		});
}

function uriOfTab({ input }: vscode.Tab): vscode.Uri | undefined {
	return input instanceof vscode.TabInputText ? input.uri : undefined;
}

function uriOf({ id, question }: Explanation): vscode.Uri {
	const path = `/${locationOf(question.subject) || 'explanation'}.md`;
	return vscode.Uri.from({ scheme: EXPLANATION_SCHEME, path, query: id });
}
