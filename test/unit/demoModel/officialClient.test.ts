import assert from 'node:assert/strict';
import {
	ApiError,
	FunctionCallingConfigMode,
	GenerateContentResponse,
	GoogleGenAI,
	ThinkingLevel,
} from '@google/genai';
import { type DemoServer, startDemoServer } from '../../../demo/serve.ts';

const MODEL = 'gemini-3.5-flash';

describe('The official client, talking to the demo server', () => {
	let server: DemoServer;
	let ai: GoogleGenAI;

	before(async () => {
		server = await startDemoServer({ pace: 0, requireKey: true });
		const httpOptions = { baseUrl: server.origin };
		ai = new GoogleGenAI({
			apiKey: 'demo-key',
			vertexai: false,
			apiVersion: 'v1beta',
			httpOptions,
		});
	});
	after(() => server.close());

	async function collect(stream: AsyncIterable<GenerateContentResponse>) {
		const chunks: GenerateContentResponse[] = [];
		for await (const chunk of stream) {
			chunks.push(chunk);
		}
		return chunks;
	}

	function partsOf(chunks: readonly GenerateContentResponse[]) {
		return chunks.flatMap(chunk => chunk.candidates?.[0]?.content?.parts ?? []);
	}

	function textOf(chunks: readonly GenerateContentResponse[]): string {
		return partsOf(chunks)
			.map(part => part.text)
			.join('');
	}

	it('finds the same answer under its default version, v1', async () => {
		const request = { model: MODEL, contents: 'Hello' };
		const httpOptions = { baseUrl: server.origin };
		const plain = new GoogleGenAI({ apiKey: 'demo-key', vertexai: false, httpOptions });
		const answers = [plain, ai].map(client => client.models.generateContent(request));
		const [first, second] = await Promise.all(answers);
		assert.match(first?.text ?? '', /demo model/);
		assert.equal(first?.text, second?.text);
	});

	it('streams a plain answer in many chunks that make up the unary one', async () => {
		const request = { model: MODEL, contents: 'Compare tea and coffee' };
		const chunks = await collect(await ai.models.generateContentStream(request));
		const whole = await ai.models.generateContent(request);
		const text = textOf(chunks);
		assert.ok(chunks.length > 10);
		assert.equal(text, whole.text);
		assert.match(text, /^## tea \/ coffee\n/);
		const { usageMetadata, candidates } = chunks.at(-1) ?? new GenerateContentResponse();
		assert.equal(candidates?.[0]?.finishReason, 'STOP');
		assert.equal(
			usageMetadata?.totalTokenCount,
			(usageMetadata?.promptTokenCount ?? 0) +
				(usageMetadata?.candidatesTokenCount ?? 0) +
				(usageMetadata?.thoughtsTokenCount ?? 0),
		);
	});

	it('gets thoughts first, and more of them the harder the model thinks', async () => {
		const thoughtsAt = async (thinkingLevel: ThinkingLevel) => {
			const chunks = await collect(
				await ai.models.generateContentStream({
					model: MODEL,
					contents: 'Why is the sky blue?',
					config: { thinkingConfig: { thinkingLevel, includeThoughts: true } },
				}),
			);
			return partsOf(chunks).map(part => part.thought === true);
		};
		const low = await thoughtsAt(ThinkingLevel.LOW);
		const high = await thoughtsAt(ThinkingLevel.HIGH);
		assert.deepEqual(low.slice(0, 2), [true, false]);
		assert.deepEqual(high.slice(0, 5), [true, true, true, true, false]);
		assert.deepEqual(
			await thoughtsAt(ThinkingLevel.MINIMAL).then(each => each.includes(true)),
			false,
		);
	});

	it('runs a tool round trip through a chat, signatures included', async () => {
		const chat = ai.chats.create({
			model: MODEL,
			config: {
				tools: [
					{
						functionDeclarations: [
							{
								name: 'get_weather',
								parametersJsonSchema: {
									type: 'object',
									properties: { city: { type: 'string' } },
									required: ['city'],
								},
							},
						],
					},
				],
			},
		});
		const first = await chat.sendMessage({ message: 'What is the weather in Paris and Tokyo?' });
		const calls = first.functionCalls ?? [];
		assert.deepEqual(
			calls.map(({ name, args }) => ({ name, args })),
			[
				{ name: 'get_weather', args: { city: 'Paris' } },
				{ name: 'get_weather', args: { city: 'Tokyo' } },
			],
		);
		const [paris, tokyo] = first.candidates?.[0]?.content?.parts ?? [];
		assert.equal(typeof paris?.thoughtSignature, 'string');
		assert.equal(tokyo?.thoughtSignature, undefined);
		const answer = await chat.sendMessage({
			message: calls.map(({ id, name }, index) => ({
				functionResponse: {
					...(id !== undefined && { id }),
					...(name !== undefined && { name }),
					response: { result: `${18 + index} °C` },
				},
			})),
		});
		assert.match(answer.text ?? '', /`get_weather`.*\n\n```text\n18 °C\n```\n\n[\s\S]*19 °C/);
	});

	it('must call a function in mode ANY', async () => {
		const answer = await ai.models.generateContent({
			model: MODEL,
			contents: 'Hello',
			config: {
				tools: [{ functionDeclarations: [{ name: 'now' }] }],
				toolConfig: { functionCallingConfig: { mode: FunctionCallingConfigMode.ANY } },
			},
		});
		assert.deepEqual(
			answer.functionCalls?.map(({ name, args }) => ({ name, args })),
			[{ name: 'now', args: {} }],
		);
	});

	it('gets JSON by either kind of schema', async () => {
		const schema = {
			type: 'object',
			properties: { sides: { type: 'integer', minimum: 3, maximum: 3 }, name: { type: 'string' } },
			required: ['sides', 'name'],
		};
		const byJsonSchema = await ai.models.generateContent({
			model: MODEL,
			contents: 'A triangle',
			config: { responseMimeType: 'application/json', responseJsonSchema: schema },
		});
		const bySchema = await ai.models.generateContent({
			model: MODEL,
			contents: 'A triangle',
			config: { responseMimeType: 'application/json', responseSchema: schema },
		});
		for (const { text = '' } of [byJsonSchema, bySchema]) {
			const value: unknown = JSON.parse(text);
			assert.ok(value && typeof value === 'object' && 'sides' in value && 'name' in value);
			assert.equal(value.sides, 3);
			assert.equal(typeof value.name, 'string');
		}
	});

	it('gets grounding whose byte offsets fit the text', async () => {
		const chunks = await collect(
			await ai.models.generateContentStream({
				model: MODEL,
				contents: 'Was ist “Gemütlichkeit”?',
				config: { tools: [{ googleSearch: {} }] },
			}),
		);
		const text = Buffer.from(textOf(chunks), 'utf8');
		const grounding = chunks.at(-1)?.candidates?.[0]?.groundingMetadata;
		const supports = grounding?.groundingSupports ?? [];
		assert.equal(supports.length, 3);
		assert.deepEqual(
			supports.map(({ segment }) =>
				text.subarray(segment?.startIndex ?? 0, segment?.endIndex).toString('utf8'),
			),
			supports.map(({ segment }) => segment?.text),
		);
		assert.equal(grounding?.groundingChunks?.length, 3);
		assert.equal(grounding?.webSearchQueries?.length, 2);
		assert.match(grounding?.searchEntryPoint?.renderedContent ?? '', /class="chip"/);
	});

	it('gets a picture from an image model', async () => {
		const answer = await ai.models.generateContent({
			model: 'gemini-3.1-flash-image',
			contents: 'A yellow star',
			config: { responseModalities: ['TEXT', 'IMAGE'], imageConfig: { aspectRatio: '16:9' } },
		});
		const image = answer.candidates?.[0]?.content?.parts?.find(part => part.inlineData);
		const bytes = Buffer.from(image?.inlineData?.data ?? '', 'base64');
		assert.equal(image?.inlineData?.mimeType, 'image/png');
		assert.deepEqual([bytes.readUInt32BE(16), bytes.readUInt32BE(20)], [341, 192]);
		assert.equal(typeof image?.thoughtSignature, 'string');
	});

	it('gets code, its output and a plot from code execution', async () => {
		const answer = await ai.models.generateContent({
			model: MODEL,
			contents: 'Plot the numbers 3, 5 and 10',
			config: { tools: [{ codeExecution: {} }] },
		});
		assert.match(answer.executableCode ?? '', /^values = \[3, 5, 10\]\n/);
		assert.equal(answer.codeExecutionResult, 'sum=18 mean=6\n');
		assert.ok(answer.candidates?.[0]?.content?.parts?.some(part => part.inlineData));
	});

	it('gets speech from a speech model', async () => {
		const answer = await ai.models.generateContent({
			model: 'gemini-3.8-flash-tts',
			contents: 'Say hello',
			config: {
				responseModalities: ['AUDIO'],
				speechConfig: { voiceConfig: { prebuiltVoiceConfig: { voiceName: 'Kore' } } },
			},
		});
		const audio = answer.candidates?.[0]?.content?.parts?.[0]?.inlineData;
		assert.equal(audio?.mimeType, 'audio/L16;codec=pcm;rate=24000');
		assert.ok(Buffer.from(audio?.data ?? '', 'base64').length > 1000);
	});

	it('counts tokens', async () => {
		const { totalTokens } = await ai.models.countTokens({
			model: MODEL,
			contents: 'x'.repeat(400),
		});
		assert.equal(totalTokens, 100);
	});

	it('lists all models, page by page, and reads one', async () => {
		const names: string[] = [];
		for await (const { name } of await ai.models.list({ config: { pageSize: 7 } })) {
			names.push(name ?? '');
		}
		assert.ok(names.includes('models/gemini-4-argon'));
		assert.equal(new Set(names).size, names.length);
		assert.ok(names.length > 14);
		const { inputTokenLimit, outputTokenLimit } = await ai.models.get({ model: MODEL });
		assert.deepEqual([inputTokenLimit, outputTokenLimit], [1_048_576, 65_536]);
	});

	it('is told about an unknown model and a bad key', async () => {
		const isApiError = (status: number, words: RegExp) => (error: unknown) => {
			assert.ok(error instanceof ApiError);
			assert.equal(error.status, status);
			assert.match(error.message, words);
			return true;
		};
		const generate = (client: GoogleGenAI, model: string) =>
			client.models.generateContentStream({ model, contents: 'Hi' });
		await assert.rejects(
			generate(ai, 'no-such-model'),
			isApiError(404, /models\/no-such-model is not found/),
		);
		const httpOptions = { baseUrl: server.origin };
		const stranger = new GoogleGenAI({ apiKey: 'bad-key', vertexai: false, httpOptions });
		await assert.rejects(generate(stranger, MODEL), isApiError(400, /API key not valid/));
	});

	// It keeps what came after a checkpoint: nothing may come late.
	for (const scenario of ['continuation', 'continuation-cut late=0']) {
		it(`follows ${scenario} without its caller noticing`, async () => {
			const prompt = 'Compare tea and coffee';
			const model = 'gemini-4-argon';
			const chunks = await collect(
				await ai.models.generateContentStream({
					model,
					contents: `[[scenario:${scenario}]] ${prompt}`,
				}),
			);
			const whole = await ai.models.generateContent({ model, contents: prompt });
			const hops = server.model.requests.filter(
				each => each.scenario && scenario.startsWith(each.scenario),
			);
			assert.equal(textOf(chunks), whole.text);
			assert.ok(hops.length > 1);
		});
	}
});
