import * as vscode from 'vscode';
import type { ConversationSession } from '../../conversations/conversationSession.ts';
import type { ModelCatalogue } from '../../platform/modelCatalogue.ts';
import type { ToWebview } from '../../shared/protocol.ts';
import { typedText } from '../../shared/typedText.ts';
import { Attaching } from './attaching.ts';
import { editorFileSource } from './attachmentCompletions.ts';
import { Completions } from './completions.ts';
import { ComposerBoard } from './composerBoard.ts';
import type { ComposerRequest } from './composerRequests.ts';
import { nameOf } from './describe.ts';
import type { DraftMemory } from './draftMemory.ts';
import { inPlaceOf, sentSources } from './editing.ts';
import { selectionSource } from './editorContext.ts';
import { recentExclusions } from './exclusions.ts';
import { localUri } from './fileUri.ts';
import { incompleteNotice } from './notices.ts';
import { openAttachment } from './openAttachment.ts';
import { pickAttachment } from './pickAttachment.ts';
import { Sending } from './sending.ts';
import type { SlashAction } from './slash/slashQuestions.ts';
import { type AttachmentSource, kindOf } from './source.ts';
import { WorkspaceFiles } from './workspaceFiles.ts';

export interface ChatComposerDeps {
	readonly catalogue: Pick<ModelCatalogue, 'known'>;
	/** Where what is attached outlives the window; absent where nothing does. */
	readonly memory?: DraftMemory | undefined;
	chooseModel(): Promise<void>;
	/** Does what a slash command names that asks no question. */
	perform(command: SlashAction, session: ConversationSession): Promise<void>;
}

/** The host's side of one composer: what is attached, completed, and sent. It outlives the page. */
export class ChatComposer {
	private readonly deps: ChatComposerDeps;
	private readonly board: ComposerBoard;
	private readonly attaching: Attaching;
	private readonly sending: Sending;
	private readonly files: WorkspaceFiles;
	private readonly completions: Completions;
	/** One after another: what was attached before is sent with what is sent after. */
	private work: Promise<unknown> = Promise.resolve();

	constructor(deps: ChatComposerDeps) {
		const exclusions = recentExclusions();
		this.deps = deps;
		this.board = new ComposerBoard(deps.catalogue, deps.memory);
		this.attaching = new Attaching(this.board, exclusions);
		this.sending = new Sending({ ...deps, board: this.board, exclusions });
		this.files = new WorkspaceFiles(exclusions);
		this.completions = new Completions(this.files, (request, items) =>
			this.board.complete(request, items),
		);
		const remembered = deps.memory?.recall() ?? [];
		void this.inTurn(() => this.attaching.restore(remembered));
	}

	/** From now on this page shows it. */
	connect(post: (message: ToWebview) => void): void {
		this.board.connect(post);
	}

	keepQueue(texts: readonly string[]): void {
		this.board.keepQueue(texts);
	}

	/** The model, or what it takes, may be another. */
	refresh(): void {
		this.board.refresh();
	}

	add(sources: readonly AttachmentSource[]): Promise<void> {
		return this.inTurn(() => this.attaching.add(sources));
	}

	addUris(uris: readonly vscode.Uri[]): Promise<void> {
		return this.inTurn(() => this.attaching.addUris(uris));
	}

	async perform(message: ComposerRequest, session: ConversationSession): Promise<void> {
		switch (message.type) {
			case 'send':
				return this.send(message.text, session);
			case 'beginEdit':
				return this.inTurn(() => this.beginEdit(message.turnId, session));
			case 'cancelEdit':
				return this.cancelEdit();
			case 'edit':
				return this.send(message.text, session, message.turnId);
			case 'regenerate':
				return this.regenerate(message.turnId, session);
			case 'complete':
				return this.completions.complete(message);
			case 'accept':
				return this.inTurn(() => this.accept(message.id));
			case 'attachUris':
				return this.addUris(message.uris.flatMap(parseUri));
			case 'attachData':
				return this.inTurn(() => this.attaching.addPasted(message));
			case 'attach':
				return this.pick();
			case 'detach':
				this.board.draft.remove(message.id);
				return this.board.refresh();
			case 'openAttachment':
				return this.open(message.id);
			case 'openAttached':
				return openSent(message, session);
			case 'decide':
				return this.board.decide(message.id, message.action);
			default:
				return message satisfies never;
		}
	}

