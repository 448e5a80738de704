import * as vscode from 'vscode';
import { cardOf } from '../conversations/answerCard.ts';
import type { ConversationSession } from '../conversations/conversationSession.ts';
import { ContextKey } from '../platform/contextKey.ts';
import { CONTEXT_KEYS } from '../platform/contributions.ts';
import { DisposableStore } from '../platform/disposables.ts';
import { CodeFollower } from './codeFollower.ts';
import { Explanation } from './explanation.ts';
import { ExplanationDocuments } from './explanationDocuments.ts';
import { currentSource, possiblePlace, revealCode } from './explanationPlace.ts';
import type { TextDeps } from './explanationText.ts';
import { InlineThreads } from './inlineThreads.ts';
import { type ExplainRequest, prepareQuestion } from './prepareQuestion.ts';
import type { ExplainDestination } from './prompt.ts';
import { restoreExplanations, saveExplanations } from './savedExplanations.ts';
import { answerWords, contextSummary, staleNote } from './words.ts';

/** The chat panel, as far as explanations need it. */
export interface ExplainPanel {
	/** The conversation that it shows. */
	current(): ConversationSession;
	/** Shows the panel, with this conversation if one is given. */
	show(session?: ConversationSession): Promise<void>;
	/** Fires when the panel shows another conversation. */
	onDidShow(listener: () => void): { dispose(): void };
}

export interface ExplainerDeps {
	readonly panel: ExplainPanel;
	/** A conversation of its own, not shown in the panel. */
	beginConversation(): ConversationSession;
	/** One that was begun before, in this window or an earlier one. */
	openConversation(id: string): Promise<ConversationSession | undefined>;
	/** What a person chose before, in this workspace. */
	readonly state: vscode.Memento;
	endpointHost(): string;
	createId(): string;
}

/** All explanations of this window, each shown in the panel, at its code or in a document. */
export class Explainer implements vscode.Disposable {
	private readonly deps: ExplainerDeps;
	private readonly shownIn = new Map<Explanation, ExplainDestination>();
	private readonly store = new DisposableStore();
	private readonly inline: InlineThreads;
	private readonly documents: ExplanationDocuments;
	private readonly follower: CodeFollower;
	private readonly isExplaining = new ContextKey(CONTEXT_KEYS.isExplaining);
	private readonly panelExplains = new ContextKey(CONTEXT_KEYS.panelExplains);

	constructor(deps: ExplainerDeps) {
		this.deps = deps;
		const texts: TextDeps = {
			cardOf: turn => cardOf(turn, deps.endpointHost()),
			words: answerWords,
			summary: ({ question }) => contextSummary(question.context, question.tokens),
			staleNote,
		};
		this.inline = this.store.add(new InlineThreads(texts));
		this.documents = this.store.add(new ExplanationDocuments(texts, each => this.drop(each)));
		this.follower = this.store.add(new CodeFollower(each => this.refresh(each)));
		this.store.add(deps.panel.onDidShow(() => this.updateState()));
	}

	/** Resolves when the answer has ended, however it did; at once when the person changes their mind. */
	async explain(request: ExplainRequest): Promise<void> {
		const prepared = await prepareQuestion(request, this.deps.state);
		if (prepared === undefined) {
			return;
		}
		const { question, destination } = prepared;
		const place = possiblePlace(question, destination);
		const session = place === 'panel' ? this.deps.panel.current() : this.deps.beginConversation();
		const explanation = new Explanation(this.deps.createId(), session, question);
		this.follow(explanation);
		// The model thinks while VS Code opens what its answer is shown in.
		await Promise.all([explanation.ask(), this.show(explanation, place)]);
	}

	/** Shows again what stood at the code when the window was closed. */
	async restore(): Promise<void> {
		const { state, openConversation } = this.deps;
		const restored = await restoreExplanations(state, openConversation);
		// All of them before any is dropped, because what is left is saved then.
		for (const explanation of restored) {
			this.follow(explanation);
			this.shownIn.set(explanation, 'inline');
		}
		for (const explanation of restored) {
			if (explanation.uri?.scheme === 'untitled') {
				// “Untitled-1” may be another document than the one of the window before.
				this.follower.seek(explanation, isThere =>
					isThere ? this.inline.show(explanation) : this.drop(explanation),
				);
			} else {
				this.inline.show(explanation);
				this.follower.check(explanation);
			}
		}
	}

