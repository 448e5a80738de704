import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { ThinkingLevel } from '../../shared/prompt.ts';
import type { CompletionItem, ComposerState, PanelState } from '../../shared/protocol.ts';
import { post, recall, remember } from '../host.ts';
import { keepFocus } from '../keepFocus.ts';
import { t } from '../strings.ts';
import { attachmentList } from './attachmentList.ts';
import type { CompletionList } from './completionList.ts';
import { completionToken } from './completionToken.ts';
import { contextGauge } from './contextGauge.ts';
import { takeDrops, takeFiles } from './fileDrop.ts';
import { noticeView } from './noticeView.ts';
import { queueView } from './queueView.ts';
import { toolButton, toolSwitches } from './toolPicker.ts';

/** What browsers report for a key that an input method is still using. */
const IME_KEY_CODE = 229;

/** Where a person writes: Enter sends, Shift+Enter breaks the line, an input method's Enter does neither. */
export class Composer extends LitElement {
	static override readonly properties = { state: {}, board: {}, thumbnails: {} };

	declare state: PanelState | undefined;
	declare board: ComposerState;
	declare thumbnails: ReadonlyMap<string, string>;
	/** Loaded with the first name that is typed. */
	private completion: CompletionList | undefined;
	private editedId: string | undefined;

	constructor() {
		super();
		keepFocus(this);
	}

	protected override createRenderRoot(): HTMLElement {
		return this;
	}

	override focus(): void {
		this.input?.focus();
	}

	/** What was not sent after all stands before what was typed meanwhile. */
	restore(text: string): void {
		const { input } = this;
		if (input !== null) {
			input.value = [text, input.value].filter(Boolean).join('\n');
			this.changed();
			input.focus();
		}
	}

	complete(request: number, items: readonly CompletionItem[]): void {
		this.completion?.receive(request, items);
	}

	insert(text: string): void {
		const { input } = this;
		if (input !== null) {
			input.setRangeText(text, input.selectionStart, input.selectionEnd, 'end');
			this.changed();
			input.focus();
		}
	}

	/** On lines of its own, at the cursor. */
	insertBlock(text: string): void {
		const before = this.input?.value.slice(0, this.input.selectionStart) ?? '';
		this.insert(before === '' || before.endsWith('\n') ? text : `\n${text}`);
	}

	protected override firstUpdated(): void {
		const { input } = this;
		if (input !== null) {
			input.value = recall().draft;
			this.changed();
		}
		takeDrops(document.body, isOver => this.classList.toggle('dropping', isOver));
	}

	protected override updated(changes: PropertyValues): void {
		if (changes.has('state')) {
			this.syncLevel();
		}
		if (changes.has('board')) {
			this.syncEdit();
		}
	}

	protected override render(): TemplateResult {
		const isRunning = this.state?.isRunning === true;
		const { attachments, notice, editing } = this.board;
		const sendLabel =
			editing !== undefined ? t('resend') : isRunning ? t('queueMessage') : t('send');
		return html`${this.state?.queue.length ? queueView(this.state) : nothing}
			${notice === undefined ? nothing : noticeView(notice)}
			<form class="composer" @submit=${this.onSubmit}>
			${editing === undefined ? nothing : editNote()}
			${attachments.length === 0 ? nothing : attachmentList(attachments, this.thumbnails)}
			<div class="visually-hidden" role="status">${attachedWords(attachments)}</div>
			<textarea class="composer-input" rows="1" aria-label=${t('composerLabel')}
				placeholder=${t('composerPlaceholder')} @input=${this.onInput} @keydown=${this.onKeydown}
				@compositionend=${this.onCompositionEnd} @paste=${this.onPaste}></textarea>
			<div class="composer-bar">
				<button type="button" class="icon-button" title=${t('attach')} aria-label=${t('attach')}
					@click=${() => post({ type: 'attach' })}><i class="codicon codicon-attach" aria-hidden="true"></i></button>
				${this.state === undefined ? nothing : this.choices(this.state)}
				<span class="composer-end">
				${this.state?.context === undefined ? nothing : contextGauge(this.state.context)}
				${
					isRunning
						? html`<button type="button" class="icon-button stop" title=${t('stop')} aria-label=${t('stop')}
								@click=${() => post({ type: 'stop' })}><i class="codicon codicon-debug-stop" aria-hidden="true"></i></button>`
						: nothing
				}
				<button type="submit" class="icon-button primary send" title=${sendLabel} aria-label=${sendLabel}
					><i class="codicon codicon-send" aria-hidden="true"></i></button>
				</span>
			</div>
		</form>
		${this.state === undefined ? nothing : toolSwitches(this.state.tools)}`;
	}

