import fc from 'fast-check';
import { ATTACHMENT_KINDS } from '../../../src/shared/attachments.ts';
import type { Part } from '../../../src/shared/content.ts';
import type { Conversation, Turn } from '../../../src/shared/conversation.ts';
import { ERROR_KINDS } from '../../../src/shared/errorInfo.ts';

const text = fc.string({ unit: 'binary', maxLength: 40 });
const word = fc.string({ minLength: 1, maxLength: 10 });
/** Without −0, which JSON does not know. */
const value = fc.jsonValue({ maxDepth: 3 }).map(json => JSON.parse(JSON.stringify(json)));
const json = fc.dictionary(word, value, { maxKeys: 4 });
const count = fc.nat();
const time = fc.nat({ max: 4e12 });

/** From nothing to more than fits beside the text. */
const base64 = fc
	.tuple(fc.base64String({ maxLength: 12 }), fc.constantFrom(0, 1, 5000))
	.map(([digits, times]) => digits.repeat(times));
const inlineData = fc.record(
	{ mimeType: word, data: base64, displayName: text },
	{ requiredKeys: ['mimeType', 'data'] },
);

const part: fc.Arbitrary<Part> = fc.oneof(
	fc.record({ text, thought: fc.boolean(), thoughtSignature: text }, { requiredKeys: ['text'] }),
	fc.record({ inlineData, thoughtSignature: text }, { requiredKeys: ['inlineData'] }),
	fc.record({ functionCall: fc.record({ name: word, args: json, id: word }) }),
	fc.record({
		functionResponse: fc.record({
			name: word,
			response: json,
			parts: fc.array(fc.record({ inlineData }), { maxLength: 2 }),
		}),
	}),
	fc.record({ executableCode: fc.record({ code: text, language: word }) }),
	fc.record({ someday: value }),
);
const parts = fc.array(part, { maxLength: 6 });

const error = fc.record(
	{
		kind: fc.constantFrom(...ERROR_KINDS),
		message: text,
		retryable: fc.boolean(),
		status: count,
		code: word,
	},
	{ requiredKeys: ['kind', 'message', 'retryable'] },
);

const grounding = fc.record({
	sources: fc.array(fc.record({ kind: fc.constant('web' as const), uri: text, title: text })),
	supports: fc.array(
		fc.record(
			{ start: count, end: count, text, sources: fc.array(count), confidence: fc.array(count) },
			{ requiredKeys: ['text', 'sources'] },
		),
	),
	webSearchQueries: fc.array(text),
	imageSearchQueries: fc.array(text),
	retrievalQueries: fc.array(text),
});

type Body = Turn extends infer T ? (T extends Turn ? Omit<T, 'id'> : never) : never;

const attachment = fc.record(
	{
		label: text,
		kind: fc.constantFrom(...ATTACHMENT_KINDS),
		detail: text,
		uri: text,
		lines: fc.record({ first: count, last: count }),
		mimeType: word,
		tokens: count,
		part: count,
	},
	{ requiredKeys: ['label'] },
);

const userBody: fc.Arbitrary<Body> = fc.record(
	{
		role: fc.constant('user' as const),
		parts,
		createdAt: time,
		label: text,
		attachments: fc.array(attachment, { maxLength: 4 }),
		request: fc.record({ earlierQuestions: count }),
	},
	{ requiredKeys: ['role', 'parts', 'createdAt'] },
);

const modelBody: fc.Arbitrary<Body> = fc.record(
	{
		role: fc.constant('model' as const),
		model: text,
		parts,
		createdAt: time,
		status: fc.constantFrom('done' as const, 'stopped' as const, 'failed' as const),
		endedAt: time,
		finish: fc.record({ reason: word }),
		error,
		usage: fc.record({ prompt: count, candidates: count }),
		grounding,
		warnings: fc.array(text),
	},
	{ requiredKeys: ['role', 'model', 'parts', 'createdAt', 'status'] },
);

/** Anything that a conversation may hold: every kind of part, any text, any media, turns in any order. */
export const arbitraryConversation: fc.Arbitrary<Conversation> = fc
	.record({
		id: fc.uuid(),
		title: text,
		createdAt: time,
		updatedAt: time,
		bodies: fc.array(fc.oneof(userBody, modelBody), { maxLength: 6 }),
		ids: fc.uniqueArray(fc.uuid(), { minLength: 6, maxLength: 6 }),
	})
	.map(({ bodies, ids, ...head }) =>
		// The generator makes objects without a prototype; answers come from JSON.
		structuredClone({
			...head,
			turns: bodies.map((body, index) => ({ ...body, id: ids[index] ?? '' })),
		}),
	);
