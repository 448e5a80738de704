import * as z from 'zod';
import { THINKING_LEVELS } from '../shared/prompt.ts';
import {
	CARD_ACTIONS,
	CODE_ACTIONS,
	COMPLETION_TRIGGERS,
	type FromWebview,
	INSPECTIONS,
	MAX_MEDIA_BYTES,
	MEDIA_ACTIONS,
	PANEL_TOOLS,
} from '../shared/protocol.ts';

/** Longest text that the page may send at once; a paste of more is refused with words. */
const MAX_TEXT_LENGTH = 4_000_000;

const text = z.string().max(MAX_TEXT_LENGTH);
const id = z.string().max(100);

const schema = z.discriminatedUnion('type', [
	z.strictObject({ type: z.literal('ready') }),
	z.strictObject({ type: z.literal('focus'), isFocused: z.boolean() }),
	z.strictObject({ type: z.literal('send'), text }),
	z.strictObject({
		type: z.literal('complete'),
		request: z.int().min(0),
		trigger: z.enum(COMPLETION_TRIGGERS),
		query: z.string().max(500),
	}),
	z.strictObject({ type: z.literal('accept'), id }),
	z.strictObject({
		type: z.literal('attachUris'),
		uris: z.array(z.string().max(8_000)).max(1_000),
	}),
	z.strictObject({
		type: z.literal('attachData'),
		name: z.string().max(1_000),
		mimeType: z.string().max(200),
		size: z.int().min(0),
		data: z.string().max(base64Length(MAX_MEDIA_BYTES)),
	}),
	z.strictObject({ type: z.literal('attach') }),
	z.strictObject({ type: z.literal('detach'), id }),
	z.strictObject({ type: z.literal('openAttachment'), id }),
	z.strictObject({ type: z.literal('openAttached'), turnId: id, index: z.int().min(0) }),
	z.strictObject({ type: z.literal('decide'), id, action: id }),
	z.strictObject({ type: z.literal('stop') }),
	z.strictObject({ type: z.literal('sendNext') }),
	z.strictObject({ type: z.literal('unqueue'), id }),
	z.strictObject({ type: z.literal('beginEdit'), turnId: id }),
	z.strictObject({ type: z.literal('cancelEdit') }),
	z.strictObject({ type: z.literal('edit'), turnId: id, text }),
	z.strictObject({ type: z.literal('regenerate'), turnId: id }),
	z.strictObject({ type: z.literal('fork'), turnId: id }),
	z.strictObject({ type: z.literal('deleteTurn'), turnId: id }),
	z.strictObject({ type: z.literal('newConversation') }),
	z.strictObject({
		type: z.literal('cardAction'),
		action: z.enum(CARD_ACTIONS),
		turnId: id,
	}),
	z.strictObject({ type: z.literal('setThinkingLevel'), level: z.enum(THINKING_LEVELS) }),
	z.strictObject({ type: z.literal('chooseModel') }),
	z.strictObject({ type: z.literal('switchModel'), turnId: id }),
	z.strictObject({
		type: z.literal('setTool'),
		tool: z.enum(PANEL_TOOLS),
		isOn: z.boolean(),
	}),
	z.strictObject({ type: z.literal('details'), turnId: id }),
	z.strictObject({ type: z.literal('inspect'), turnId: id, what: z.enum(INSPECTIONS) }),
	z.strictObject({
		type: z.literal('media'),
		action: z.enum(MEDIA_ACTIONS),
		turnId: id,
		index: z.int().min(0),
	}),
	z.strictObject({ type: z.literal('openLink'), href: z.string().max(8_000) }),
	z.strictObject({ type: z.literal('copyTurn'), turnId: id }),
	z.strictObject({
		type: z.literal('tokenize'),
		block: id,
		language: z.string().max(200),
		from: z.int().min(0),
		lines: z.array(z.string().max(MAX_TEXT_LENGTH)).max(100_000),
	}),
	z.strictObject({
		type: z.literal('code'),
		action: z.enum(CODE_ACTIONS),
		text,
		language: z.string().max(200),
	}),
]) satisfies z.ZodType<FromWebview>;

function base64Length(bytes: number): number {
	return Math.ceil(bytes / 3) * 4;
}

/** A message of the page, or `undefined` for anything else: the page shows a stranger's text. */
export function parseMessage(message: unknown): FromWebview | undefined {
	return schema.safeParse(message).data;
}