	private choices(state: PanelState): TemplateResult {
		const model = state.isDemo ? t('demoModel', state.model) : state.model;
		return html`<button type="button" class="chip model" title=${[model, t('chooseModel'), state.endpoint].join(' — ')}
				@click=${() => post({ type: 'chooseModel' })}>
				<i class="codicon codicon-sparkle" aria-hidden="true"></i><span>${model}</span>
			</button>
			<label class="chip level" title=${`${t('thinkingLevel')}: ${state.thinkingSent || t('nothingSent')}`}>
				<i class="codicon codicon-lightbulb" aria-hidden="true"></i>
				<select aria-label=${t('thinkingLevel')} aria-description=${state.thinkingSent || t('nothingSent')} @change=${this.onLevel}>
					${levelsOf(state).map(level => html`<option value=${level}>${level}</option>`)}
				</select>
			</label>
			${toolButton(state.tools)}`;
	}

	private get input(): HTMLTextAreaElement | null {
		return this.querySelector('textarea');
	}

	/** The options are rendered before the choice can be set. */
	private syncLevel(): void {
		const select = this.querySelector('select');
		if (select !== null && this.state !== undefined) {
			select.value = this.state.thinkingLevel;
		}
	}

	/** The text of the question that is edited, and afterwards what was being written before. */
	private syncEdit(): void {
		const { input, board } = this;
		const editing = board.editing;
		if (input === null || editing?.turnId === this.editedId) {
			return;
		}
		this.editedId = editing?.turnId;
		const { draft, edited, editedId } = recall();
		if (editing === undefined) {
			input.value = draft;
		} else {
			input.value = editing.turnId === editedId ? edited : editing.text;
			input.focus();
		}
		this.changed();
	}

	private readonly onLevel = (event: Event): void => {
		const chosen = event.target instanceof HTMLSelectElement ? event.target.value : '';
		const level = this.state && levelsOf(this.state).find(each => each === chosen);
		if (level !== undefined) {
			post({ type: 'setThinkingLevel', level });
		}
	};

	private readonly changed = (): void => {
		const { input } = this;
		if (input !== null) {
			input.style.height = 'auto';
			input.style.height = `${input.scrollHeight}px`;
			const { editedId } = this;
			const { value } = input;
			remember(editedId === undefined ? { draft: value } : { editedId, edited: value });
		}
	};

	/** An input method is still choosing the letters: there is no name yet. */
	private readonly onInput = (event: Event): void => {
		this.changed();
		if (!(event instanceof InputEvent && event.isComposing)) {
			void this.updateCompletion();
		}
	};

	/** The last input of a composition still counts as one: only now is there a name to look up. */
	private readonly onCompositionEnd = (): void => void this.updateCompletion();

	private async updateCompletion(): Promise<void> {
		const { input } = this;
		const isNaming = input && completionToken(input.value, input.selectionStart) !== undefined;
		if (input !== null && (isNaming || this.completion !== undefined)) {
			const { CompletionList } = await import('./completionList.ts');
			this.completion ??= new CompletionList(input, this, this.changed);
			this.completion.update();
		}
	}

	private readonly onPaste = (event: ClipboardEvent): void => {
		const { clipboardData } = event;
		// Text that is copied with its picture, as office programs do, is pasted as text.
		const isText = clipboardData?.types.includes('text/plain') === true;
		if (!isText && takeFiles(clipboardData)) {
			event.preventDefault();
		}
	};

	private readonly onKeydown = (event: KeyboardEvent): void => {
		const isComposing = event.isComposing || event.keyCode === IME_KEY_CODE;
		if (!isComposing && this.completion?.onKeydown(event) === true) {
			event.preventDefault();
			event.stopPropagation();
			return;
		}
		if (event.key === 'Enter' && !event.shiftKey && !isComposing) {
			event.preventDefault();
			this.send();
		} else if (event.key === 'Escape' && this.editedId !== undefined && !isComposing) {
			post({ type: 'cancelEdit' });
		}
	};

	private readonly onSubmit = (event: SubmitEvent): void => {
		event.preventDefault();
		this.send();
	};

	private send(): void {
		const { input } = this;
		const text = input?.value.trim() ?? '';
		if (input === null || (text === '' && this.board.attachments.length === 0)) {
			return;
		}
		const { editedId } = this;
		post(
			editedId === undefined ? { type: 'send', text } : { type: 'edit', turnId: editedId, text },
		);
		input.value = '';
		this.changed();
	}
}

/** What will be sent takes the place of an earlier question; Escape thinks better of it, too. */
function editNote(): TemplateResult {
	return html`<div class="edit-note" role="status">
		<i class="codicon codicon-edit" aria-hidden="true"></i><span>${t('editing')}</span>
		<button type="button" class="link-button" @click=${() => post({ type: 'cancelEdit' })}>${t('cancel')}</button>
	</div>`;
}

/** Said when something is attached or taken away. */
function attachedWords(attachments: ComposerState['attachments']): string {
	return attachments.length === 0
		? ''
		: t('attached', attachments.map(({ label }) => label).join(', '));
}

/** A level that was set by hand and makes no difference for this model is still the current one. */
function levelsOf({ thinkingLevels, thinkingLevel }: PanelState): readonly ThinkingLevel[] {
	return thinkingLevels.includes(thinkingLevel)
		? thinkingLevels
		: [...thinkingLevels, thinkingLevel];
}

customElements.define('comet-composer', Composer);
