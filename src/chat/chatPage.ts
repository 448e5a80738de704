import type { Webview } from 'vscode';
import type {
	ConversationChange,
	ConversationService,
} from '../conversations/conversationService.ts';
import type { ModelTurn } from '../shared/conversation.ts';
import type { Card, FromWebview, PanelState, ToWebview } from '../shared/protocol.ts';
import { snapshotOf, withoutParts } from './snapshot.ts';

export interface ChatPageDeps {
	readonly conversations: ConversationService;
	panelState(): Promise<PanelState>;
	cardOf(turn: ModelTurn): Card | undefined;
	/** Runs what the page asks for and the conversation cannot do by itself. */
	perform(message: Exclude<FromWebview, { type: 'ready' | 'stop' }>): Promise<void>;
	/** Fires when the state around the conversation may have changed. */
	onDidChangeState(listener: () => void): { dispose(): void };
}

/**
 * One page that shows the conversation. It gets a snapshot when it says `ready` and changes after that;
 * before, nothing is sent, because messages to a page that is still loading are lost.
 */
export class ChatPage {
	private isReady = false;
	private readonly webview: Pick<Webview, 'postMessage'>;
	private readonly deps: ChatPageDeps;
	private readonly subscriptions: readonly { dispose(): void }[];

	constructor(webview: Pick<Webview, 'postMessage'>, deps: ChatPageDeps) {
		this.webview = webview;
		this.deps = deps;
		this.subscriptions = [
			deps.conversations.onDidChange(change => this.follow(change)),
			deps.onDidChangeState(() => void this.postState()),
		];
	}

	/** Resolves to whether this was the page's `ready`. */
	async receive(raw: unknown): Promise<boolean> {
		const { parseMessage } = await import('./messages.ts');
		const message = parseMessage(raw);
		if (message === undefined) {
			return false;
		}
		switch (message.type) {
			case 'ready':
				this.isReady = true;
				await this.postSnapshot();
				return true;
			case 'stop':
				this.deps.conversations.stop();
				return false;
			default:
				await this.deps.perform(message);
				return false;
		}
	}

	post(message: ToWebview): void {
		if (this.isReady) {
			void this.webview.postMessage(message);
		}
	}

	dispose(): void {
		for (const subscription of this.subscriptions) {
			subscription.dispose();
		}
	}

	private follow(change: ConversationChange): void {
		const conversationId = change.conversation.id;
		switch (change.type) {
			case 'opened':
				void this.postSnapshot();
				break;
			case 'turnsAdded':
				this.post({ type: 'turnsAdded', conversationId, turns: change.turns });
				void this.postState();
				break;
			case 'events':
				this.post({
					type: 'events',
					conversationId,
					turnId: change.turn.id,
					events: change.events,
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
			default:
				change satisfies never;
		}
	}

	/** The state is read first, so that snapshot and later events leave in order, with nothing in between. */
	private async postSnapshot(): Promise<void> {
		const state = await this.deps.panelState();
		const conversation = snapshotOf(this.deps.conversations.current, this.deps.cardOf);
		this.post({ type: 'snapshot', conversation, state });
	}

	private async postState(): Promise<void> {
		if (this.isReady) {
			this.post({ type: 'state', state: await this.deps.panelState() });
		}
	}
}
