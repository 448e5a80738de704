import type * as vscode from 'vscode';
import type { ConversationSession } from '../conversations/conversationSession.ts';
import type { FittedContext } from './contextPiece.ts';
import type { ExplainLevel } from './prompt.ts';
import type { Subject } from './subject.ts';

/** A question about code and all that was said about it. Shown inline or in a document. */
export interface Explanation {
	readonly id: string;
	readonly uri: vscode.Uri;
	readonly subject: Subject;
	readonly context: FittedContext;
	readonly level: ExplainLevel;
	readonly session: ConversationSession;
}
