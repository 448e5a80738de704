import * as vscode from 'vscode';
import { DisposableStore } from '../platform/disposables.ts';
import { moveSpan } from './anchor.ts';
import type { Explanation } from './explanation.ts';
import type { Question } from './question.ts';
import { renamedUri } from './renamed.ts';

/** How long a person's typing is waited for before the code is compared. */
const COMPARE_MS = 300;

/** Keeps explanations at their code while the document changes or moves, and notices when the code does. */
export class CodeFollower implements vscode.Disposable {
	private readonly explanations = new Set<Explanation>();
	private readonly onDidMove: (explanation: Explanation) => void;
	private readonly store = new DisposableStore();
	private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
	/** Those whose document is waited for. */
	private readonly sought = new Map<Explanation, (isThere: boolean) => void>();

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
				const here = this.of(document);
				for (const explanation of here) {
					this.tellWhetherThere(explanation, document);
				}
				if (here.length > 0) {
					this.compareSoon(document);
				}
			}),
		);
		this.store.add(vscode.workspace.onDidRenameFiles(({ files }) => this.rename(files)));
	}

	add(explanation: Explanation): void {
		this.explanations.add(explanation);
	}

	/** Compares with the code as it is, where that is open; else when it is opened. */
	check({ uri }: Explanation): void {
		const open = openDocument(uri);
		if (open !== undefined) {
			this.compareSoon(open);
		}
	}

	/** Tells once the document is open whether it is the one that has the code. */
	seek(explanation: Explanation, onOpen: (isThere: boolean) => void): void {
		this.sought.set(explanation, onOpen);
		const open = openDocument(explanation.uri);
		if (open !== undefined) {
			this.tellWhetherThere(explanation, open);
		}
	}

	delete(explanation: Explanation): void {
		this.explanations.delete(explanation);
		this.sought.delete(explanation);
	}

	dispose(): void {
		for (const timer of this.timers.values()) {
			clearTimeout(timer);
		}
		this.explanations.clear();
		this.sought.clear();
		this.store.dispose();
	}

	private tellWhetherThere(explanation: Explanation, document: vscode.TextDocument): void {
		const onOpen = this.sought.get(explanation);
		if (onOpen !== undefined) {
			this.sought.delete(explanation);
			compare(explanation, document);
			onOpen(!explanation.isStale);
		}
	}

	private rename(files: readonly RenamedFile[]): void {
		for (const explanation of this.explanations) {
			const question = questionAfter(explanation.question, files);
			if (question !== explanation.question) {
				explanation.question = question;
				this.onDidMove(explanation);
				this.check(explanation);
			}
		}
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

type RenamedFile = vscode.FileRenameEvent['files'][number];

/** The same question, about the code where it is now; what was asked stays as it was said. */
function questionAfter(question: Question, files: readonly RenamedFile[]): Question {
	const renames = files.map(({ oldUri, newUri }) => ({
		from: oldUri.toString(),
		to: newUri.toString(),
	}));
	let hasMoved = false;
	const after = ({ uri, range }: vscode.Location): vscode.Location => {
		const now = renamedUri(uri.toString(), renames);
		hasMoved ||= now !== undefined;
		return new vscode.Location(now === undefined ? uri : vscode.Uri.parse(now), range);
	};
	const location = question.location && after(question.location);
	const symbols = new Map([...question.symbols].map(([name, place]) => [name, after(place)]));
	return hasMoved ? { ...question, location, symbols } : question;
}

function openDocument(uri: vscode.Uri | undefined): vscode.TextDocument | undefined {
	return vscode.workspace.textDocuments.find(each => each.uri.toString() === uri?.toString());
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
