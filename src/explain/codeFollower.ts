import * as vscode from 'vscode';
import { DisposableStore } from '../platform/disposables.ts';
import { moveSpan } from './anchor.ts';
import type { Explanation } from './explanation.ts';

/** How long a person's typing is waited for before the code is compared. */
const COMPARE_MS = 300;

/** Keeps explanations at their code while the document changes, and notices when the code does. */
export class CodeFollower implements vscode.Disposable {
	private readonly explanations = new Set<Explanation>();
	private readonly onDidMove: (explanation: Explanation) => void;
	private readonly store = new DisposableStore();
	private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();

	constructor(onDidMove: (explanation: Explanation) => void) {
		this.onDidMove = onDidMove;
		this.store.add(
			vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
				if (contentChanges.length > 0) {
					this.moveAll(document, contentChanges);
				}
			}),
		);
		this.store.add(
			vscode.workspace.onDidOpenTextDocument(document => {
				if (this.of(document).length > 0) {
					this.compareSoon(document);
				}
			}),
		);
	}

	add(explanation: Explanation): void {
		this.explanations.add(explanation);
	}

	/** Compares with the code as it is, where that is open; else when it is opened. */
	check({ uri }: Explanation): void {
		const open = vscode.workspace.textDocuments.find(
			document => document.uri.toString() === uri?.toString(),
		);
		if (open !== undefined) {
			this.compareSoon(open);
		}
	}

	delete(explanation: Explanation): void {
		this.explanations.delete(explanation);
	}

	dispose(): void {
		for (const timer of this.timers.values()) {
			clearTimeout(timer);
		}
		this.explanations.clear();
		this.store.dispose();
	}

	private moveAll(
		document: vscode.TextDocument,
		changes: readonly vscode.TextDocumentContentChangeEvent[],
	): void {
		const affected = this.of(document);
		for (const explanation of affected) {
			explanation.range = changes.reduce(moved, explanation.range);
		}
		if (affected.length > 0) {
			this.compareSoon(document);
		}
	}

	private compareSoon(document: vscode.TextDocument): void {
		const key = document.uri.toString();
		clearTimeout(this.timers.get(key));
		this.timers.set(
			key,
			setTimeout(() => {
				this.timers.delete(key);
				for (const explanation of this.of(document)) {
					compare(explanation, document);
					this.onDidMove(explanation);
				}
			}, COMPARE_MS),
		);
	}

	private of(document: vscode.TextDocument): Explanation[] {
		const uri = document.uri.toString();
		return [...this.explanations].filter(each => each.uri?.toString() === uri);
	}
}

function moved(
	range: vscode.Range | undefined,
	change: vscode.TextDocumentContentChangeEvent,
): vscode.Range | undefined {
	if (range === undefined) {
		return undefined;
	}
	const { start, end } = moveSpan(range, change);
	return new vscode.Range(start.line, start.character, end.line, end.character);
}

/** Undone changes make the explanation fit again; code that went elsewhere as a whole is found there. */
function compare(explanation: Explanation, document: vscode.TextDocument): void {
	const { range } = explanation;
	const { code } = explanation.question;
	if (range === undefined || unified(document.getText(range)) === unified(code)) {
		explanation.isStale = false;
		return;
	}
	const found = onlyPlaceOf(code, document);
	explanation.range = found ?? document.validateRange(range);
	explanation.isStale = found === undefined;
}

function onlyPlaceOf(code: string, document: vscode.TextDocument): vscode.Range | undefined {
	const text = document.getText();
	const start = text.indexOf(code);
	return code === '' || start < 0 || text.indexOf(code, start + 1) >= 0
		? undefined
		: new vscode.Range(document.positionAt(start), document.positionAt(start + code.length));
}

function unified(text: string): string {
	return text.replaceAll('\r\n', '\n');
}
