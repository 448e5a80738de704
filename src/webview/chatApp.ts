import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ModelTurn, Turn, UserTurn } from '../shared/conversation.ts';
import { openCalls } from '../shared/turnParts.ts';
import type { Composer } from './composer/composer.ts';
import './composer/composer.ts';
import type { PanelCommand } from '../shared/protocol.ts';
import { EditQuestionEvent } from './cardView.ts';
import { focusCodeBlock } from './codeNavigation.ts';
import { FindBar } from './find/findBar.ts';
import { afterNextFrame } from './frame.ts';
import { post } from './host.ts';
import { keepFocus } from './keepFocus.ts';
import { watchGroup } from './nearGroups.ts';
import type { PageChange, PageStore } from './pageStore.ts';
import { focusedPassage, quotation, selectedPassage } from './quote.ts';
import { QuoteButton } from './quoteButton.ts';
import { ScrollFollower } from './scrollFollower.ts';
import { t } from './strings.ts';
import { groupTurns, type TurnGroup } from './turnGroups.ts';
import type { TurnView } from './turnView.ts';
import './questionView.ts';
import { secondsUntil } from './retryView.ts';
import { demoBanner, welcome } from './welcome.ts';

/** The whole panel. */
export class ChatApp extends LitElement {
	private readonly store: PageStore;
	private follower: ScrollFollower | undefined;
	private showsJump = false;
	private shownId = '';
	private announcement = '';
	private groups: readonly TurnGroup<Turn>[] = [];
	private readonly findBar = new FindBar(() => this.scroller);

	constructor(store: PageStore) {
		super();
		keepFocus(this);
		this.store = store;
		store.subscribe(change => this.follow(change));
		this.addEventListener(EditQuestionEvent.type, event => {
			if (event instanceof EditQuestionEvent) {
				this.editQuestion(event.turnId);
			}
		});
	}

	protected override createRenderRoot(): HTMLElement {
		return this;
	}

	override connectedCallback(): void {
		super.connectedCallback();
		this.role = 'main';
	}

	protected override firstUpdated(): void {
		const { scroller } = this;
		if (scroller !== null) {
			new QuoteButton(scroller, () => this.quote()).watch();
			this.follower = new ScrollFollower(scroller, follows => this.showJump(!follows));
			// What grows below, e.g. the text that is being written, takes its height from the conversation.
			new ResizeObserver(this.grew).observe(scroller);
			// Answers have no height before what shows them has been loaded.
			void customElements.whenDefined('comet-turn').then(() => this.follower?.settle());
		}
	}

	protected override willUpdate(): void {
		this.groups = groupTurns(this.store.turns, this.groups);
	}

	protected override updated(): void {
		afterNextFrame(() => this.follower?.grew());
	}

	protected override render(): TemplateResult {
		const { turns, state } = this.store;
		return html`${state?.isDemo ? demoBanner() : nothing}${this.findBar}
			<div class="conversation" role="log" aria-live="off" aria-label=${t('conversation')} tabindex="-1">
				${turns.length === 0 && state !== undefined ? welcome(state) : nothing}
				${repeat(
					this.groups,
					({ key }) => key,
					group => this.group(group),
				)}
			</div>
			<div class="jump" ?hidden=${!this.showsJump}>
				<button type="button" class="button secondary" @click=${() => this.follower?.jumpToLatest()}>
					<i class="codicon codicon-arrow-down" aria-hidden="true"></i> ${t('jumpToLatest')}
				</button>
			</div>
			<div class="visually-hidden" role="status">${this.announcement}</div>
			<comet-composer .state=${state} .board=${this.store.composer}
				.thumbnails=${this.store.thumbnails}></comet-composer>`;
	}

	private group({ turns }: TurnGroup<Turn>): TemplateResult {
		const each = repeat(
			turns,
			({ id }) => id,
			turn => this.turn(turn),
		);
		return html`<div class="turn-group" ${ref(watchGroup)}>${each}</div>`;
	}

	private turn(turn: Turn): TemplateResult {
		return turn.role === 'user'
			? html`<comet-question .turn=${turn} .isEdited=${turn.id === this.store.composer.editing?.turnId}></comet-question>`
			: this.answer(turn);
	}

	private answer(turn: ModelTurn): TemplateResult {
		const card = this.store.cards.get(turn.id);
		const canEdit = card !== undefined && this.editableQuestion(turn.id) !== undefined;
		return html`<comet-turn data-turn=${turn.id} .turn=${turn} .card=${card} .canEdit=${canEdit}></comet-turn>`;
	}

