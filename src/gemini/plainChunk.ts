import type { Chunk } from './chunk.ts';
import { isRecord } from './json.ts';

/**
 * Whether a value is a chunk of the plainest kind: text, media, a finish reason, counts, and fields nobody reads.
 * Most chunks are, and to find that out here costs a tenth of what the whole schema does, and spares those
 * who read the chunk a look for all that it does not hold; `false` says nothing but that they must look.
 */
export function isPlainChunk(value: unknown): value is Chunk {
	return (
		isRecord(value) &&
		value['promptFeedback'] === undefined &&
		value['modelStatus'] === undefined &&
		isText(value['modelVersion']) &&
		isText(value['responseId']) &&
		isText(value['createTime']) &&
		isListOf(value['candidates'], isPlainCandidate) &&
		isPlainUsage(value['usageMetadata'])
	);
}

function isPlainCandidate(value: unknown): boolean {
	return (
		isRecord(value) &&
		value['safetyRatings'] === undefined &&
		value['citationMetadata'] === undefined &&
		value['groundingMetadata'] === undefined &&
		value['urlContextMetadata'] === undefined &&
		value['logprobsResult'] === undefined &&
		value['continuationToken'] === undefined &&
		value['tokenCount'] === undefined &&
		value['avgLogprobs'] === undefined &&
		isCount(value['index']) &&
		isText(value['finishReason']) &&
		isText(value['finishMessage']) &&
		isPlainContent(value['content'])
	);
}

function isPlainContent(value: unknown): boolean {
	return (
		value === undefined ||
		(isRecord(value) && isText(value['role']) && isListOf(value['parts'], isPlainPart))
	);
}

function isPlainPart(value: unknown): boolean {
	if (!isRecord(value)) {
		return false;
	}
	for (const key in value) {
		if (key === 'text' || key === 'thoughtSignature') {
			if (typeof value[key] !== 'string') {
				return false;
			}
		} else if (key === 'thought') {
			if (typeof value[key] !== 'boolean') {
				return false;
			}
		} else if (key !== 'inlineData' || !isPlainMedia(value[key])) {
			return false;
		}
	}
	return true;
}

function isPlainMedia(value: unknown): boolean {
	return (
		isRecord(value) &&
		typeof value['mimeType'] === 'string' &&
		typeof value['data'] === 'string' &&
		isText(value['displayName'])
	);
}

function isPlainUsage(value: unknown): boolean {
	return (
		value === undefined ||
		(isRecord(value) &&
			isCount(value['promptTokenCount']) &&
			isCount(value['candidatesTokenCount']) &&
			isCount(value['thoughtsTokenCount']) &&
			isCount(value['toolUsePromptTokenCount']) &&
			isCount(value['cachedContentTokenCount']) &&
			isCount(value['totalTokenCount']) &&
			isListOf(value['promptTokensDetails'], isPlainDetail) &&
			isListOf(value['candidatesTokensDetails'], isPlainDetail) &&
			isListOf(value['cacheTokensDetails'], isPlainDetail) &&
			isListOf(value['toolUsePromptTokensDetails'], isPlainDetail) &&
			isText(value['trafficType']) &&
			isText(value['serviceTier']))
	);
}

function isPlainDetail(value: unknown): boolean {
	return isRecord(value) && isText(value['modality']) && isCount(value['tokenCount']);
}

function isText(value: unknown): boolean {
	return value === undefined || typeof value === 'string';
}

function isCount(value: unknown): boolean {
	return value === undefined || typeof value === 'number';
}

function isListOf(value: unknown, isElement: (element: unknown) => boolean): boolean {
	return value === undefined || (Array.isArray(value) && value.every(isElement));
}
