import { applyEvent, type ModelTurn, type Turn } from '../shared/conversation.ts';
import { dataUri } from '../shared/dataUri.ts';
import type { ModelEvent } from '../shared/events.ts';
import type {
	Card,
	CompletionItem,
	ComposerState,
	PanelCommand,
	PanelState,
	ToWebview,
	TurnDetails,
} from '../shared/protocol.ts';
import { remember } from './host.ts';

/** What just changed, for those who would rather not look at everything again. */
export type PageChange =
	| { readonly type: 'all' }
	| { readonly type: 'state' }
	| { readonly type: 'events'; readonly turn: ModelTurn; readonly events: readonly ModelEvent[] }
	| { readonly type: 'ended'; readonly turn: ModelTurn }
	| { readonly type: 'details'; readonly turn: ModelTurn; readonly details: TurnDetails }
	| { readonly type: 'insert'; readonly text: string }
	| { readonly type: 'restore'; readonly text: string }
	| {
			readonly type: 'completions';
			readonly request: number;
			readonly items: readonly CompletionItem[];
	  }
	| { readonly type: 'command'; readonly command: PanelCommand }
	| { readonly type: 'focus' };

/** The page's copy of what the host owns: replaced by snapshots, kept up by folding events. */
export class PageStore {
	conversationId = '';
	turns: Turn[] = [];
	cards = new Map<string, Card>();
	state: PanelState | undefined;
	composer: ComposerState = { attachments: [] };
	/** Data URIs of attached pictures, by the attachment's id. */
	thumbnails: ReadonlyMap<string, string> = new Map();
	private readonly listeners = new Set<(change: PageChange) => void>();

	subscribe(listener: (change: PageChange) => void): void {
		this.listeners.add(listener);
	}

	receive(message: Exclude<ToWebview, { type: 'tokens' | 'recolor' }>): void {
		switch (message.type) {
			case 'snapshot':
				this.turns = this.merge(message.conversation.turns);
				this.conversationId = message.conversation.id;
				remember({ conversationId: this.conversationId });
				this.cards = new Map(Object.entries(message.conversation.cards));
				this.state = message.state;
				this.emit({ type: 'all' });
				break;
			case 'state':
				this.state = message.state;
				this.emit({ type: 'state' });
				break;
			case 'details': {
				const turn = this.modelTurn(message.turnId);
				if (turn !== undefined) {
					this.emit({ type: 'details', turn, details: message.details });
				}
				break;
			}
			case 'insertText':
				this.emit({ type: 'insert', text: message.text });
				break;
			case 'composer':
				this.composer = message.state;
				this.thumbnails = thumbnailsOf(message.state, this.thumbnails);
				this.emit({ type: 'state' });
				break;
			case 'thumbnail': {
				this.thumbnails = new Map([...this.thumbnails, [message.id, dataUri(message)]]);
				this.emit({ type: 'state' });
				break;
			}
			case 'completions':
				this.emit(message);
				break;
			case 'restoreDraft':
				this.emit({ type: 'restore', text: message.text });
				break;
			case 'command':
				this.emit({ type: 'command', command: message.command });
				break;
			case 'focusComposer':
				this.emit({ type: 'focus' });
				break;
			default:
				// A message about a conversation that is no longer shown: a snapshot is on its way.
				if (message.conversationId === this.conversationId) {
					this.fold(message);
				}
		}
	}

	private fold(message: Extract<ToWebview, { type: 'turnsAdded' | 'events' | 'turnEnded' }>): void {
		switch (message.type) {
			case 'turnsAdded':
				this.turns = [...this.turns, ...message.turns];
				this.emit({ type: 'all' });
				break;
			case 'events': {
				const turn = this.modelTurn(message.turnId);
				if (turn !== undefined) {
					for (const event of message.events) {
						applyEvent(turn, event, message.now);
					}
					this.emit({ type: 'events', turn, events: message.events });
				}
				break;
			}
			case 'turnEnded': {
				const turn = this.modelTurn(message.turn.id);
				if (turn !== undefined) {
					Object.assign(turn, { retry: undefined, error: undefined }, message.turn);
					if (message.card === undefined) {
						this.cards.delete(turn.id);
					} else {
						this.cards.set(turn.id, message.card);
					}
					this.emit({ type: 'ended', turn });
				}
				break;
			}
			default:
				message satisfies never;
		}
	}

	/** Answers as the page has them, where they say the same: what shows them need not be built anew. */
	private merge(turns: readonly Turn[]): Turn[] {
		const known = new Map(this.turns.map(turn => [turn.id, turn]));
		return turns.map(turn => {
			const mine = known.get(turn.id);
			if (mine?.role !== 'model' || turn.role !== 'model' || !isSameText(mine, turn)) {
				return turn;
			}
			const { parts: _parts, ...facts } = turn;
			return Object.assign(mine, { retry: undefined, error: undefined }, facts);
		});
	}

	/** The streaming turn is the last one: look from the end. */
	private modelTurn(id: string): ModelTurn | undefined {
		const turn = this.turns.findLast(each => each.id === id);
		return turn?.role === 'model' ? turn : undefined;
	}

	private emit(change: PageChange): void {
		for (const listener of this.listeners) {
			listener(change);
		}
	}
}

/** A picture may have megabytes: those of what is attached no more are let go of. */
function thumbnailsOf(
	{ attachments }: ComposerState,
	known: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
	return new Map(
		attachments.flatMap(({ id }) => {
			const thumbnail = known.get(id);
			return thumbnail === undefined ? [] : [[id, thumbnail]];
		}),
	);
}

/** Parts only ever grow, so their number and the length of the last one tell. */
function isSameText(a: ModelTurn, b: ModelTurn): boolean {
	return (
		a.status === b.status &&
		a.parts.length === b.parts.length &&
		a.parts.at(-1)?.text?.length === b.parts.at(-1)?.text?.length
	);
}
