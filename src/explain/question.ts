import * as vscode from 'vscode';
import type { Message } from '../conversations/conversationSession.ts';
import type { Settings } from '../platform/settingValues.ts';
import { answerLanguage } from './answerLanguage.ts';
import type { FittedContext } from './contextPiece.ts';
import type { SymbolPlaces } from './gather.ts';
import { type ExplainLevel, explainInstruction, explainPrompt } from './prompt.ts';
import type { Subject } from './subject.ts';
import { estimateTokens } from './tokens.ts';
import { questionLabel } from './words.ts';

/** One question about code, with all that it was made of. */
export interface Question {
	readonly subject: Subject;
	/** All of the code that was pointed at, even where `subject` holds a part. */
	readonly code: string;
	readonly context: FittedContext;
	readonly symbols: SymbolPlaces;
	readonly level: ExplainLevel;
	/** Where the code stood when it was asked about; the output of a terminal stands nowhere. */
	readonly location: vscode.Location | undefined;
	readonly message: Message;
	/** An estimate. */
	readonly tokens: number;
}

export function createQuestion(
	content: Omit<Question, 'message' | 'tokens'>,
	settings: Settings,
): Question {
	const { subject, context, level, location } = content;
	const text = explainPrompt({
		subject,
		pieces: context.sent,
		leftOut: context.leftOut.map(({ kind }) => kind),
		template: settings.explainTemplate,
	});
	const language = answerLanguage(settings.explainLanguage, vscode.env.language);
	const uri = location?.uri.toString();
	const code = { label: subject.path ?? questionLabel(subject), uri };
	const message: Message = {
		parts: [{ text }],
		label: questionLabel(subject),
		attachments: [
			{ ...code, tokens: estimateTokens(subject.code) },
			...context.sent.map(({ title, tokens }) => ({ label: title, tokens })),
		],
		request: { systemInstruction: explainInstruction(level, language), resource: uri },
	};
	return { ...content, message, tokens: estimateTokens(text) };
}
