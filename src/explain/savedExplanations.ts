import * as vscode from 'vscode';
import * as z from 'zod';
import type { ConversationSession } from '../conversations/conversationSession.ts';
import { EXPLAIN_LEVELS } from '../platform/settingValues.ts';
import { CONTEXT_KINDS } from './contextPiece.ts';
import { Explanation } from './explanation.ts';
import { hasSavedExplanations, SAVED_KEY } from './savedKey.ts';
import { SUBJECT_KINDS } from './subject.ts';

const LINES = z.object({ first: z.number(), last: z.number() });
/** Start line and column, end line and column. */
const RANGE = z.tuple([z.number(), z.number(), z.number(), z.number()]);
const PIECES = z.array(
	z.object({ kind: z.enum(CONTEXT_KINDS), title: z.string(), tokens: z.number() }),
);

const SAVED = z.object({
	id: z.string(),
	conversation: z.string(),
	/** The turn that asks. */
	turn: z.string(),
	uri: z.string(),
	/** Where the code stood when it was asked about, and where it stands now. */
	asked: RANGE,
	range: RANGE,
	subject: z.object({
		kind: z.enum(SUBJECT_KINDS),
		path: z.string().optional(),
		languageId: z.string(),
		lines: LINES.optional(),
		symbol: z.string().optional(),
		focus: z.string().optional(),
	}),
	code: z.string(),
	level: z.enum(EXPLAIN_LEVELS),
	sent: PIECES,
	leftOut: PIECES,
	tokens: z.number(),
});
type Saved = z.infer<typeof SAVED>;

/** More than these are no longer looked at, and what is saved is kept small. */
const MAX_SAVED = 30;
const MAX_CODE = 50_000;

/** Keeps where explanations stand at the code; what was said is with the conversations. */
export async function saveExplanations(
	explanations: readonly Explanation[],
	state: vscode.Memento,
): Promise<void> {
	const saved = explanations.map(toSaved).filter(each => each !== undefined);
	if (saved.length > 0 || hasSavedExplanations(state)) {
		await state.update(SAVED_KEY, saved.slice(-MAX_SAVED));
	}
}

/** Those whose conversation is still there. */
export async function restoreExplanations(
	state: vscode.Memento,
	openConversation: (id: string) => Promise<ConversationSession | undefined>,
): Promise<Explanation[]> {
	const stored: unknown = state.get(SAVED_KEY);
	const saved = (Array.isArray(stored) ? stored : []).flatMap(each => {
		const { success, data } = SAVED.safeParse(each);
		return success ? [data] : [];
	});
	const explanations: Explanation[] = [];
	for (const each of saved) {
		const session = await openConversation(each.conversation);
		const explanation = session && fromSaved(each, session);
		if (explanation !== undefined) {
			explanations.push(explanation);
		}
	}
	return explanations;
}

function toSaved({ id, session, question, range, turns }: Explanation): Saved | undefined {
	const { subject, code, level, context, location, tokens } = question;
	const [turn] = turns;
	if (turn === undefined || location === undefined || range === undefined) {
		return undefined;
	}
	const { code: _code, cut: _cut, ...rest } = subject;
	const pieces = (all: typeof context.sent) =>
		all.map(({ kind, title, tokens: cost }) => ({ kind, title, tokens: cost }));
	return code.length > MAX_CODE
		? undefined
		: {
				id,
				conversation: session.conversation.id,
				turn: turn.id,
				uri: location.uri.toString(),
				asked: numbersOf(location.range),
				range: numbersOf(range),
				subject: rest,
				code,
				level,
				sent: pieces(context.sent),
				leftOut: pieces(context.leftOut),
				tokens,
			};
}

function fromSaved(saved: Saved, session: ConversationSession): Explanation | undefined {
	const turn = session.conversation.turns.find(({ id }) => id === saved.turn);
	if (turn?.role !== 'user') {
		return undefined;
	}
	const { code, level, tokens } = saved;
	const { parts, label, attachments, request } = turn;
	const pieces = (all: Saved['sent']) => all.map(piece => ({ ...piece, text: '' }));
	const explanation = new Explanation(saved.id, session, {
		subject: { ...saved.subject, code },
		code,
		context: { sent: pieces(saved.sent), leftOut: pieces(saved.leftOut) },
		symbols: new Map(),
		level,
		location: new vscode.Location(vscode.Uri.parse(saved.uri), new vscode.Range(...saved.asked)),
		message: { parts, label, attachments, request },
		tokens,
	});
	explanation.range = new vscode.Range(...saved.range);
	return explanation;
}

function numbersOf({ start, end }: vscode.Range): Saved['range'] {
	return [start.line, start.character, end.line, end.character];
}