	/** The question of an answer, if a person typed it. */
	private editableQuestion(turnId: string): UserTurn | undefined {
		const { turns } = this.store;
		const at = turns.findIndex(({ id }) => id === turnId);
		const question = turns.findLast(
			(turn, index) => index < at && turn.role === 'user' && turn.isToolResults !== true,
		);
		return question?.role === 'user' && question.label === undefined ? question : undefined;
	}

	private editQuestion(answerId: string): void {
		const question = this.editableQuestion(answerId);
		if (question !== undefined) {
			post({ type: 'beginEdit', turnId: question.id });
		}
	}

	private follow(change: PageChange): void {
		switch (change.type) {
			case 'events':
				this.viewOf(change.turn)?.applyEvents(change.events);
				this.announceRetry(change);
				afterNextFrame(this.grew);
				break;
			case 'details': {
				const view = this.viewOf(change.turn);
				if (view !== null) {
					view.details = change.details;
				}
				break;
			}
			case 'ended':
				this.viewOf(change.turn)?.ended();
				this.announce(change.turn);
				this.requestUpdate();
				break;
			case 'insert':
				this.composer?.insert(change.text);
				break;
			case 'restore':
				this.composer?.restore(change.text);
				break;
			case 'completions':
				this.composer?.complete(change.request, change.items);
				break;
			case 'command':
				this.run(change.command);
				break;
			case 'focus':
				this.composer?.focus();
				break;
			case 'state':
				this.applyFontSize();
				this.requestUpdate();
				break;
			case 'all':
				if (this.shownId !== this.store.conversationId) {
					this.shownId = this.store.conversationId;
					this.follower?.restart();
				}
				this.applyFontSize();
				this.requestUpdate();
				break;
			default:
				change satisfies never;
		}
	}

	private run(command: PanelCommand): void {
		switch (command) {
			case 'find':
				void this.findBar.open();
				break;
			case 'nextCodeBlock':
				this.goToCodeBlock(1);
				break;
			case 'previousCodeBlock':
				this.goToCodeBlock(-1);
				break;
			case 'quote':
				this.quote();
				break;
			default:
				command satisfies never;
		}
	}

	private goToCodeBlock(step: 1 | -1): void {
		if (this.scroller !== null) {
			this.say(focusCodeBlock(this.scroller, step));
		}
	}

	/** What is selected, else what has the focus. */
	private quote(): void {
		const { scroller } = this;
		if (scroller !== null) {
			const selection = document.getSelection();
			const passage = selectedPassage(selection, scroller) || focusedPassage(scroller);
			if (passage !== '') {
				selection?.removeAllRanges();
				this.composer?.insertBlock(quotation(passage));
			}
		}
	}

	private readonly grew = (): void => this.follower?.grew();

	/** Once for each wait: the seconds tick only for the eye. */
	private announceRetry({ turn, events }: Extract<PageChange, { type: 'events' }>): void {
		if (turn.retry !== undefined && events.some(({ type }) => type === 'retry')) {
			this.say(t('retrySoon', secondsUntil(turn.retry)));
		}
	}

	/** The end of an answer is said, not its tokens. One that ends with calls goes on when those have run. */
	private announce({ status, parts }: ModelTurn): void {
		if (status === 'done' && openCalls(parts).length > 0) {
			return;
		}
		this.say(
			status === 'done'
				? t('answerComplete')
				: status === 'stopped'
					? t('answerStopped')
					: t('answerFailed'),
		);
	}

	/** A screen reader says what has changed: the same words a second time differ by a space that is not heard. */
	private say(words: string): void {
		this.announcement = words === this.announcement ? `${words}\u00a0` : words;
		this.requestUpdate();
	}

	private applyFontSize(): void {
		const size = this.store.state?.fontSize ?? 0;
		const value = size > 0 ? `${size}px` : '';
		document.documentElement.style.setProperty('--chat-font-size', value);
	}

	private showJump(shows: boolean): void {
		if (this.showsJump !== shows) {
			this.showsJump = shows;
			this.requestUpdate();
		}
	}

	/** Nothing before what shows answers has been loaded; it then finds all in the turn. */
	private viewOf(turn: ModelTurn): TurnView | null {
		const id = CSS.escape(turn.id);
		return this.querySelector<TurnView>(`comet-turn[data-turn="${id}"]:defined`);
	}

	private get scroller(): HTMLElement | null {
		return this.querySelector<HTMLElement>('.conversation');
	}

	private get composer(): Composer | null {
		return this.querySelector<Composer>('comet-composer');
	}
}

customElements.define('comet-chat', ChatApp);
