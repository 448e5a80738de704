import * as vscode from 'vscode';
import { DisposableStore } from '../platform/disposables.ts';
import type { Explanation } from './explanation.ts';
import { explanationMarkdown, type MarkdownDeps } from './explanationMarkdown.ts';
import { locationOf } from './subject.ts';

/** Scheme of the read-only documents that hold explanations. */
export const EXPLANATION_SCHEME = 'comet-gemini-explanation';

/** How often a growing document is told to be read again; VS Code applies the difference only. */
const REFRESH_MS = 100;

interface Shown {
	readonly explanation: Explanation;
	readonly following: { dispose(): void };
	timer: ReturnType<typeof setTimeout> | undefined;
}

/**
 * Explanations as read-only Markdown documents. VS Code asks for the text again when it has changed and
 * edits its copy where the two differ, so that what a person reads stays where it is.
 */
export class ExplanationDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
	private readonly deps: MarkdownDeps;
	private readonly shown = new Map<string, Shown>();
	private readonly store = new DisposableStore();
	private readonly changes = this.store.add(new vscode.EventEmitter<vscode.Uri>());
	readonly onDidChange = this.changes.event;

	constructor(deps: MarkdownDeps) {
		this.deps = deps;
		this.store.add(vscode.workspace.registerTextDocumentContentProvider(EXPLANATION_SCHEME, this));
		this.store.add(
			vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
				for (const { input } of closed) {
					if (input instanceof vscode.TabInputText && input.uri.scheme === EXPLANATION_SCHEME) {
						this.close(input.uri);
					}
				}
			}),
		);
	}

	/** Opens the document beside the code; the focus stays where it is. */
	async open(explanation: Explanation): Promise<void> {
		const uri = uriOf(explanation);
		if (!this.shown.has(uri.toString())) {
			const following = explanation.session.onDidChange(() => this.refreshSoon(uri));
			this.shown.set(uri.toString(), { explanation, following, timer: undefined });
		}
		const document = await vscode.workspace.openTextDocument(uri);
		await vscode.window.showTextDocument(document, {
			viewColumn: vscode.ViewColumn.Beside,
			preserveFocus: true,
			preview: false,
		});
	}

	/** The explanation that a document holds. */
	find(uri: vscode.Uri): Explanation | undefined {
		return this.shown.get(uri.toString())?.explanation;
	}

	provideTextDocumentContent(uri: vscode.Uri): string {
		const shown = this.shown.get(uri.toString());
		return shown === undefined
			? vscode.l10n.t('This explanation is no longer open. Its conversation is in the history.')
			: explanationMarkdown(shown.explanation, this.deps);
	}

	dispose(): void {
		for (const { timer, following } of this.shown.values()) {
			clearTimeout(timer);
			following.dispose();
		}
		this.shown.clear();
		this.store.dispose();
	}

	private refreshSoon(uri: vscode.Uri): void {
		const shown = this.shown.get(uri.toString());
		if (shown !== undefined && shown.timer === undefined) {
			shown.timer = setTimeout(() => {
				shown.timer = undefined;
				this.changes.fire(uri);
			}, REFRESH_MS);
		}
	}

	/** Nobody reads it any more: the answer stops, what came stays in the conversation. */
	private close(uri: vscode.Uri): void {
		const shown = this.shown.get(uri.toString());
		if (shown !== undefined) {
			this.shown.delete(uri.toString());
			clearTimeout(shown.timer);
			shown.following.dispose();
			shown.explanation.session.stop();
		}
	}
}

function uriOf({ id, subject }: Explanation): vscode.Uri {
	const path = `/${locationOf(subject) || 'explanation'}.md`;
	return vscode.Uri.from({ scheme: EXPLANATION_SCHEME, path, query: id });
}
