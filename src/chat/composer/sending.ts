import type { ConversationSession, Message } from '../../conversations/conversationSession.ts';
import { isTaken } from '../../platform/mediaTypes.ts';
import type { ModelCatalogue } from '../../platform/modelCatalogue.ts';
import type { TurnRequest } from '../../shared/conversation.ts';
import { folderBudget } from './attaching.ts';
import type { AttachmentDraft, DraftItem } from './attachmentDraft.ts';
import type { ComposerBoard, ComposerModel } from './composerBoard.ts';
import { kept, overflowOf, questionOf, turnsBefore } from './contextCheck.ts';
import { nameOf } from './describe.ts';
import type { Exclusions } from './exclusions.ts';
import { type NoticeWords, notTakenNotice, sizeNotice, unreadableNotice } from './notices.ts';
import { questionMessage, type ReadAttachment } from './questionMessage.ts';
import { type ReadFailure, readAttachments } from './readAttachments.ts';
import { kindOf } from './source.ts';

/** What endpoints that say nothing of it are known to take (docs/PROTOCOL.md §2.6). */
const USUAL_REQUEST_BYTES = 20_000_000;

/** A question as it was typed, with what its slash command asks for. */
export interface Question {
	readonly text: string;
	readonly request?: TurnRequest | undefined;
	/** Besides what the person attached. */
	readonly extra?: readonly ReadAttachment[] | undefined;
	/** What comes back into the composer when it is not sent. */
	readonly draft: string;
	/** Id of the earlier question that it takes the place of, with all that came after. */
	readonly replaces?: string | undefined;
}

export interface SendingDeps {
	readonly board: ComposerBoard;
	readonly catalogue: Pick<ModelCatalogue, 'known'>;
	exclusions(): Promise<Exclusions>;
	chooseModel(): Promise<void>;
}

/** What the person has decided on the way. */
interface Choices {
	readonly foldersAsLists?: boolean | undefined;
	readonly takesAnyway?: boolean | undefined;
	readonly earlierQuestions?: number | undefined;
	readonly isLarge?: boolean | undefined;
	readonly ignoresLimit?: boolean | undefined;
}

interface Attempt {
	readonly question: Question;
	readonly session: ConversationSession;
	readonly choices: Choices;
	/** What goes with it; the composer may show another one when the person decides. */
	readonly draft: AttachmentDraft;
	readonly items: readonly DraftItem[];
	readonly model: ComposerModel;
}

interface Sent {
	readonly answer: Promise<void> | undefined;
}

interface Decision {
	readonly words: NoticeWords;
	/** By the action's name; any other cancels. */
	readonly ways: Readonly<Record<string, () => Promise<Sent>>>;
}

/** Sends questions with their attachments; what would fail or be cut is decided by the person first. */
export class Sending {
	private readonly deps: SendingDeps;

	constructor(deps: SendingDeps) {
		this.deps = deps;
	}

	/** Resolves when the question was asked, or a decision about it; its `answer` when that has ended. */
	async send(
		question: Question,
		session: ConversationSession,
		choices: Choices = {},
		draft: AttachmentDraft = this.deps.board.draft,
	): Promise<Sent> {
		const { board } = this.deps;
		const { items } = draft;
		const model = board.model(question.request?.model);
		const attempt: Attempt = { question, session, choices, draft, items, model };
		const { attachments, failures } = await readAttachments(items, {
			exclusions: await this.deps.exclusions(),
			folderBudget: choices.foldersAsLists === true ? 0 : folderBudget(),
			model: model.id,
		});
		const message = questionMessage(
			question.text,
			[...(question.extra ?? []), ...attachments],
			requestOf(question, choices),
		);
		const decision =
			this.aboutFailures(attempt, failures) ??
			this.aboutMedia(attempt) ??
			this.aboutSize(attempt, message) ??
			this.aboutContext(attempt, message);
		if (decision === undefined) {
			return { answer: this.ask(attempt, message) };
		}

		const decide = async (action: string) => {
			const way = decision.ways[action];
			if (way === undefined) {
				board.restoreDraft(question.draft);
			}
			await (await way?.())?.answer;
		};
		board.ask(decision.words, decide, { text: question.draft });
		return { answer: undefined };
	}

