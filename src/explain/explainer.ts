import * as vscode from 'vscode';
import { cardOf } from '../conversations/answerCard.ts';
import type { ConversationSession, Message } from '../conversations/conversationSession.ts';
import { readSettings, type Settings } from '../platform/settings.ts';
import { answerLanguage } from './answerLanguage.ts';
import { type ContextPiece, type FittedContext, fitBudget } from './contextPiece.ts';
import type { Explanation } from './explanation.ts';
import { ExplanationDocuments } from './explanationDocuments.ts';
import { gatherContext } from './gather.ts';
import { explainInstruction, explainPrompt } from './prompt.ts';
import type { Subject } from './subject.ts';
import { subjectOf, type Target } from './target.ts';
import { estimateTokens } from './tokens.ts';
import { answerWords, contextSummary, questionLabel } from './words.ts';

export type ExplainDestination = Settings['explainDestination'];

/** The chat panel, as far as explanations need it. */
export interface ExplainPanel {
	/** Shows the panel and asks in its conversation. */
	send(message: Message): Promise<void>;
}

export interface ExplainerDeps {
	readonly panel: ExplainPanel;
	/** A conversation of its own, not shown in the panel. */
	beginConversation(): ConversationSession;
	endpointHost(): string;
	createId(): string;
}

export interface ExplainOptions {
	readonly destination?: ExplainDestination | undefined;
}

/** Asks for explanations and shows them where the person wants them. */
export class Explainer implements vscode.Disposable {
	private readonly deps: ExplainerDeps;
	private readonly documents: ExplanationDocuments;

	constructor(deps: ExplainerDeps) {
		this.deps = deps;
		this.documents = new ExplanationDocuments({
			cardOf: turn => cardOf(turn, deps.endpointHost()),
			words: answerWords,
			summary: ({ subject, context }) => contextSummary(context, tokensOf(subject, context)),
		});
	}

	/** Resolves when the answer has ended, however it did. */
	async explain(target: Target, options: ExplainOptions = {}): Promise<void> {
		const { uri } = target.document;
		const settings = readSettings(uri);
		const subject = subjectOf(target);
		const pieces = await gather(target);
		const context = fitBudget(pieces, settings.explainBudget, estimateTokens(subject.code));
		const message = messageFor(uri, subject, context, settings);
		if ((options.destination ?? settings.explainDestination) === 'panel') {
			await this.deps.panel.send(message);
			return;
		}
		const explanation: Explanation = {
			id: this.deps.createId(),
			uri,
			subject,
			context,
			level: settings.explainLevel,
			session: this.deps.beginConversation(),
		};
		await this.documents.open(explanation);
		await explanation.session.send(message);
	}

	/** Stops the answer of the document in the active editor. */
	stop(): void {
		const uri = vscode.window.activeTextEditor?.document.uri;
		if (uri !== undefined) {
			this.documents.find(uri)?.session.stop();
		}
	}

	dispose(): void {
		this.documents.dispose();
	}
}

function gather(target: Target): Thenable<ContextPiece[]> {
	const title = vscode.l10n.t('Looking at the code…');
	return vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, () =>
		gatherContext(target),
	);
}

/** The question as it goes to a conversation. */
function messageFor(
	uri: vscode.Uri,
	subject: Subject,
	context: FittedContext,
	settings: Settings,
): Message {
	const text = explainPrompt({
		subject,
		pieces: context.sent,
		leftOut: context.leftOut.map(({ kind }) => kind),
		template: settings.explainTemplate,
	});
	const language = answerLanguage(settings.explainLanguage, vscode.env.language);
	return {
		parts: [{ text }],
		label: questionLabel(subject),
		attachments: context.sent.map(({ title, tokens }) => ({ label: title, tokens })),
		request: {
			systemInstruction: explainInstruction(settings.explainLevel, language),
			resource: uri.toString(),
		},
	};
}

function tokensOf(subject: Subject, { sent }: FittedContext): number {
	return sent.reduce((sum, { tokens }) => sum + tokens, estimateTokens(subject.code));
}
