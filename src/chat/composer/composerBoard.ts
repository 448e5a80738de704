import * as vscode from 'vscode';
import { KNOWN_MODELS } from '../../gemini/knownModels.ts';
import { guessCapabilities, type ModelCapabilities } from '../../gemini/modelInfo.ts';
import { bareModelId } from '../../gemini/modelName.ts';
import type { ModelCatalogue } from '../../platform/modelCatalogue.ts';
import { activeResource } from '../../platform/modelCommands.ts';
import { readSettings } from '../../platform/settings.ts';
import type {
	CompletionItem,
	ComposerNotice,
	ComposerState,
	ToWebview,
} from '../../shared/protocol.ts';
import { AttachmentDraft, type DraftItem } from './attachmentDraft.ts';
import { attachmentView } from './composerWords.ts';
import type { DraftMemory } from './draftMemory.ts';
import type { NoticeWords } from './notices.ts';

/** The model that the next question goes to. */
export interface ComposerModel {
	readonly id: string;
	readonly capabilities: ModelCapabilities;
	/** Tokens that it takes, where that is known. */
	readonly limit: number | undefined;
}

/** What a composer shows: the attachments of the next question and what has to be decided first. */
export class ComposerBoard {
	private current = newDraft();
	/** While a question is edited: what goes with the next one. */
	private aside: AttachmentDraft | undefined;
	private edited: ComposerState['editing'];
	private readonly catalogue: Pick<ModelCatalogue, 'known'>;
	private readonly memory: DraftMemory | undefined;
	/** Of the window before, until a page has it. */
	private returning: string;
	/** What waits in the queue of the conversation that is shown. */
	private queued: readonly string[] = [];
	private notice:
		| {
				readonly view: ComposerNotice;
				readonly about: AttachmentDraft | undefined;
				readonly text: string;
				decide(action: string): Promise<void>;
		  }
		| undefined;
	private post: (message: ToWebview) => void = () => undefined;

	constructor(catalogue: Pick<ModelCatalogue, 'known'>, memory: DraftMemory | undefined) {
		this.catalogue = catalogue;
		this.memory = memory;
		this.returning = memory?.recallText() ?? '';
	}

	/** What goes with what is sent next. */
	get draft(): AttachmentDraft {
		return this.current;
	}

	/** The question that is sent next takes the place of this one. */
	get editing(): ComposerState['editing'] {
		return this.edited;
	}

	/** An empty draft for a question that was sent before; what is attached already is kept for afterwards. */
	beginEdit(editing: NonNullable<ComposerState['editing']>): void {
		this.aside ??= this.current;
		this.current = newDraft();
		this.edited = editing;
	}

	/** Brings back what was attached before the edit, if there was one. */
	endEdit(): void {
		if (this.aside === undefined) {
			return;
		}
		if (this.notice?.about === this.current) {
			this.notice = undefined;
		}
		this.current = this.aside;
		this.aside = undefined;
		this.edited = undefined;
		// The page has let go of their pictures, or never had those that came meanwhile.
		this.postThumbnails();
	}

	/** From now on this page shows it. */
	connect(post: (message: ToWebview) => void): void {
		this.post = post;
		if (this.returning !== '') {
			this.restoreDraft(this.returning);
			this.returning = '';
		}
		this.refresh();
		this.postThumbnails();
	}

	/** Tells the page all there is, e.g. after the model has changed. */
	refresh(): void {
		const model = this.model();
		this.memory?.keep((this.aside ?? this.draft).items.map(({ source }) => source));
		this.keepText();
		this.post({
			type: 'composer',
			state: {
				attachments: this.draft.items.map(item => attachmentView(item, model, vscode.env.language)),
				...(this.edited !== undefined && { editing: this.edited }),
				...(this.notice !== undefined && { notice: this.notice.view }),
			},
		});
	}

	model(id: string = readSettings(activeResource()).model): ComposerModel {
		const known = this.catalogue.known(id);
		const builtIn = KNOWN_MODELS.find(each => each.id === bareModelId(id));
		return {
			id,
			capabilities: known?.capabilities ?? guessCapabilities(id),
			limit: known?.inputTokenLimit ?? builtIn?.inputTokenLimit,
		};
	}

	/** Fills in what was found out of an attachment. */
	update(id: string, facts: Partial<Omit<DraftItem, 'id' | 'source'>>): void {
		this.draft.update(id, facts);
		this.aside?.update(id, facts);
		const item = this.draft.items.find(each => each.id === id);
		if (item !== undefined && facts.thumbnail !== undefined) {
			this.postThumbnail(item);
		}
		this.refresh();
	}

	/** What waits to be asked; it is in the composer no more. */
	keepQueue(texts: readonly string[]): void {
		this.queued = texts;
		this.keepText();
	}

	private keepText(): void {
		const texts = [this.returning, ...this.queued, this.notice?.text ?? ''];
		this.memory?.keepText(texts.filter(Boolean).join('\n'));
	}

	/**
	 * Asks for a decision, in place of the one that was asked for before.
	 * @param of.about a draft together with which the notice goes away, as it is about nothing else
	 * @param of.text what was typed and waits for the decision
	 */
	ask(
		words: NoticeWords,
		decide: (action: string) => Promise<void>,
		{ about, text = '' }: { readonly about?: AttachmentDraft; readonly text?: string } = {},
	): void {
		// What was asked before is undecided: a text that waits for it comes back.
		void this.notice?.decide('replaced');
		this.notice = { view: { id: crypto.randomUUID(), ...words }, about, text, decide };
		this.refresh();
	}

	/** A decision for a notice that is no longer shown is none. */
	async decide(id: string, action: string): Promise<void> {
		const { notice } = this;
		if (notice?.view.id === id && notice.view.actions.some(each => each.action === action)) {
			this.notice = undefined;
			this.refresh();
			await notice.decide(action);
		}
	}

	complete(request: number, items: readonly CompletionItem[]): void {
		this.post({ type: 'completions', request, items });
	}

	restoreDraft(text: string): void {
		this.post({ type: 'restoreDraft', text });
	}

	private postThumbnails(): void {
		for (const item of this.draft.items) {
			this.postThumbnail(item);
		}
	}

	private postThumbnail({ id, thumbnail }: DraftItem): void {
		if (thumbnail !== undefined) {
			this.post({ type: 'thumbnail', id, ...thumbnail });
		}
	}
}

function newDraft(): AttachmentDraft {
	return new AttachmentDraft(() => crypto.randomUUID());
}