	/** Asks again for an answer, once it is clear that its question still fits. */
	async regenerate(turnId: string, session: ConversationSession): Promise<Sent> {
		const question = questionOf(session.conversation.turns, turnId);
		if (question === undefined) {
			return { answer: session.regenerate(turnId) };
		}
		const { board } = this.deps;
		const { id, parts, label, attachments, request } = question;
		const overflow = overflowOf(
			parts,
			kept(turnsBefore(session, id), request?.earlierQuestions),
			board.model(request?.model),
			this.deps.catalogue,
		);
		if (overflow === undefined) {
			return { answer: session.regenerate(turnId) };
		}
		const ways: Decision['ways'] = {
			sendAnyway: async () => ({ answer: session.regenerate(turnId) }),
			leaveOutOldest: async () => {
				const earlierQuestions = overflow.plan.fitting?.kept ?? 0;
				const again = { parts, label, attachments, request: { ...request, earlierQuestions } };
				return { answer: session.edit(id, again) };
			},
		};
		board.ask(overflow.words(false), async action => {
			await (await ways[action]?.())?.answer;
		});
		return { answer: undefined };
	}

	private ask({ question, session, draft }: Attempt, message: Message): Promise<void> {
		const { board } = this.deps;
		const { replaces } = question;
		draft.clear();
		// An edit that was begun while this one waited for a decision goes on.
		if (draft === board.draft || replaces === board.editing?.turnId) {
			board.endEdit();
		}
		board.refresh();
		return replaces === undefined ? session.send(message) : session.edit(replaces, message);
	}

	private aboutFailures(attempt: Attempt, failures: readonly ReadFailure[]): Decision | undefined {
		return failures.length === 0
			? undefined
			: {
					words: unreadableNotice(failures.map(({ reason }) => reason)),
					ways: {
						sendWithout: () => {
							this.detach(
								attempt,
								failures.map(({ item }) => item),
							);
							return this.again(attempt);
						},
					},
				};
	}

	private aboutMedia(attempt: Attempt): Decision | undefined {
		const { items, model, choices, question } = attempt;
		const refused = items.filter(({ source }) => !isTaken(kindOf(source), model.capabilities));
		if (refused.length === 0 || choices.takesAnyway === true) {
			return undefined;
		}
		const names = refused.map(({ source }) => nameOf(source).detail);
		return {
			words: notTakenNotice(model.id, names),
			ways: {
				sendAnyway: () => this.again(attempt, { takesAnyway: true }),
				sendWithout: () => {
					this.detach(attempt, refused);
					return this.again(attempt);
				},
				chooseModel: async () => {
					this.deps.board.restoreDraft(question.draft);
					await this.deps.chooseModel();
					return { answer: undefined };
				},
			},
		};
	}

	private aboutSize(attempt: Attempt, { parts }: Message): Decision | undefined {
		const size = parts.reduce((sum, part) => sum + (part.inlineData?.data.length ?? 0), 0);
		return size <= USUAL_REQUEST_BYTES || attempt.choices.isLarge === true
			? undefined
			: {
					words: sizeNotice(Math.round(size / 1e6)),
					ways: { sendAnyway: () => this.again(attempt, { isLarge: true }) },
				};
	}

	private aboutContext(attempt: Attempt, { parts }: Message): Decision | undefined {
		const { model, choices, session, items, question } = attempt;
		if (choices.ignoresLimit === true) {
			return undefined;
		}
		const turns = kept(turnsBefore(session, question.replaces), choices.earlierQuestions);
		const overflow = overflowOf(parts, turns, model, this.deps.catalogue);
		if (overflow === undefined) {
			return undefined;
		}
		const hasFolders = items.some(({ source }) => source.kind === 'folder');
		return {
			words: overflow.words(hasFolders && choices.foldersAsLists !== true),
			ways: {
				leaveOutOldest: () =>
					this.again(attempt, { earlierQuestions: overflow.plan.fitting?.kept ?? 0 }),
				foldersAsLists: () => this.again(attempt, { foldersAsLists: true }),
				sendAnyway: () => this.again(attempt, { ignoresLimit: true }),
			},
		};
	}

	private again({ question, session, choices, draft }: Attempt, more: Choices = {}): Promise<Sent> {
		return this.send(question, session, { ...choices, ...more }, draft);
	}

	private detach({ draft }: Attempt, items: readonly DraftItem[]): void {
		for (const { id } of items) {
			draft.remove(id);
		}
		this.deps.board.refresh();
	}
}

function requestOf({ request }: Question, { earlierQuestions }: Choices): TurnRequest | undefined {
	return earlierQuestions === undefined ? request : { ...request, earlierQuestions };
}
