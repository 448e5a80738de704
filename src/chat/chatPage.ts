import type { Webview } from 'vscode';
import type {
	ConversationChange,
	ConversationSession,
} from '../conversations/conversationSession.ts';
import type { ModelTurn } from '../shared/conversation.ts';
import type { Card, FromWebview, PanelState, ToWebview, TurnDetails } from '../shared/protocol.ts';
import { typedText } from '../shared/typedText.ts';
import { type ComposerRequest, isComposerRequest } from './composer/composerRequests.ts';
import type { PageColors } from './highlight/pageColors.ts';
import { parseMessage } from './messages.ts';
import { pageEvents, pageTurn, type Translate } from './pageTurns.ts';
import { snapshotOf, withoutParts } from './snapshot.ts';

export type PageRequest = Exclude<
	FromWebview,
	{ type: 'ready' | 'focus' | 'tokenize' | 'details' } | ComposerRequest
>;

type TokenizeRequest = Extract<FromWebview, { type: 'tokenize' }>;

/** The host's side of what a person writes with; it outlives the page. */
export interface PageComposer {
	connect(post: (message: ToWebview) => void): void;
	refresh(): void;
	/** Texts that wait to be asked in the conversation that is shown, so that they outlive the window. */
	keepQueue(texts: readonly string[]): void;
	/** What is edited belongs to the conversation that was shown. */
	cancelEdit(): void;
	perform(message: ComposerRequest, session: ConversationSession): Promise<void>;
}

export interface ChatPageDeps {
	panelState(session: ConversationSession): Promise<PanelState>;
	cardOf(turn: ModelTurn): Card | undefined;
	readonly translate: Translate;
	/** All that is known of an answer beside its text. */
	detailsOf(turn: ModelTurn): Promise<TurnDetails>;
	/** The page has got or lost the keyboard. */
	onFocus(isFocused: boolean): void;
	/** Does what the page asks for. */
	perform(message: PageRequest, session: ConversationSession): Promise<void>;
	/** Colours code for one page. */
	createColors(): Promise<Pick<PageColors, 'color'>>;
	/** Fires when code would be coloured otherwise. */
	onDidChangeColors(listener: () => void): { dispose(): void };
	/** Fires when the state around the conversation may have changed. */
	onDidChangeState(listener: () => void): { dispose(): void };
}

/**
 * One page that shows one conversation at a time. It gets a snapshot when it says `ready` and changes after
 * that; before, nothing is sent, because messages to a page that is still loading are lost.
 */
export class ChatPage {
	private isReady = false;
	private readonly webview: Pick<Webview, 'postMessage'>;
	private readonly deps: ChatPageDeps;
	private readonly composer: PageComposer;
	private readonly subscriptions: readonly { dispose(): void }[];
	/** Loaded with the first code block; made anew when the colours change. */
	private colors: ReturnType<ChatPageDeps['createColors']> | undefined;
	private session: ConversationSession;
	private sessionSubscription: { dispose(): void };
	/** What changes meanwhile is in the snapshot. */
	private pendingSnapshots = 0;

	constructor(
		webview: Pick<Webview, 'postMessage'>,
		session: ConversationSession,
		deps: ChatPageDeps,
		composer: PageComposer,
	) {
		this.webview = webview;
		this.deps = deps;
		this.composer = composer;
		this.session = session;
		this.sessionSubscription = session.onDidChange(change => this.follow(change));
		this.keepQueue();
		this.subscriptions = [
			deps.onDidChangeState(() => {
				composer.refresh();
				void this.postState();
			}),
			deps.onDidChangeColors(() => {
				this.colors = undefined;
				this.post({ type: 'recolor' });
			}),
		];
	}

	/** Shows another conversation. */
	show(session: ConversationSession): void {
		this.composer.cancelEdit();
		this.sessionSubscription.dispose();
		this.session = session;
		this.sessionSubscription = session.onDidChange(change => this.follow(change));
		this.keepQueue();
		void this.postSnapshot();
	}

	/** Resolves to whether this was the page's `ready`. Anything that is no message of ours is ignored. */
	async receive(raw: unknown): Promise<boolean> {
		const message = parseMessage(raw);
		if (message === undefined) {
			return false;
		}
		if (message.type === 'ready') {
			this.isReady = true;
			await this.postSnapshot();
			this.composer.connect(each => this.post(each));
			return true;
		}
		if (isComposerRequest(message)) {
			await this.composer.perform(message, this.session);
		} else if (message.type === 'focus') {
			this.deps.onFocus(message.isFocused);
		} else if (message.type === 'tokenize') {
			await this.color(message);
		} else if (message.type === 'details') {
			await this.describe(message.turnId);
		} else {
			await this.deps.perform(message, this.session);
		}
		return false;
	}

	post(message: ToWebview): void {
		if (this.isReady) {
			void this.webview.postMessage(message);
		}
	}

	dispose(): void {
		this.sessionSubscription.dispose();
		for (const subscription of this.subscriptions) {
			subscription.dispose();
		}
	}

	private async color({ block, language, from, lines }: TokenizeRequest): Promise<void> {
		this.colors ??= this.deps.createColors();
		const tokens = await (await this.colors).color(block, language, from, lines);
		if (tokens !== undefined) {
			this.post({ type: 'tokens', block, from, lines: tokens });
		}
	}

	private async describe(turnId: string): Promise<void> {
		const turn = this.session.conversation.turns.find(({ id }) => id === turnId);
		if (turn?.role === 'model') {
			this.post({ type: 'details', turnId, details: await this.deps.detailsOf(turn) });
		}
	}

	private keepQueue(): void {
		this.composer.keepQueue(this.session.queue.map(typedText));
	}

	private follow(change: ConversationChange): void {
		if (change.type === 'queue') {
			this.keepQueue();
		}
		if (change.type === 'reset') {
			void this.postSnapshot();
		} else if (this.pendingSnapshots === 0) {
			this.postChange(change);
		}
	}

	private postChange(change: Exclude<ConversationChange, { type: 'reset' }>): void {
		const conversationId = this.session.conversation.id;
		switch (change.type) {
			case 'turnsAdded':
				this.post({ type: 'turnsAdded', conversationId, turns: change.turns.map(pageTurn) });
				void this.postState();
				break;
			case 'events':
				this.post({
					type: 'events',
					conversationId,
					turnId: change.turn.id,
					events: pageEvents(change.events, this.deps.translate),
					now: change.now,
				});
				break;
			case 'turnEnded':
				this.post({
					type: 'turnEnded',
					conversationId,
					turn: withoutParts(change.turn),
					card: this.deps.cardOf(change.turn),
				});
				void this.postState();
				break;
			case 'queue':
			case 'tools':
				void this.postState();
				break;
			default:
				change satisfies never;
		}
	}

	/** The state is read first: between taking the snapshot and sending it nothing may happen. */
	private async postSnapshot(): Promise<void> {
		const { session } = this;
		this.pendingSnapshots++;
		const state = await this.deps.panelState(session).finally(() => {
			this.pendingSnapshots--;
		});
		if (session === this.session && this.pendingSnapshots === 0) {
			const { cardOf, translate } = this.deps;
			const conversation = snapshotOf(session.conversation, cardOf, translate);
			this.post({ type: 'snapshot', conversation, state });
			// What the state says of the conversation may be older than the snapshot.
			await this.postState();
		}
	}

	private async postState(): Promise<void> {
		const { session } = this;
		if (this.isReady) {
			const state = await this.deps.panelState(session);
			if (session === this.session) {
				this.post({ type: 'state', state });
			}
		}
	}
}
