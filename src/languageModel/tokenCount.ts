import { estimateMediaTokens, estimateTextTokens } from '../gemini/estimateTokens.ts';
import { isReadable, textInPlaceOf } from '../platform/dataParts.ts';
import type { PlainPart } from './plainMessage.ts';

/** Tokens of one message, guessed on the spot; marks that are not sent count nothing. */
export function estimateMessage(parts: readonly PlainPart[], model: string): number {
	return parts.reduce((sum, part) => sum + estimatePart(part, model), 0);
}

function estimatePart(part: PlainPart, model: string): number {
	switch (part.kind) {
		case 'text':
			return estimateTextTokens(part.text);
		case 'data':
			return isReadable(part.mimeType)
				? estimateMediaTokens(part.mimeType, part.data.length, model)
				: estimateTextTokens(textInPlaceOf(part) ?? '');
		case 'toolCall':
			return estimateTextTokens(part.name + JSON.stringify(part.input));
		case 'toolResult':
			return part.content.reduce((sum, each) => sum + estimatePart(each, model), 0);
		default:
			return 0;
	}
}
