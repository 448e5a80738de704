import { dangerousUrls, RUN, STRANGER, strangersUrls } from './urls.ts';

const MARKUP = `"><img src=x onerror=${RUN}><script>${RUN}</script>`;
const urls = [...dangerousUrls, ...strangersUrls];

const part = (value: object) => ({ candidates: [{ content: { role: 'model', parts: [value] } }] });

const suggestions = urls
	.map(url => `<a class="chip" href="${url}" onclick="${RUN}">${MARKUP}</a>`)
	.join('');

/** Events that carry attacks outside of the answer's text: in grounding, code, calls, media and words. */
export const chunkAttacks: readonly object[] = [
	part({ text: `An answer. ${MARKUP}` }),
	part({ text: `**${MARKUP}**\n\nThinking [x](javascript:${RUN})`, thought: true }),
	part({ executableCode: { language: `PYTHON${MARKUP}`, code: `${MARKUP}\n` } }),
	part({ executableCode: { language: '__PROTO__', code: MARKUP } }),
	part({ codeExecutionResult: { outcome: MARKUP, output: MARKUP } }),
	part({ functionCall: { name: MARKUP, args: { [MARKUP]: MARKUP, ['__proto__']: MARKUP } } }),
	part({ toolCall: { id: MARKUP, toolType: MARKUP, args: { q: MARKUP } } }),
	part({ toolResponse: { id: MARKUP, toolType: MARKUP, response: { q: MARKUP } } }),
	part({ fileData: { mimeType: 'image/png', fileUri: `https://${STRANGER}/x.png` } }),
	...[
		'image/svg+xml',
		'text/html',
		'application/xhtml+xml',
		`image/png" onerror="${RUN}`,
		`image/png;x=${MARKUP}`,
		'../../x.html',
	].map(mimeType =>
		part({
			inlineData: {
				mimeType,
				data: Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" onload="${RUN}"/>`).toString(
					'base64',
				),
			},
		}),
	),
	part({ inlineData: { mimeType: 'image/png', data: `" onerror="${RUN}` } }),
	{
		candidates: [
			{
				content: { role: 'model', parts: [{ text: ' The end.' }] },
				groundingMetadata: {
					groundingChunks: urls.flatMap(uri => [
						{ web: { uri, title: MARKUP, domain: uri } },
						{
							maps: {
								uri,
								title: uri,
								placeId: MARKUP,
								placeAnswerSources: { reviewSnippets: [{ title: MARKUP, googleMapsUri: uri }] },
							},
						},
					]),
					groundingSupports: [
						{
							segment: { startIndex: 0, endIndex: 9, text: 'An answer' },
							groundingChunkIndices: urls.map((_, index) => index * 2),
							confidenceScores: [2, -1],
						},
					],
					webSearchQueries: [MARKUP, `javascript:${RUN}`],
					searchEntryPoint: {
						renderedContent: `<style>@import '//${STRANGER}'</style>${suggestions}`,
					},
				},
				citationMetadata: {
					citations: urls.map(uri => ({ uri, title: MARKUP, license: MARKUP, startIndex: 0 })),
				},
				urlContextMetadata: {
					urlMetadata: urls.map(retrievedUrl => ({ retrievedUrl, urlRetrievalStatus: MARKUP })),
				},
				safetyRatings: [{ category: MARKUP, probability: MARKUP, blocked: true }],
				finishReason: `STOP${MARKUP}`,
				finishMessage: MARKUP,
			},
		],
		modelVersion: MARKUP,
		responseId: MARKUP,
		usageMetadata: { promptTokenCount: 1, trafficType: MARKUP },
	},
];

/** How many addresses, words and media the events carry. */
export const chunkAttackCount = chunkAttacks.length + urls.length * 5;

/** Refusals whose words attack. */
export const refusalAttacks: readonly string[] = [
	JSON.stringify({ error: { code: 400, status: MARKUP, message: MARKUP } }),
	`<!doctype html><title>${MARKUP}</title><script>${RUN}</script>`,
	`[link](javascript:${RUN}) ${MARKUP}`,
];
