import assert from 'node:assert/strict';
import { isChunk } from '../../../src/gemini/chunk.ts';
import { createEventMapper, type WireEvent } from '../../../src/gemini/toEvents.ts';

/** The events of a whole response, given as its chunks. */
export function eventsOf(...chunks: readonly unknown[]): WireEvent[] {
	const mapper = createEventMapper();
	const events: WireEvent[] = [];
	for (const chunk of chunks) {
		assert.ok(isChunk(chunk));
		mapper.map(chunk, events);
	}
	mapper.end(events);
	return events;
}

/** A response with every field that CometAPI's own reference page shows. */
export const SEED_RESPONSE = {
	candidates: [
		{
			content: {
				role: 'model',
				parts: [
					{ text: 'Hello' },
					{ functionCall: { name: 'f', args: { a: 1 } } },
					{ inlineData: { mimeType: 'image/png', data: 'AAAA' }, thought: true },
				],
			},
			finishReason: 'STOP',
			safetyRatings: [
				{ category: 'HARM_CATEGORY_HATE_SPEECH', probability: 'LOW', blocked: false },
			],
			citationMetadata: {
				citationSources: [{ startIndex: 1, endIndex: 3, uri: 'https://x.example', license: 'MIT' }],
			},
			tokenCount: 3,
			avgLogprobs: -0.0023,
			groundingMetadata: {
				groundingChunks: [{ web: { uri: 'https://y.example', title: 'y.example' } }],
				groundingSupports: [
					{
						groundingChunkIndices: [0],
						confidenceScores: [0.9],
						segment: { startIndex: 0, endIndex: 5, text: 'Hello' },
					},
				],
				webSearchQueries: ['hello'],
			},
			index: 0,
		},
	],
	promptFeedback: {
		blockReason: 'SAFETY',
		safetyRatings: [{ category: 'HARM_CATEGORY_HARASSMENT', probability: 'HIGH', blocked: true }],
	},
	usageMetadata: {
		promptTokenCount: 5,
		candidatesTokenCount: 1,
		totalTokenCount: 30,
		trafficType: 'ON_DEMAND',
		thoughtsTokenCount: 24,
		promptTokensDetails: [{ modality: 'TEXT', tokenCount: 5 }],
		candidatesTokensDetails: [{ modality: 'TEXT', tokenCount: 1 }],
	},
	modelVersion: 'gemini-2.5-flash',
	createTime: '2026-03-25T04:21:43.756483Z',
	responseId: 'CeynaY3LDtvG4_UP0qaCuQY',
};