	/** Asks about the code as it stands now, with what the request changes. */
	async again(explanation: Explanation, request: Omit<ExplainRequest, 'source'>): Promise<void> {
		const { question } = explanation;
		const prepared = await prepareQuestion(
			{
				level: question.level,
				destination: this.shownIn.get(explanation),
				...request,
				source: await currentSource(explanation),
			},
			this.deps.state,
		);
		if (prepared === undefined) {
			return;
		}
		await this.move(explanation, prepared.destination);
		const asking = explanation.ask(prepared.question);
		this.refresh(explanation);
		await asking;
	}

	/** Shows an explanation elsewhere; an answer on its way goes on there. */
	async move(explanation: Explanation, wanted: ExplainDestination): Promise<void> {
		const place = possiblePlace(explanation.question, wanted);
		if (place !== wanted) {
			void vscode.window.showInformationMessage(
				vscode.l10n.t('There are no lines that this explanation could be shown at.'),
			);
		}
		const before = this.shownIn.get(explanation);
		if (before === place) {
			return;
		}
		if (before === 'inline') {
			this.inline.hide(explanation);
		} else if (before === 'document') {
			await this.documents.hide(explanation);
		}
		await this.show(explanation, place);
	}

	/** Takes an explanation away; its conversation stays in the history. */
	async remove(explanation: Explanation): Promise<void> {
		this.inline.hide(explanation);
		await this.documents.hide(explanation);
		this.drop(explanation);
	}

	/** Stops one answer, or all that are on their way beside the code. */
	stop(explanation: Explanation | undefined): void {
		const all = [...this.shownIn].filter(([, place]) => place !== 'panel').map(([each]) => each);
		for (const each of explanation === undefined ? all : [explanation]) {
			each.session.stop();
		}
	}

	/** By its id, its thread or its document's URI; else the one in the active editor's document. */
	find(handle: unknown): Explanation | undefined {
		return (
			[...this.shownIn.keys()].find(({ id }) => id === handle) ??
			this.inline.find(handle) ??
			this.documents.find(handle) ??
			this.documents.find(vscode.window.activeTextEditor?.document.uri)
		);
	}

	/** The last one in the conversation that the panel shows. */
	inPanel(): Explanation | undefined {
		const session = this.deps.panel.current();
		return [...this.shownIn.keys()].findLast(
			each => each.session === session && each.turns.length > 0,
		);
	}

	dispose(): void {
		this.store.dispose();
		this.shownIn.clear();
	}

	private async show(explanation: Explanation, place: ExplainDestination): Promise<void> {
		this.shownIn.set(explanation, place);
		switch (place) {
			case 'inline':
				await revealCode(explanation);
				this.inline.show(explanation);
				break;
			case 'document':
				await this.documents.show(explanation);
				break;
			case 'panel':
				await this.deps.panel.show(explanation.session);
				break;
			default:
				place satisfies never;
		}
		this.updateState();
	}

	private follow(explanation: Explanation): void {
		this.follower.add(explanation);
		this.store.add(
			explanation.session.onDidChange(({ type }) => {
				if (type !== 'events') {
					this.updateState();
				}
			}),
		);
	}

	private refresh(explanation: Explanation): void {
		this.inline.refresh(explanation);
		this.documents.refresh(explanation);
		this.updateState();
	}

	/** Nobody reads it any more: its answer stops. */
	private drop(explanation: Explanation): void {
		explanation.session.stop();
		this.shownIn.delete(explanation);
		this.follower.delete(explanation);
		this.updateState();
	}

	/** What menus ask about, and what the next window restores. */
	private updateState(): void {
		const isExplaining = [...this.shownIn].some(
			([{ isRunning }, place]) => place !== 'panel' && isRunning,
		);
		void this.isExplaining.set(isExplaining);
		void this.panelExplains.set(this.inPanel() !== undefined);
		const inline = [...this.shownIn].filter(([, place]) => place === 'inline');
		void saveExplanations(
			inline.map(([explanation]) => explanation),
			this.deps.state,
		);
	}
}
