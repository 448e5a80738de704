import * as vscode from 'vscode';
import { COMMENT_CONTROLLER } from '../platform/contributions.ts';
import type { ModelTurn, Turn } from '../shared/conversation.ts';
import { visibleText } from '../shared/turnParts.ts';
import { answerMarkdown, plain } from './answerMarkdown.ts';
import type { Explanation } from './explanation.ts';
import { actionHref, linkedText, TRUSTED_COMMANDS } from './explanationLinks.ts';
import { questionText, type TextDeps } from './explanationText.ts';

interface Shown {
	readonly explanation: Explanation;
	readonly thread: vscode.CommentThread;
	readonly following: { dispose(): void };
	/** By turn, or by question that waits: VS Code knows a comment by its object, and keeps the widgets of those it knows. */
	readonly comments: Map<string, vscode.Comment>;
	timer: ReturnType<typeof setTimeout> | undefined;
}

/** Explanations as comment threads at their lines. */
export class InlineThreads implements vscode.Disposable {
	private readonly deps: TextDeps;
	private readonly shown = new Map<Explanation, Shown>();
	private readonly controller: vscode.CommentController;

	constructor(deps: TextDeps) {
		this.deps = deps;
		this.controller = vscode.comments.createCommentController(COMMENT_CONTROLLER, 'Comet Gemini');
		this.controller.options = {
			prompt: vscode.l10n.t('Ask a follow-up question'),
			placeHolder: vscode.l10n.t('Ask a follow-up question'),
		};
	}

	/** Does nothing for an explanation that is about no document. */
	show(
		explanation: Explanation,
		state: vscode.CommentThreadCollapsibleState = vscode.CommentThreadCollapsibleState.Expanded,
	): void {
		const { uri, range } = explanation;
		if (uri === undefined || range === undefined || this.shown.has(explanation)) {
			return;
		}
		// With a comment from the start, the box for replies stays folded.
		const waiting = comment(plain(this.deps.words().waiting), 'Gemini');
		const thread = this.controller.createCommentThread(uri, range, [waiting]);
		thread.collapsibleState = state;
		// The default of `comments.openView` in package.json keeps the Comments view shut for these.
		thread.state = vscode.CommentThreadState.Resolved;
		const shown: Shown = {
			explanation,
			thread,
			comments: new Map(),
			following: explanation.session.onDidChange(() => this.updateSoon(shown)),
			timer: undefined,
		};
		this.shown.set(explanation, shown);
		this.update(shown);
	}

	/** Takes over where the code stands and whether it has changed. */
	refresh(explanation: Explanation): void {
		const shown = this.shown.get(explanation);
		if (shown === undefined) {
			return;
		}
		const { uri, collapsibleState } = shown.thread;
		if (uri.toString() === explanation.uri?.toString()) {
			this.update(shown);
		} else {
			// A thread cannot leave its document.
			this.hide(explanation);
			this.show(explanation, collapsibleState);
		}
	}

	hide(explanation: Explanation): void {
		const shown = this.shown.get(explanation);
		if (shown !== undefined) {
			this.shown.delete(explanation);
			clearTimeout(shown.timer);
			shown.following.dispose();
			shown.thread.dispose();
		}
	}

	/** The explanation that a thread shows. */
	find(thread: unknown): Explanation | undefined {
		return [...this.shown.values()].find(shown => shown.thread === thread)?.explanation;
	}

	dispose(): void {
		for (const explanation of [...this.shown.keys()]) {
			this.hide(explanation);
		}
		this.controller.dispose();
	}

	private updateSoon(shown: Shown): void {
		shown.timer ??= setTimeout(() => {
			shown.timer = undefined;
			this.update(shown);
		}, updateInterval(shown.explanation.turns));
	}

	private update({ explanation, thread, comments }: Shown): void {
		thread.label = this.labelOf(explanation);
		thread.contextValue = contextOf(explanation);
		if (explanation.range !== undefined && !thread.range?.isEqual(explanation.range)) {
			thread.range = explanation.range;
		}
		const [, ...answers] = explanation.turns;
		if (answers.length > 0) {
			const said = answers.map((turn, index) => {
				const body = this.bodyOf(explanation, turn, index === 0);
				const known = comments.get(turn.id) ?? comment(body, authorOf(turn));
				comments.set(turn.id, known);
				known.body = markdown(body);
				return known;
			});
			thread.comments = [...said, ...waitingOf(explanation, comments)];
		}
	}

	private labelOf({ range, isStale }: Explanation): string {
		const facts = [vscode.l10n.t('Explanation'), linesLabel(range)];
		return [...facts, ...(isStale ? [this.deps.staleNote()] : [])].join(' · ');
	}

	private bodyOf(explanation: Explanation, turn: Turn, isFirst: boolean): string {
		if (turn.role === 'user') {
			return plain(questionText(turn));
		}
		const summary = isFirst ? `*${plain(this.deps.summary(explanation))}*` : '';
		const card = this.deps.cardOf(turn);
		const answer = linkedText(explanation, answerMarkdown(turn, card, this.deps.words()));
		// They are about the last answer: an earlier one would be asked for again without those after it.
		const isLast = turn === explanation.turns.at(-1);
		const actions = (isLast ? (card?.actions ?? []) : [])
			// Only the panel shows the question where it can be edited.
			.filter(({ action }) => action !== 'editPrompt')
			.map(({ action, label }) => `[${plain(label)}](${actionHref(explanation, action)})`);
		return [summary, answer, actions.join(' · ')].filter(Boolean).join('\n\n');
	}
}

/** What the person has asked and the model does not know yet: after a stop it would seem lost. */
function waitingOf(
	{ session }: Explanation,
	comments: Map<string, vscode.Comment>,
): vscode.Comment[] {
	return session.queue.map(question => {
		const known = comments.get(question.id) ?? {
			...comment(plain(questionText(question)), vscode.l10n.t('You')),
			label: vscode.l10n.t('Not sent yet'),
		};
		comments.set(question.id, known);
		return known;
	});
}

function linesLabel(range: vscode.Range | undefined): string {
	const first = (range?.start.line ?? 0) + 1;
	const last = (range?.end.line ?? 0) + 1;
	return first === last
		? vscode.l10n.t('line {0}', first)
		: vscode.l10n.t('lines {0}–{1}', first, last);
}

/** A few times a second; seldomer the longer the text is that VS Code renders anew each time. */
function updateInterval(turns: readonly Turn[]): number {
	const length = visibleText(turns.at(-1)?.parts ?? []).length;
	return Math.min(1_000, 250 + length / 40);
}

/** What the menus of package.json ask about a thread. */
function contextOf({ isRunning, isStale }: Explanation): string {
	return [isRunning ? 'streaming' : 'done', isStale ? 'stale' : ''].filter(Boolean).join(' ');
}

function authorOf(turn: Turn): string {
	return turn.role === 'user' ? vscode.l10n.t('You') : modelName(turn);
}

function modelName({ meta, model }: ModelTurn): string {
	return meta?.modelVersion ?? (model === '' ? 'Gemini' : model);
}

function comment(body: string, author: string): vscode.Comment {
	return {
		body: markdown(body),
		mode: vscode.CommentMode.Preview,
		author: { name: author },
	};
}

function markdown(text: string): vscode.MarkdownString {
	const value = new vscode.MarkdownString(text);
	value.isTrusted = { enabledCommands: TRUSTED_COMMANDS };
	return value;
}
