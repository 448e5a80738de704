import type { Attachment } from './attachments.ts';
import type { Part } from './content.ts';
import type { ErrorInfo } from './errorInfo.ts';
import type {
	Adjustment,
	Citation,
	Grounding,
	Logprobs,
	ModelEvent,
	ResponseMeta,
	SafetyRating,
	UrlContext,
	Usage,
} from './events.ts';
import type { GenerationConfig, Tools } from './prompt.ts';
import { appendPart } from './turnParts.ts';

/** What one question asks for besides its parts; what is absent follows the settings. */
export interface TurnRequest {
	/** The feature's own instruction; the person's stands after it. */
	readonly systemInstruction?: string | undefined;
	readonly model?: string | undefined;
	readonly tools?: Tools | undefined;
	readonly generationConfig?: GenerationConfig | undefined;
	/** URI of what the question is about: the settings of its folder hold. */
	readonly resource?: string | undefined;
	/**
	 * How many of the questions before it go along, with their answers; what is older stays out, also of later
	 * requests. All go along when it is absent.
	 */
	readonly earlierQuestions?: number | undefined;
}

export interface UserTurn {
	readonly id: string;
	readonly role: 'user';
	readonly parts: readonly Part[];
	/** Milliseconds since the epoch, as all times here. */
	readonly createdAt: number;
	/** What the panel shows instead of the parts, when a command wrote them. */
	readonly label?: string | undefined;
	readonly attachments?: readonly Attachment[] | undefined;
	readonly request?: TurnRequest | undefined;
	/** The parts are results of tools that the model called; nobody typed them. */
	readonly isToolResults?: boolean | undefined;
}

/** `interrupted`: the window ended while the answer was still coming. */
export type TurnStatus = 'streaming' | 'done' | 'stopped' | 'failed' | 'interrupted';

export interface RetryWait {
	readonly attempt: number;
	readonly maxAttempts: number;
	/** When the next attempt starts. */
	readonly until: number;
	readonly error: ErrorInfo;
}

/** An answer: the wire's parts exactly as they came, and what was said about them. */
export interface ModelTurn {
	readonly id: string;
	readonly role: 'model';
	/** The id that was asked for; `meta.modelVersion` is what answered. */
	readonly model: string;
	readonly createdAt: number;
	readonly parts: Part[];
	status: TurnStatus;
	firstTokenAt?: number | undefined;
	endedAt?: number | undefined;
	finish?: { readonly reason: string; readonly message?: string | undefined } | undefined;
	blocked?: { readonly reason: string; readonly message?: string | undefined } | undefined;
	error?: ErrorInfo | undefined;
	retry?: RetryWait | undefined;
	usage?: Usage | undefined;
	meta?: ResponseMeta | undefined;
	safety?: readonly SafetyRating[] | undefined;
	citations?: readonly Citation[] | undefined;
	grounding?: Grounding | undefined;
	urlContext?: readonly UrlContext[] | undefined;
	logprobs?: Logprobs | undefined;
	adjustments?: readonly Adjustment[] | undefined;
	warnings?: readonly string[] | undefined;
}

export type Turn = UserTurn | ModelTurn;

export interface Conversation {
	readonly id: string;
	title: string;
	readonly createdAt: number;
	updatedAt: number;
	readonly turns: Turn[];
}

/**
 * Folds one event into the turn, in place (see {@link appendPart}). Host and webview both use it, so that
 * the page shows what the host stores. Events of further candidates are left out: a turn is one answer.
 */
export function applyEvent(turn: ModelTurn, event: ModelEvent, now: number): void {
	if ('candidate' in event && event.candidate !== 0) {
		return;
	}
	switch (event.type) {
		case 'text':
		case 'thought':
		case 'functionCall':
		case 'media':
		case 'executableCode':
		case 'codeExecutionResult':
		case 'serverTool':
		case 'part':
			turn.firstTokenAt ??= now;
			turn.retry = undefined;
			appendPart(turn.parts, event.part);
			return;
		case 'finish':
			turn.finish = { reason: event.reason, message: event.message };
			return;
		case 'blocked':
			turn.blocked = { reason: event.reason, message: event.message };
			turn.safety = event.ratings ?? turn.safety;
			return;
		case 'retry':
			turn.retry = {
				attempt: event.attempt,
				maxAttempts: event.maxAttempts,
				until: now + event.waitMs,
				error: event.error,
			};
			return;
		case 'adjusted':
			turn.adjustments = [...(turn.adjustments ?? []), event.adjustment];
			return;
		case 'warning':
			turn.warnings = [...(turn.warnings ?? []), event.message];
			return;
		case 'usage':
			turn.usage = event.usage;
			return;
		case 'meta':
			turn.meta = event.meta;
			return;
		case 'safety':
			turn.safety = event.ratings;
			return;
		case 'citations':
			turn.citations = event.citations;
			return;
		case 'grounding':
			turn.grounding = event.grounding;
			return;
		case 'urlContext':
			turn.urlContext = event.urls;
			return;
		case 'logprobs':
			turn.logprobs = event.logprobs;
			return;
		default:
			event satisfies never;
	}
}