	/** What a person selected in a list, or in a picker; nothing when there is nothing after all. */
	private async accept(id: string): Promise<void> {
		const source = await this.completions.source(id);
		if (source !== undefined) {
			await this.attaching.add([source]);
		}
	}

	private async pick(): Promise<void> {
		const picked = await pickAttachment(this.files);
		if (picked !== undefined && 'uris' in picked) {
			await this.addUris(picked.uris);
		} else if (picked !== undefined) {
			const source = await picked.candidate.source();
			await this.add(source === undefined ? [] : [source]);
		}
	}

	private async open(id: string): Promise<void> {
		const item = this.board.draft.items.find(each => each.id === id);
		if (item !== undefined) {
			const { source } = item;
			const text =
				source.kind === 'sent' ? source.part.text : 'text' in source ? source.text : undefined;
			await openAttachment({ ...nameOf(source), kind: kindOf(source), text });
		}
	}

	/** Another conversation is shown: what is edited stays behind, what is attached comes along. */
	cancelEdit(): void {
		this.board.endEdit();
		this.board.refresh();
	}

	/** Takes what was typed and attached then into the composer. */
	private async beginEdit(turnId: string, session: ConversationSession): Promise<void> {
		const turn = session.conversation.turns.find(({ id }) => id === turnId);
		if (turn?.role === 'user') {
			this.board.beginEdit({ turnId, text: typedText(turn) });
			await this.attaching.restore(sentSources(turn));
		}
	}

	private async regenerate(turnId: string, session: ConversationSession): Promise<void> {
		const { answer } = await this.inTurn(() => this.sending.regenerate(turnId, session));
		await answer;
	}

	/** A new question, or one in place of an earlier one. */
	private async send(text: string, session: ConversationSession, replaces?: string): Promise<void> {
		const earlier = session.conversation.turns.find(({ id }) => id === replaces);
		const sent = await this.inTurn(async () => {
			const { slashOutcome } = await import('./slash/onDemand.ts');
			const outcome = await slashOutcome(text);
			if (outcome.kind === 'incomplete') {
				this.refuse(text, vscode.l10n.t('Say after /image what is to be drawn.'));
				return undefined;
			}
			if (outcome.kind !== 'question') {
				return { perform: outcome };
			}
			if (outcome.isAboutCode && !(await this.hasCode(text))) {
				return undefined;
			}
			const question =
				earlier?.role === 'user' ? inPlaceOf(earlier, outcome.question) : outcome.question;
			return this.sending.send(question, session);
		});
		if (sent !== undefined && 'perform' in sent) {
			await this.deps.perform(sent.perform, session);
		}
		await (sent && 'answer' in sent ? sent.answer : undefined);
	}

	/** Commands about code are about what is attached, else about what the editor shows. */
	private async hasCode(text: string): Promise<boolean> {
		const { draft } = this.board;
		const shown = selectionSource() ?? editorFileSource();
		if (draft.items.length === 0 && shown !== undefined) {
			await this.attaching.add([shown]);
		}
		if (draft.items.length > 0) {
			return true;
		}
		if (shown === undefined) {
			const reason = vscode.l10n.t('Open a file, select code in it, or attach something first.');
			this.refuse(text, reason);
		} else {
			this.board.restoreDraft(text);
		}
		return false;
	}

	/** Gives the text back, with what it lacks. */
	private refuse(text: string, reason: string): void {
		this.board.restoreDraft(text);
		this.board.ask(incompleteNotice(reason), async () => undefined);
	}

	private inTurn<T>(work: () => Promise<T>): Promise<T> {
		const done = this.work.then(work);
		this.work = done.catch(() => undefined);
		return done;
	}
}

async function openSent(
	{ turnId, index }: Extract<ComposerRequest, { type: 'openAttached' }>,
	{ conversation }: ConversationSession,
): Promise<void> {
	const turn = conversation.turns.find(({ id }) => id === turnId);
	const attachment = turn?.role === 'user' ? turn.attachments?.[index] : undefined;
	if (turn !== undefined && attachment !== undefined) {
		const { kind, uri, lines, part = -1 } = attachment;
		const text = turn.parts[part]?.text;
		const place = uri === undefined ? undefined : vscode.Uri.parse(uri);
		await openAttachment({ kind, uri: place, lines, text, language: 'markdown' });
	}
}

function parseUri(text: string): vscode.Uri[] {
	try {
		return [localUri(vscode.Uri.parse(text, true))];
	} catch {
		// Whatever was dropped, it is no address.
		return [];
	}
}
