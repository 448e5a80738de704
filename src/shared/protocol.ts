import type { ModelTurn, Turn } from './conversation.ts';
import type { ModelEvent } from './events.ts';
import type { ThinkingLevel } from './prompt.ts';
import type { TokenLine } from './tokens.ts';

/** What a button under a failed or cut answer does. The host knows the words; the page shows them. */
export const CARD_ACTIONS = [
	'setApiKey',
	'chooseEndpoint',
	'chooseModel',
	'retry',
	'continue',
	'raiseLimit',
	'lowerThinking',
	'openSettings',
	'newConversation',
	'showLog',
] as const;
export type CardAction = (typeof CARD_ACTIONS)[number];

/** What the buttons of a code block do with its code. */
export const CODE_ACTIONS = ['copy', 'insert', 'apply', 'newFile', 'run', 'preview'] as const;
export type CodeAction = (typeof CODE_ACTIONS)[number];

/** Words for a person: what happened, why, and what can be done about it. */
export interface Card {
	readonly severity: 'error' | 'warning' | 'info';
	readonly title: string;
	readonly detail: string;
	readonly actions: readonly { readonly action: CardAction; readonly label: string }[];
}

/** What the panel shows around the conversation. */
export interface PanelState {
	readonly model: string;
	readonly thinkingLevel: ThinkingLevel;
	readonly thinkingLevels: readonly ThinkingLevel[];
	/** What a request will hold, in the wire's words, e.g. `thinkingLevel: LOW`; empty for nothing. */
	readonly thinkingSent: string;
	/** Host name of the endpoint. */
	readonly endpoint: string;
	readonly isReady: boolean;
	readonly fontSize: number;
	/** An answer is being written: what is sent now waits in the queue. */
	readonly isRunning: boolean;
	readonly queue: readonly { readonly id: string; readonly text: string }[];
}

export interface ConversationSnapshot {
	readonly id: string;
	readonly title: string;
	readonly turns: readonly Turn[];
	/** Cards by turn id. */
	readonly cards: Readonly<Record<string, Card>>;
}

export type ToWebview =
	| {
			readonly type: 'snapshot';
			readonly conversation: ConversationSnapshot;
			readonly state: PanelState;
	  }
	| { readonly type: 'state'; readonly state: PanelState }
	| {
			readonly type: 'turnsAdded';
			readonly conversationId: string;
			readonly turns: readonly Turn[];
	  }
	/** `now` is the host's clock, so that both sides fold the same times. */
	| {
			readonly type: 'events';
			readonly conversationId: string;
			readonly turnId: string;
			readonly events: readonly ModelEvent[];
			readonly now: number;
	  }
	/** Replaces all of the turn but its parts, which the events have built. */
	| {
			readonly type: 'turnEnded';
			readonly conversationId: string;
			readonly turn: Omit<ModelTurn, 'parts'>;
			readonly card: Card | undefined;
	  }
	/** Colours of the lines that a `tokenize` asked for. */
	| {
			readonly type: 'tokens';
			readonly block: string;
			readonly from: number;
			readonly lines: readonly TokenLine[];
	  }
	/** The editor's colours have changed: ask again. */
	| { readonly type: 'recolor' }
	| { readonly type: 'insertText'; readonly text: string }
	| { readonly type: 'focusComposer' };

export type FromWebview =
	| { readonly type: 'ready' }
	| { readonly type: 'send'; readonly text: string }
	| { readonly type: 'stop' }
	/** Asks the queue's first question now. */
	| { readonly type: 'sendNext' }
	| { readonly type: 'unqueue'; readonly id: string }
	| { readonly type: 'edit'; readonly turnId: string; readonly text: string }
	| { readonly type: 'regenerate'; readonly turnId: string }
	| { readonly type: 'fork'; readonly turnId: string }
	| { readonly type: 'deleteTurn'; readonly turnId: string }
	| { readonly type: 'newConversation' }
	| { readonly type: 'cardAction'; readonly action: CardAction; readonly turnId: string }
	| { readonly type: 'setThinkingLevel'; readonly level: ThinkingLevel }
	| { readonly type: 'chooseModel' }
	| { readonly type: 'openLink'; readonly href: string }
	| { readonly type: 'copyText'; readonly text: string }
	/** Asks for the editor's colours of finished lines of code, counted from 0. */
	| {
			readonly type: 'tokenize';
			readonly block: string;
			readonly language: string;
			readonly from: number;
			readonly lines: readonly string[];
	  }
	| {
			readonly type: 'code';
			readonly action: CodeAction;
			readonly text: string;
			/** The word after the fence; empty when there is none. */
			readonly language: string;
	  };
