import type { AttachmentKind } from './attachments.ts';
import type { ModelTurn, Turn } from './conversation.ts';
import type { Grounding, ModelEvent } from './events.ts';
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
	'editPrompt',
	'openSettings',
	'newConversation',
	'showLog',
	'openProxySettings',
	'diagnose',
	'reportProblem',
	'tryDemo',
	'endDemo',
] as const;
export type CardAction = (typeof CARD_ACTIONS)[number];

/** What the buttons of a code block do with its code. */
export const CODE_ACTIONS = ['copy', 'insert', 'apply', 'newFile', 'run', 'preview'] as const;
export type CodeAction = (typeof CODE_ACTIONS)[number];

/** The endpoint's own tools that a conversation may use. */
export const PANEL_TOOLS = ['googleSearch', 'googleMaps', 'urlContext', 'codeExecution'] as const;
export type PanelTool = (typeof PANEL_TOOLS)[number];

/** What the buttons of a generated picture do with it. */
export const MEDIA_ACTIONS = ['save', 'copyLink', 'insertLink', 'open'] as const;
export type MediaAction = (typeof MEDIA_ACTIONS)[number];

/** What VS Code's commands do in the panel. */
export const PANEL_COMMANDS = ['find', 'nextCodeBlock', 'previousCodeBlock', 'quote'] as const;
export type PanelCommand = (typeof PANEL_COMMANDS)[number];

/** What can be looked at of an answer's requests. */
export const INSPECTIONS = ['request', 'response', 'events', 'curl'] as const;
export type Inspection = (typeof INSPECTIONS)[number];

/** What begins a name that the composer completes. */
export const COMPLETION_TRIGGERS = ['@', '#', '/'] as const;
export type CompletionTrigger = (typeof COMPLETION_TRIGGERS)[number];

/** A row of the composer's list. */
export interface CompletionItem {
	readonly id: string;
	/** Name of a codicon. */
	readonly icon: string;
	readonly label: string;
	readonly description: string;
	/** Takes the place of what was typed, the trigger included. */
	readonly insert: string;
}

/** Something that goes with the next question, in words. */
export interface ComposerAttachment {
	readonly id: string;
	readonly kind: AttachmentKind;
	readonly label: string;
	/** All of its name, and what is to be known of it. */
	readonly title: string;
	/** E.g. `≈ 1,200 tokens`; empty while it is not known. */
	readonly cost: string;
	/** Why the model may not take it. */
	readonly warning?: string | undefined;
}

/** Something that the person decides before anything is sent or attached. */
export interface ComposerNotice {
	readonly id: string;
	readonly severity: 'error' | 'warning' | 'info';
	readonly title: string;
	readonly detail: string;
	readonly actions: readonly { readonly action: string; readonly label: string }[];
}

export interface ComposerState {
	/** Those of the question that is edited, while one is. */
	readonly attachments: readonly ComposerAttachment[];
	/** An earlier question, to be asked again in other words and with other attachments. */
	readonly editing?: { readonly turnId: string; readonly text: string } | undefined;
	readonly notice?: ComposerNotice | undefined;
}

/** Bytes of a file that go to the host at once; larger ones are named only, and refused with words. */
export const MAX_MEDIA_BYTES = 100_000_000;

/** A switch of the composer. */
export interface ToolSwitch {
	readonly tool: PanelTool;
	readonly isOn: boolean;
	readonly label: string;
	/** What it does; where it is blocked, why. */
	readonly detail: string;
	/** Whatever the switch says, the tool is not used. */
	readonly isBlocked: boolean;
}

/** How full the model's context was with the last answer. */
export interface ContextUse {
	/** Tokens of the last request and its answer. */
	readonly used: number;
	/** Tokens that the model takes. */
	readonly limit: number;
	/** In words, with the share. */
	readonly label: string;
}

/** What an answer cost and how it went, in words. */
export interface TurnDetails {
	readonly sections: readonly DetailSection[];
	/** Its requests are still in memory and can be looked at. */
	readonly isRecorded: boolean;
}

export interface DetailSection {
	readonly title: string;
	readonly rows: readonly { readonly label: string; readonly value: string }[];
}

/** A search that the endpoint suggests. */
export interface SearchLink {
	readonly label: string;
	/** Of Google, over https. */
	readonly href: string;
}

