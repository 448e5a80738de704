import type { Content, Part } from '../shared/content.ts';
import type { Prompt } from '../shared/prompt.ts';
import type { PlainPart } from './plainMessage.ts';

/** What an image costs with Gemini 3; older models take less. */
const IMAGE_TOKENS = 1_120;
/** Roles and delimiters. */
const MESSAGE_TOKENS = 4;

/**
 * A local estimate, close enough to prune a prompt by (docs/PROTOCOL.md §11): about four characters of
 * Latin text or code make a token, characters of other scripts about one each.
 */
export function estimateTokens(text: string): number {
	let wide = 0;
	for (let index = 0; index < text.length; index++) {
		if (text.charCodeAt(index) > 0x2e7f) {
			wide++;
		}
	}
	return Math.ceil((text.length - wide) / 4 + wide);
}

export function estimateMessage(parts: readonly PlainPart[]): number {
	return parts.reduce((sum, part) => sum + estimatePart(part), MESSAGE_TOKENS);
}

function estimatePart(part: PlainPart): number {
	switch (part.kind) {
		case 'text':
			return estimateTokens(part.text);
		case 'data':
			return part.mimeType.includes('/') ? IMAGE_TOKENS : 0;
		case 'toolCall':
			return estimateTokens(part.name) + estimateTokens(JSON.stringify(part.input));
		case 'toolResult':
			return part.content.reduce((sum, each) => sum + estimatePart(each), 0);
		default:
			return 0;
	}
}

/** The whole request, with its tools. */
export function estimatePrompt({ contents, systemInstruction, tools }: Prompt): number {
	const instruction =
		typeof systemInstruction === 'string' ? [{ text: systemInstruction }] : systemInstruction;
	return (
		contents.reduce((sum, content) => sum + estimateContent(content), 0) +
		estimateParts(instruction ?? []) +
		estimateTokens(JSON.stringify(tools?.functionDeclarations ?? ''))
	);
}

function estimateContent({ parts }: Content): number {
	return MESSAGE_TOKENS + estimateParts(parts);
}

function estimateParts(parts: readonly Part[]): number {
	return parts.reduce((sum, part) => sum + estimateWirePart(part), 0);
}

function estimateWirePart({ text, inlineData, thoughtSignature: _, ...rest }: Part): number {
	if (text !== undefined) {
		return estimateTokens(text);
	}
	return inlineData === undefined ? estimateTokens(JSON.stringify(rest)) : IMAGE_TOKENS;
}
