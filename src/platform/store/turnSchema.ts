import * as z from 'zod';
import type { Part } from '../../shared/content.ts';
import type { ModelTurn, Turn, UserTurn } from '../../shared/conversation.ts';
import {
	adjustments,
	citations,
	errorInfo,
	type Fields,
	grounding,
	logprobs,
	reason,
	responseMeta,
	retryWait,
	safetyRatings,
	urlContext,
	usage,
	warnings,
} from './factSchemas.ts';
import { attachments, turnRequest } from './requestSchema.ts';

/*
 * What was said is checked and used as it stands; of what was said about it, a field that cannot be
 * understood is left out rather than the turn. Fields that a newer version adds pass through.
 */

const described = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);

/** Asks no more of a part than the endpoint's answers are asked, so that every answer can be read back. */
const partSchema = z.object({
	text: z.string().nullish(),
	thought: z.boolean().nullish(),
	thoughtSignature: z.string().nullish(),
	inlineData: z.object({ mimeType: z.string(), data: z.string() }).nullish(),
	functionCall: z
		.object({ name: z.string().nullish(), args: z.record(z.string(), z.unknown()).nullish() })
		.nullish(),
	executableCode: z.object({ code: z.string() }).nullish(),
	codeExecutionResult: z.object({ outcome: z.string() }).nullish(),
});
const partsSchema = z.array(partSchema);
const parts = z.custom<Part[]>(value => partsSchema.safeParse(value).success);

const userTurn = z.looseObject({
	id: z.string(),
	role: z.literal('user'),
	parts,
	createdAt: z.number(),
	label: described(z.string()),
	attachments: described(attachments),
	request: described(turnRequest),
	isToolResults: described(z.boolean()),
} satisfies Fields<UserTurn>);

const modelTurn = z.looseObject({
	id: z.string(),
	role: z.literal('model'),
	model: z.string(),
	createdAt: z.number(),
	parts,
	status: z
		.enum(['streaming', 'done', 'stopped', 'failed', 'interrupted'])
		.catch('interrupted')
		// Nobody writes an answer that is read from a file.
		.transform(status => (status === 'streaming' ? 'interrupted' : status)),
	firstTokenAt: described(z.number()),
	endedAt: described(z.number()),
	finish: described(reason),
	blocked: described(reason),
	error: described(errorInfo),
	retry: described(retryWait),
	usage: described(usage),
	meta: described(responseMeta),
	safety: described(safetyRatings),
	citations: described(citations),
	grounding: described(grounding),
	urlContext: described(urlContext),
	logprobs: described(logprobs),
	adjustments: described(adjustments),
	warnings: described(warnings),
} satisfies Fields<ModelTurn>);

export const modelTurnSchema: z.ZodType<ModelTurn> = modelTurn;

/** A turn as it stands in a file: one that was being written counts as `interrupted`. */
export const turnSchema: z.ZodType<Turn> = z.discriminatedUnion('role', [userTurn, modelTurn]);