/** What a page gets of grounding: in place of the search results' HTML, its links. */
export interface PageGrounding extends Grounding {
	readonly searchLinks?: readonly SearchLink[] | undefined;
}

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
	/** The demo model answers: nothing is sent, everything is made up. */
	readonly isDemo?: boolean | undefined;
	readonly fontSize: number;
	/** An answer is being written: what is sent now waits in the queue. */
	readonly isRunning: boolean;
	readonly queue: readonly { readonly id: string; readonly text: string }[];
	readonly tools: readonly ToolSwitch[];
	/** Absent before the first answer, and where the model's limit is unknown. */
	readonly context?: ContextUse | undefined;
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
	/** Answers `details`. */
	| { readonly type: 'details'; readonly turnId: string; readonly details: TurnDetails }
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
	| { readonly type: 'composer'; readonly state: ComposerState }
	/** What an attached picture looks like. */
	| {
			readonly type: 'thumbnail';
			readonly id: string;
			readonly mimeType: string;
			/** Base64. */
			readonly data: string;
	  }
	/** Answers `complete`. */
	| {
			readonly type: 'completions';
			readonly request: number;
			readonly items: readonly CompletionItem[];
	  }
	/** What was not sent after all. */
	| { readonly type: 'restoreDraft'; readonly text: string }
	| { readonly type: 'command'; readonly command: PanelCommand }
	| { readonly type: 'focusComposer' };

export type FromWebview =
	| { readonly type: 'ready' }
	/** The page has got or lost the keyboard. */
	| { readonly type: 'focus'; readonly isFocused: boolean }
	| { readonly type: 'send'; readonly text: string }
	/** Asks for what a name may stand for; `request` numbers the questions of one page. */
	| {
			readonly type: 'complete';
			readonly request: number;
			readonly trigger: CompletionTrigger;
			readonly query: string;
	  }
	/** Takes a row of the list. */
	| { readonly type: 'accept'; readonly id: string }
	| { readonly type: 'attachUris'; readonly uris: readonly string[] }
	/** A file that was dropped or pasted; one that is too large comes without its `data` (base64). */
	| {
			readonly type: 'attachData';
			readonly name: string;
			readonly mimeType: string;
			readonly size: number;
			readonly data: string;
	  }
	/** Asks what to attach. */
	| { readonly type: 'attach' }
	| { readonly type: 'detach'; readonly id: string }
	| { readonly type: 'openAttachment'; readonly id: string }
	/** Opens what went with a question; `index` counts its attachments. */
	| { readonly type: 'openAttached'; readonly turnId: string; readonly index: number }
	| { readonly type: 'decide'; readonly id: string; readonly action: string }
	| { readonly type: 'stop' }
	/** Asks the queue's first question now. */
	| { readonly type: 'sendNext' }
	| { readonly type: 'unqueue'; readonly id: string }
	/** Takes an earlier question into the composer; what was written there comes back afterwards. */
	| { readonly type: 'beginEdit'; readonly turnId: string }
	| { readonly type: 'cancelEdit' }
	/** Asks the question that is edited again. */
	| { readonly type: 'edit'; readonly turnId: string; readonly text: string }
	| { readonly type: 'regenerate'; readonly turnId: string }
	| { readonly type: 'fork'; readonly turnId: string }
	| { readonly type: 'deleteTurn'; readonly turnId: string }
	| { readonly type: 'newConversation' }
	| { readonly type: 'cardAction'; readonly action: CardAction; readonly turnId: string }
	| { readonly type: 'setThinkingLevel'; readonly level: ThinkingLevel }
	| { readonly type: 'chooseModel' }
	/** Another model for an answer that waits to be tried again. */
	| { readonly type: 'switchModel'; readonly turnId: string }
	| { readonly type: 'setTool'; readonly tool: PanelTool; readonly isOn: boolean }
	| { readonly type: 'details'; readonly turnId: string }
	| { readonly type: 'inspect'; readonly turnId: string; readonly what: Inspection }
	/** `index` counts the media of the turn. */
	| {
			readonly type: 'media';
			readonly action: MediaAction;
			readonly turnId: string;
			readonly index: number;
	  }
	| { readonly type: 'openLink'; readonly href: string }
	/** Copies a message as Markdown, with its sources. */
	| { readonly type: 'copyTurn'; readonly turnId: string }
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
