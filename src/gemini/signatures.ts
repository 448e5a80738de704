import type { Content, Part } from '../shared/content.ts';
import { hasData } from './parts.ts';

/** Google's documented stand-in for the signature of a call that this model did not make. */
export const SIGNATURE_BYPASS = 'skip_thought_signature_validator';

/**
 * History without any signature: for turns of another model or provider, and after the endpoint called one
 * invalid. Parts that held nothing but a signature go with it, since a part without data is refused.
 */
export function withoutSignatures(contents: readonly Content[]): readonly Content[] {
	return contents
		.map(content => ({ ...content, parts: content.parts.flatMap(stripSignature) }))
		.filter(({ parts }) => parts.length > 0);
}

export function stripSignature(part: Part): Part[] {
	if (part.thoughtSignature === undefined) {
		return [part];
	}
	const { thoughtSignature: _dropped, ...rest } = part;
	return rest.text === '' || !hasData(rest) ? [] : [rest];
}

/**
 * Puts the bypass on the calls that Gemini 3 and later insist on: the first function call of each step
 * after the last real user message (docs/PROTOCOL.md §6). Everything else stays as it was.
 */
export function bypassMissingSignatures(contents: readonly Content[]): readonly Content[] {
	const start = contents.findLastIndex(
		({ role, parts }) => role === 'user' && !parts.some(isResponse),
	);
	return contents.map((content, index) =>
		index > start && content.role === 'model' ? signFirstCall(content) : content,
	);
}

function signFirstCall(content: Content): Content {
	const first = content.parts.findIndex(part => part.functionCall !== undefined);
	const call = content.parts[first];
	return call === undefined || call.thoughtSignature !== undefined
		? content
		: {
				...content,
				parts: content.parts.with(first, { ...call, thoughtSignature: SIGNATURE_BYPASS }),
			};
}

function isResponse(part: Part): boolean {
	return part.functionResponse !== undefined;
}
