export const EVENT_COUNT = 20_000;

const words =
	'Every request is kept until its answer has been read, so that a stream which stops early '.split(
		' ',
	);

/** The JSON of one event as the endpoint sends it, about 475 bytes with its framing. */
function eventJson(index: number): string {
	const text = Array.from({ length: 12 }, (_, at) => words[(index * 7 + at) % words.length]);
	return JSON.stringify({
		candidates: [{ content: { parts: [{ text: `${text.join(' ')} ` }], role: 'model' }, index: 0 }],
		usageMetadata: {
			promptTokenCount: 1_204,
			candidatesTokenCount: 12 * (index + 1),
			totalTokenCount: 1_204 + 12 * (index + 1),
			promptTokensDetails: [{ modality: 'TEXT', tokenCount: 1_204 }],
			thoughtsTokenCount: 312,
		},
		modelVersion: 'gemini-3.5-flash',
		responseId: 'dGhpcyBpcyBhIHJlc3BvbnNl',
	});
}

/** The events of a long answer, which ends as answers do. */
export function eventTexts(): string[] {
	const texts = Array.from({ length: EVENT_COUNT - 1 }, (_, index) => eventJson(index));
	const last = {
		content: { parts: [{ text: '.' }], role: 'model' },
		finishReason: 'STOP',
		index: 0,
	};
	return [...texts, JSON.stringify({ candidates: [last] })];
}

/** Framed as Google does it. */
export function framed(texts: readonly string[]): string {
	return texts.map(text => `data: ${text}\r\n\r\n`).join('');
}
