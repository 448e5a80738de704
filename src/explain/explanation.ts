import type * as vscode from 'vscode';
import type { ConversationSession, Message } from '../conversations/conversationSession.ts';
import type { Turn } from '../shared/conversation.ts';
import type { Question } from './question.ts';

/**
 * A question about code and the answers to it, wherever they are shown. The conversation belongs to its
 * session; in the panel's it may begin in the middle.
 */
export class Explanation {
	/** Not known to the model: a link in an answer that does not carry it does nothing. */
	readonly id: string;
	readonly session: ConversationSession;
	question: Question;
	/** Where the code stands now; moves with it. */
	range: vscode.Range | undefined;
	/** The code is no longer what was explained. */
	isStale: boolean;

	constructor(id: string, session: ConversationSession, question: Question) {
		this.id = id;
		this.session = session;
		this.question = question;
		this.range = question.location?.range;
		this.isStale = false;
	}

	/** The document that it is about. */
	get uri(): vscode.Uri | undefined {
		return this.question.location?.uri;
	}

	/** The question and all that follows; empty before it is asked. */
	get turns(): readonly Turn[] {
		const { turns } = this.session.conversation;
		const start = turns.findIndex(({ parts }) => parts === this.question.message.parts);
		return start < 0 ? [] : turns.slice(start);
	}

	get isRunning(): boolean {
		return this.session.isRunning;
	}

	/** Asks the question, or asks it again in its new form: the answers so far are replaced. */
	async ask(question: Question = this.question): Promise<void> {
		const [asked] = this.turns;
		this.question = question;
		this.range = question.location?.range;
		this.isStale = false;
		await (asked === undefined
			? this.session.send(question.message)
			: this.session.edit(asked.id, question.message));
	}

	/** A further question in the same conversation; after those that a stop has left waiting. */
	async followUp(text: string): Promise<void> {
		const { request } = this.question.message;
		const message: Message = { parts: [{ text }], request };
		if (this.isRunning || this.session.queue.length === 0) {
			await this.session.send(message);
			return;
		}
		this.session.enqueue(message);
		await this.session.sendNext();
	}
}
