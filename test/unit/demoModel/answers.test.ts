import assert from 'node:assert/strict';
import { crc32, inflateSync } from 'node:zlib';
import { generate, MODEL, partsOf, prompt, stream, textOf, user } from './askDemo.ts';

const CART = `export async function total(items: Item[], rate = 0.2): Promise<number> {
	let sum = 0;
	for (const item of items) {
		sum += item.price;
	}
	try {
		return sum + (await fetchTax(sum, rate));
	} catch {
		return sum;
	}
}`;

const fenced = (words: string, code: string, language = 'ts') =>
	`${words}\n\n\`\`\`${language}\n${code}\n\`\`\`\n`;

const declare = (...functionDeclarations: object[]) => ({ tools: [{ functionDeclarations }] });
const withPath = (name: string) => ({
	name,
	parameters: { type: 'OBJECT', properties: { path: { type: 'STRING' } }, required: ['path'] },
});

describe('Answers of the demo model', () => {
	it('explain the very code they were sent, at the lines it has in its file', async () => {
		const words = 'Explain this code from src/cart.ts, lines 10-20:';
		const text = textOf(await generate(prompt(fenced(words, CART))));
		for (const expected of [
			'## What `total` does',
			'**TypeScript**, lines 10–20: it defines `total()`; in short, it walks over a collection,',
			'- **`total`** (line 10, asynchronous) takes `items` and `rate`.',
			'| 12 | `for (const item of items) {` | repeats the work for each item |',
			'**Errors** are dealt with at line 15;',
			'```ts\n// how it is called\nconst result = await total(items, rate);\n```',
			'> **Demo** — ',
		]) {
			assert.ok(text.includes(expected), `${expected}\n\nin\n\n${text}`);
		}
	});

	it('take path and lines from the prompt of the editor, and name its problems', async () => {
		const code = ' 9 | function half(x) {\n10 | \treturn y / 2;\n11 | }';
		const words = 'Explain `half`.\n\nFile: `src/half.js`\nLanguage: javascript\nLines: 9-11';
		const problems = fenced('Problems', "line 10: error 2304 (ts): Cannot find name 'y'.", '');
		const text = textOf(
			await generate(prompt(`${fenced(words, code, 'javascript')}\n${problems}`)),
		);
		for (const expected of [
			'**JavaScript**, lines 9–11:',
			'- **`half`** (`src/half.js:9`) takes `x`.',
			'| 10 | `return y / 2;` | gives the result to the caller |',
			"- line 10: error 2304 (ts): Cannot find name 'y'.",
		]) {
			assert.ok(text.includes(expected), `${expected}\n\nin\n\n${text}`);
		}
	});

	it('hear what was typed in VS Code’s own chat, and not what it adds', async () => {
		const added = '<reminder>Prefer write_file.</reminder>\n';
		const tools = declare(withPath('read_file'), withPath('write_file'));
		for (const tag of ['prompt', 'userRequest']) {
			const sent = `${added}<${tag}>\nread_file /home/me/a.ts\n</${tag}>\n`;
			const calls = partsOf(await generate(prompt(sent, tools))).flatMap(
				({ functionCall: call }) => (call ? [{ ...call, id: '' }] : []),
			);
			assert.deepEqual(calls, [{ id: '', name: 'read_file', args: { path: '/home/me/a.ts' } }]);
		}
	});

	it('fit into one sentence where that is all one wants', async () => {
		const systemInstruction = { parts: [{ text: 'Answer in one sentence, without headings.' }] };
		const text = textOf(await generate(prompt(fenced('Explain', CART), { systemInstruction })));
		assert.match(
			text,
			/^\*\*TypeScript\*\*, lines 1–11: it defines [^.]+ hands back a result\. \*\(demo\)\*$/,
		);
	});

	const FUNCTIONS: readonly (readonly [language: string, code: string, part: string])[] = [
		[
			'python',
			'def load(path, mode="r"):\n    return open(path, mode)',
			'`load`** (line 1) takes `path` and `mode`',
		],
		[
			'go',
			'func (s *Store) Get(ctx context.Context, key string) (int, error) {\n\treturn 0, nil\n}',
			'`Get`** (line 1) takes `ctx` and `key`',
		],
		[
			'rust',
			'pub fn area(&self, scale: f64) -> f64 {\n    scale\n}',
			'`area`** (line 1) takes `scale`',
		],
		[
			'java',
			'public static int add(int a, final int b) {\n  return a + b;\n}',
			'`add`** (line 1) takes `a` and `b`',
		],
		['ruby', 'def greet(name)\n  puts name\nend', '`greet`** (line 1) takes `name`'],
		['js', 'const twice = x => x * 2;', '`twice`** (line 1) takes `x`'],
		['', 'fun hello() {\n  println("hi")\n}', '`hello`** (line 1) takes no parameters'],
	];
	for (const [language, code, part] of FUNCTIONS) {
		it(`find the function in ${language || 'code without a language'}`, async () => {
			const text = textOf(await generate(prompt(fenced('Explain', code, language))));
			assert.ok(text.includes(part), text);
		});
	}

	it('are French when asked in French, or told to be', async () => {
		const system = { parts: [{ text: 'Answer in French.' }] };
		const answers = [
			await generate(prompt(fenced('Explique-moi ce code', CART))),
			await generate(prompt(fenced('Explain this code', CART), { systemInstruction: system })),
			await generate(prompt('Bonjour !')),
			await generate(prompt('Pourquoi le ciel est-il bleu ?')),
		];
		assert.deepEqual(
			answers.map(answer => textOf(answer).includes('> **Démo** — ')),
			[true, true, true, true],
		);
		const english = await generate(
			prompt('Bonjour, answer in English please', { systemInstruction: system }),
		);
		assert.ok(textOf(english).includes('> **Demo** — '));
	});

	it('are the same for the same request', async () => {
		const body = prompt('Give me 4 ideas for a garden');
		assert.deepEqual(await generate(body), await generate(body));
		assert.match(textOf(await generate(body)), /\n4\. [^\n]+\n\n>/);
	});

	it('remember what was said before', async () => {
		const contents = [
			user('What is Rust?'),
			{ role: 'model', parts: [{ text: 'A language' }] },
			user('And what is Go?'),
		];
		assert.match(textOf(await generate({ contents })), /before, you asked about “Rust”/);
	});

	it('obey small wishes of the system instruction', async () => {
		const text = 'Your name is Nova. Always end with "Over." Use one sentence.';
		const answer = await generate(
			prompt('What is Rust?', { systemInstruction: { parts: [{ text }] } }),
		);
		assert.match(
			textOf(answer),
			/^\*\*Nova\*\*\n\nYou asked about \*\*Rust\*\*\. \*\(demo\)\* Over\.$/,
		);
	});

	it('never repeat a key', async () => {
		const answer = await generate(prompt('What is sk-abcdefghijklmnop1234?'));
		assert.doesNotMatch(JSON.stringify(answer), /sk-abcdef/);
	});

	it('stop at the output limit, which counts thinking', async () => {
		const limited = (maxOutputTokens: number) =>
			generate(prompt('What is Rust?', { generationConfig: { maxOutputTokens } }));
		const [little, some] = [await limited(100), await limited(200)];
		assert.deepEqual(little.candidates, [
			{ content: { role: 'model' }, finishReason: 'MAX_TOKENS', index: 0 },
		]);
		assert.equal(little.usageMetadata?.thoughtsTokenCount, 100);
		assert.equal(some.candidates?.[0]?.finishReason, 'MAX_TOKENS');
		assert.ok((some.usageMetadata?.candidatesTokenCount ?? 0) <= 40);
		assert.ok(textOf(some).length > 60);
	});

	it('stop before a stop sequence', async () => {
		const generationConfig = { stopSequences: ['asked'] };
		const answer = await generate(prompt('What is Rust?', { generationConfig }));
		assert.equal(textOf(answer), '## Rust\n\nYou ');
		assert.equal(answer.candidates?.[0]?.finishReason, 'STOP');
		const run = { tools: [{ codeExecution: {} }], generationConfig: { stopSequences: [' lines'] } };
		const parts = partsOf(await generate(prompt('Add 1 and 2', run)));
		assert.deepEqual(
			parts.map(part => part.text ?? Object.keys(part)),
			['I compute that with a few'],
		);
	});

	it('count usage upwards, and end signed on Gemini 3', async () => {
		const chunks = await stream(prompt('What is Rust?'));
		const totals = chunks.map(each => each.usageMetadata?.totalTokenCount ?? 0);
		assert.deepEqual(
			totals,
			totals.toSorted((a, b) => a - b),
		);
		const [last] = chunks.at(-1)?.candidates ?? [];
		assert.equal(last?.finishReason, 'STOP');
		assert.equal(last?.content?.parts?.[0]?.text, '');
		assert.equal(typeof last?.content?.parts?.[0]?.thoughtSignature, 'string');
	});

	it('interleave several candidates by index', async () => {
		const generationConfig = { candidateCount: 2 };
		const chunks = await stream(prompt('Hello', { generationConfig }), 'gemini-2.5-flash');
		const indices = chunks.map(each => each.candidates?.[0]?.index);
		assert.deepEqual(indices.slice(0, 4), [0, 1, 0, 1]);
	});

	it('tell log probabilities and safety ratings when asked', async () => {
		const body = prompt('Hello', {
			safetySettings: [{ category: 'HARM_CATEGORY_HARASSMENT', threshold: 'OFF' }],
			generationConfig: { responseLogprobs: true, logprobs: 2 },
		});
		const [candidate] = (await generate(body, 'gemini-2.5-flash')).candidates ?? [];
		assert.deepEqual(candidate?.['safetyRatings'], [
			{ category: 'HARM_CATEGORY_HARASSMENT', probability: 'NEGLIGIBLE' },
		]);
		assert.equal(typeof candidate?.['avgLogprobs'], 'number');
		assert.deepEqual(Object.keys(Object(candidate?.['logprobsResult'])), [
			'chosenCandidates',
			'logProbabilitySum',
			'topCandidates',
		]);
	});

	it('call two functions at once, the first one signed', async () => {
		const tools = declare(withPath('read_file'), { name: 'list_problems' });
		const parts = partsOf(await generate(prompt('Read file src/a.ts and list problems', tools)));
		assert.deepEqual(
			parts.map(({ functionCall, thoughtSignature }) => [
				{ ...functionCall, id: undefined },
				typeof thoughtSignature,
			]),
			[
				[{ id: undefined, name: 'read_file', args: { path: 'src/a.ts' } }, 'string'],
				[{ id: undefined, name: 'list_problems', args: {} }, 'undefined'],
			],
		);
	});

	it('call one function after the other where the prompt says "then"', async () => {
		const tools = declare(withPath('read_file'), withPath('delete_file'));
		const contents: object[] = [user('read_file a.ts, then delete_file a.ts')];
		const names: unknown[] = [];
		for (let step = 0; step < 2; step++) {
			const parts = partsOf(await generate({ contents, ...tools }));
			const [{ functionCall } = {}] = parts;
			const { name, id } = { name: '', id: '', ...functionCall };
			names.push(name);
			const response = { name, id, response: { result: 'ok' } };
			contents.push(
				{ role: 'model', parts },
				{ role: 'user', parts: [{ functionResponse: response }] },
			);
		}
		assert.deepEqual(names, ['read_file', 'delete_file']);
		assert.match(textOf(await generate({ contents, ...tools })), /`delete_file`\*\* returned:/);
	});

	it('do not call what nobody asked for, or may not be called', async () => {
		const tools = declare(withPath('read_file'));
		const mode = { toolConfig: { functionCallingConfig: { mode: 'NONE' } } };
		const answers = [
			await generate(prompt('Hello', tools)),
			await generate(prompt('read_file a.ts', { ...tools, ...mode })),
		];
		assert.deepEqual(
			answers.map(each => partsOf(each).some(part => part.functionCall)),
			[false, false],
		);
	});

	it('trace server-side tools where that is asked for', async () => {
		const body = prompt('What is new?', {
			tools: [{ googleSearch: {} }, { functionDeclarations: [{ name: 'f' }] }],
			toolConfig: { includeServerSideToolInvocations: true },
		});
		const parts = partsOf(await generate(body));
		assert.deepEqual(
			parts
				.slice(0, 2)
				.map(part => [
					Object.keys(part),
					Object(part['toolCall'] ?? part['toolResponse']).toolType,
				]),
			[
				[['toolCall', 'thoughtSignature'], 'GOOGLE_SEARCH_WEB'],
				[['toolResponse', 'thoughtSignature'], 'GOOGLE_SEARCH_WEB'],
			],
		);
	});

	it('say for each page of the prompt whether it could be read', async () => {
		const words = 'Summarise https://example.com/a and https://example.org/paywall.';
		const [candidate] =
			(await generate(prompt(words, { tools: [{ urlContext: {} }] }))).candidates ?? [];
		assert.deepEqual(candidate?.['urlContextMetadata'], {
			urlMetadata: [
				{
					retrievedUrl: 'https://example.com/a',
					urlRetrievalStatus: 'URL_RETRIEVAL_STATUS_SUCCESS',
				},
				{
					retrievedUrl: 'https://example.org/paywall',
					urlRetrievalStatus: 'URL_RETRIEVAL_STATUS_PAYWALL',
				},
			],
		});
	});

	it('name places near the given position', async () => {
		const body = prompt('Where is coffee?', {
			tools: [{ googleMaps: {} }],
			toolConfig: { retrievalConfig: { latLng: { latitude: 43.5, longitude: 3.75 } } },
		});
		const [candidate] = (await generate(body)).candidates ?? [];
		assert.deepEqual(Object(candidate?.['groundingMetadata']).groundingChunks[0], {
			maps: {
				uri: 'https://www.google.com/maps/search/?api=1&query=43.5,3.75',
				title: 'Café de la Comète',
				placeId: 'places/demo-1',
			},
		});
	});

	it('draw a draft and a final picture, both of them sound PNGs', async () => {
		const body = prompt('A red heart', {
			generationConfig: {
				responseModalities: ['IMAGE'],
				imageConfig: { imageSize: '512' },
				thinkingConfig: { thinkingLevel: 'HIGH', includeThoughts: true },
			},
		});
		const images = partsOf(await generate(body, 'gemini-3.1-flash-image')).filter(
			part => part.inlineData,
		);
		assert.deepEqual(
			images.map(part => [
				part.thought === true,
				part.thoughtSignature !== undefined,
				sizeOfPng(part.inlineData),
			]),
			[
				[true, false, [64, 64]],
				[false, true, [128, 128]],
			],
		);
	});

	it('are marked by model, response id and effort', async () => {
		const answer = await generate(prompt('Hello'));
		assert.equal(answer.modelVersion, MODEL);
		assert.match(answer.responseId ?? '', /^\w{16}$/);
		assert.equal(answer.usageMetadata?.thoughtsTokenCount, 160);
	});
});

/** Checks every chunk and the length of the pixels; gives width and height. */
function sizeOfPng(image: object | undefined): [number, number] {
	const png = Buffer.from(Object(image).data, 'base64');
	const found: Record<string, Buffer> = {};
	for (let at = 8; at < png.length; ) {
		const size = png.readUInt32BE(at);
		const body = png.subarray(at + 4, at + 8 + size);
		assert.equal(crc32(body), png.readUInt32BE(at + 8 + size));
		found[body.toString('latin1', 0, 4)] = body.subarray(4);
		at += 12 + size;
	}
	const { IHDR = Buffer.alloc(8), IDAT = Buffer.alloc(0) } = found;
	const [width, height] = [IHDR.readUInt32BE(0), IHDR.readUInt32BE(4)];
	assert.equal(inflateSync(IDAT).length, (width + 1) * height);
	return [width, height];
}
