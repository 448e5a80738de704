import type { ErrorInfo } from '../shared/errorInfo.ts';
import type { Adjustment } from '../shared/events.ts';
import type { Prompt } from '../shared/prompt.ts';
import type { RequestBody } from './request.ts';
import { isBuiltInWithFunctions } from './tools.ts';

/** A bad signature is a matter of one conversation, not of the model. */
export function isLasting(adjustment: Adjustment): boolean {
	return adjustment !== 'signatures';
}

/**
 * The one change that may make a refused request acceptable (docs/PROTOCOL.md §10), or nothing when the
 * refusal has another reason or the request did not hold what was refused.
 */
export function adjustmentFor(
	error: ErrorInfo,
	prompt: Prompt,
	body: RequestBody,
): Adjustment | undefined {
	// CometAPI may refuse with 500 and this code.
	const isRefusal = error.status === 400 || error.code === 'invalid_request';
	if (!isRefusal || error.kind !== 'badRequest') {
		return undefined;
	}
	return RULES.find(({ words, applies }) => words.test(error.message) && applies(body, prompt))
		?.adjustment;
}

interface Rule {
	readonly adjustment: Adjustment;
	readonly words: RegExp;
	applies(body: RequestBody, prompt: Prompt): boolean;
}

const SERVER_SIDE_FLAG = /include_?server_?side_?tool_?invocations/i;

/** The words are matched loosely: they differ between Google, Vertex and gateways. */
const RULES: readonly Rule[] = [
	{
		adjustment: 'signatures',
		words: /thought[_ ]?signature/i,
		applies: ({ contents }) => contents.some(({ role }) => role === 'model'),
	},
	{
		adjustment: 'withoutServerSideToolInvocations',
		words: SERVER_SIDE_FLAG,
		applies: sendsFlag,
	},
	{
		adjustment: 'serverSideToolInvocations',
		words: SERVER_SIDE_FLAG,
		applies: (body, { tools }) => !sendsFlag(body) && isBuiltInWithFunctions(tools),
	},
	{
		adjustment: 'responseJsonSchema',
		words: /response_?json_?schema/i,
		applies: ({ generationConfig }, { fallbackResponseSchema }) =>
			generationConfig?.responseJsonSchema !== undefined && fallbackResponseSchema !== undefined,
	},
	{
		// Without another form the field goes only where it is unknown: a schema that is refused for what it
		// says must not vanish silently.
		adjustment: 'responseJsonSchema',
		words: /unknown name "?response_?json_?schema/i,
		applies: ({ generationConfig }) => generationConfig?.responseJsonSchema !== undefined,
	},
	{
		// Before the rule below: its words name the thinking too, whose level is worth keeping.
		adjustment: 'includeThoughts',
		words: /include_?thoughts/i,
		applies: ({ generationConfig }) => generationConfig?.thinkingConfig?.includeThoughts === true,
	},
	{
		adjustment: 'thinking',
		words: /thinking|budget \d+ is invalid/i,
		applies: ({ generationConfig }) => generationConfig?.thinkingConfig !== undefined,
	},
	{
		adjustment: 'sampling',
		words: /\b(temperature|top_?[pk]|((presence|frequency)_?)?penalty)\b/i,
		applies: ({ generationConfig: config }) =>
			[
				config?.temperature,
				config?.topP,
				config?.topK,
				config?.presencePenalty,
				config?.frequencyPenalty,
			].some(value => value !== undefined),
	},
];

function sendsFlag({ toolConfig }: RequestBody): boolean {
	return toolConfig?.['includeServerSideToolInvocations'] === true;
}
