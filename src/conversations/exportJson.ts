import * as z from 'zod';
import { turnSchema } from '../platform/store/turnSchema.ts';
import type { Conversation } from '../shared/conversation.ts';

const FORMAT = 'comet-gemini-conversation';
/** To be raised when an older reader would misunderstand a file. */
const VERSION = 1;

/** The whole conversation with its media: importing it gives the same again. */
export function exportJson(conversation: Conversation, now: number): string {
	const exportedAt = new Date(now).toISOString();
	const file = { format: FORMAT, version: VERSION, exportedAt, conversation };
	return `${JSON.stringify(file, undefined, '\t')}\n`;
}

export type ImportedConversation =
	| { readonly state: 'ok'; readonly conversation: Conversation }
	/** Not JSON, or not an export of this extension. */
	| { readonly state: 'foreign' }
	| { readonly state: 'newer' }
	/** `path` is where something else was expected, e.g. `conversation.turns.3.parts`. */
	| { readonly state: 'damaged'; readonly path: string };

const header = z.object({ format: z.literal(FORMAT), version: z.number() });

const exported = z.object({
	conversation: z.object({
		title: z.string(),
		createdAt: z.number(),
		updatedAt: z.number(),
		turns: z.array(turnSchema),
	}),
});

/**
 * Reads what {@link exportJson} wrote. The conversation gets ids of its own, so that it stands beside the
 * one that it was exported from.
 */
export function importJson(text: string, createId: () => string): ImportedConversation {
	const json = parseJson(text);
	const head = header.safeParse(json);
	if (!head.success) {
		return { state: 'foreign' };
	}
	if (head.data.version > VERSION) {
		return { state: 'newer' };
	}
	const { data, error } = exported.safeParse(json);
	if (data === undefined) {
		return { state: 'damaged', path: error.issues[0]?.path.join('.') ?? '' };
	}
	const turns = data.conversation.turns.map(turn => ({ ...turn, id: createId() }));
	return { state: 'ok', conversation: { ...data.conversation, id: createId(), turns } };
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		// Whatever is wrong with it, it is no export.
		return undefined;
	}
}
