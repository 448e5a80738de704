import { ERROR_KINDS } from '../../src/shared/errorInfo.ts';
import type { Random } from './randomChoice.ts';

export const errorKinds: ReadonlySet<string> = new Set(ERROR_KINDS);

const part = (value: object, extra: object = {}) => ({
	candidates: [{ content: { role: 'model', parts: [value] }, index: 0, ...extra }],
});

const frames = (...chunks: readonly object[]) =>
	chunks.map(chunk => `data: ${JSON.stringify(chunk)}\r\n\r\n`).join('');

/** Small streams that hold everything the protocol has. */
export const SEEDS: readonly string[] = [
	frames(
		part({ text: 'hm', thought: true }),
		part({ text: 'Héllo 𝄞 ' }),
		part({ text: 'world', thoughtSignature: 'c2ln' }, { finishReason: 'STOP' }),
		{
			usageMetadata: { promptTokenCount: 1, totalTokenCount: 2 },
			modelVersion: 'm',
			responseId: 'r',
		},
	),
	frames(
		part({ functionCall: { name: 'f', willContinue: true } }),
		part({
			functionCall: {
				partialArgs: [
					{ jsonPath: '$.a.b[0].c', stringValue: 'x', willContinue: true },
					{ jsonPath: '$.n', numberValue: 1 },
					{ jsonPath: "$['q']", boolValue: true },
				],
				willContinue: true,
			},
		}),
		part({ functionCall: {} }, { finishReason: 'STOP' }),
	),
	frames(
		part({ functionCall: { name: 'server_f', id: '1', args: { a: 1 } } }, { finishReason: 'STOP' }),
		part({ functionResponse: { name: 'server_f', id: '1', response: { ok: true } } }),
		part({ text: 'Done.' }, { finishReason: 'STOP', finishMessage: 'x', tokenCount: 3 }),
	),
	frames(
		part(
			{ text: 'Né en 1900.' },
			{
				groundingMetadata: {
					groundingChunks: [{ web: { uri: 'u', title: 't' } }, { maps: { placeId: 'p' } }],
					groundingSupports: [
						{
							segment: { partIndex: 1, startIndex: 0, endIndex: 12, text: 'Né en 1900.' },
							groundingChunkIndices: [0],
							confidenceScores: [0.5],
						},
					],
					webSearchQueries: ['q'],
				},
				citationMetadata: { citations: [{ uri: 'u', publicationDate: { year: 2020 } }] },
				urlContextMetadata: { urlMetadata: [{ retrievedUrl: 'u', urlRetrievalStatus: 's' }] },
				safetyRatings: [{ category: 'c', probability: 'LOW' }],
				avgLogprobs: -0.1,
				logprobsResult: { chosenCandidates: [{ token: 'a', logProbability: -1 }] },
				finishReason: 'STOP',
			},
		),
	),
	frames(
		part({ text: 'One. ' }, { continuationToken: 'T1' }),
		part({ text: 'Two. ' }),
		part({ text: 'Three. ' }, { continuationToken: 'T2', finishReason: 'CONTINUATION' }),
	),
	frames(
		part({ inlineData: { mimeType: 'image/png', data: 'AAAA' } }),
		part({ executableCode: { language: 'PYTHON', code: '1' } }),
		part({ codeExecutionResult: { outcome: 'OUTCOME_OK', output: '1' } }),
		part({ toolCall: { id: '1', toolType: 'URL_CONTEXT' } }),
	),
	`${frames(part({ text: 'a' }))}{\n  "error": {\n    "code": 503,\n    "message": "x"\n  }\n}\n`,
	': PING\n\nevent: error\ndata: {"message":"x"}\n\ndata: [DONE]\n\n',
	frames({ promptFeedback: { blockReason: 'SAFETY', safetyRatings: [] } }),
	'<!doctype html><title>x</title>',
	'[{"candidates":[{"content":{"parts":[{"text":"a"}]}}]},\n{"error":{"code":429}}]',
];

/** What breaks parsers, and what means something here. */
const WORDS: readonly string[] = [
	'"',
	'\\',
	'{',
	'}',
	'[',
	']',
	',',
	':',
	'null',
	'true',
	'-1',
	'1e999',
	'0',
	'""',
	'[]',
	'{}',
	'[[]]',
	'\r',
	'\n',
	'\r\n',
	'\n\n',
	'data:',
	'data: {}\n\n',
	'event: error\n',
	': x\n',
	'id: 1\n',
	'\uFEFF',
	'\0',
	'"error":{"code":500},',
	'"error":"x",',
	'"candidates":null,',
	'"parts":{},',
	'"text":7,',
	'"index":-1,',
	'"finishReason":"CONTINUATION","continuationToken":"T",',
	'"continuationToken":"",',
	'"thought":"yes",',
	'"functionCall":{"name":"f"},',
	'"functionCall":{"name":"__proto__","args":[]},',
	'"partialArgs":[{"jsonPath":"$.__proto__.x","boolValue":true}],',
	'"jsonPath":"$.a[99999999]",',
	'"groundingSupports":[{"segment":{"startIndex":-5,"endIndex":1e9}}],',
	'"__proto__":{"x":1},',
	'\\ud800',
	'"usageMetadata":{"promptTokenCount":"many"},',
	'"promptFeedback":{"blockReason":"X"},',
];

const FIELDS = WORDS.filter(word => /^".*,$/.test(word));

type Mutation = (bytes: Uint8Array, others: readonly Uint8Array[], random: Random) => Uint8Array;

const MUTATIONS: readonly Mutation[] = [
	(bytes, _others, random) => {
		const copy = bytes.slice();
		copy[random.below(bytes.length)] = random.below(256);
		return copy;
	},
	(bytes, _others, random) => bytes.subarray(0, random.below(bytes.length + 1)),
	(bytes, _others, random) => bytes.subarray(random.below(bytes.length + 1)),
	(bytes, _others, random) => {
		const [start, end] = range(bytes, random);
		return join(bytes.subarray(0, start), bytes.subarray(end));
	},
	(bytes, _others, random) => {
		const [start, end] = range(bytes, random);
		return join(bytes.subarray(0, end), bytes.subarray(start));
	},
	(bytes, _others, random) => {
		const at = random.below(bytes.length + 1);
		const word = new TextEncoder().encode(random.pick(WORDS));
		return join(bytes.subarray(0, at), word, bytes.subarray(at));
	},
	(bytes, others, random) => {
		const [start, end] = range(bytes, random);
		const other = random.pick(others);
		const [from, to] = range(other, random);
		return join(bytes.subarray(0, start), other.subarray(from, to), bytes.subarray(end));
	},
	(bytes, others, random) => join(bytes, random.pick(others)),
];

/** These often leave valid JSON behind, so that what reads it is tried and not only the parser. */
const GENTLE: readonly Mutation[] = [
	(bytes, _others, random) => atKey(bytes, random, random.pick(FIELDS)),
	(bytes, _others, random) => replaceValue(bytes, random),
];

/** One to four of them, one after another. */
export function mutate(
	seed: Uint8Array,
	others: readonly Uint8Array[],
	random: Random,
): Uint8Array {
	let bytes = seed;
	const mutations = random.chance(0.6) ? GENTLE : MUTATIONS;
	for (let round = 1 + random.below(4); round > 0 && bytes.length > 0; round--) {
		bytes = random.pick(mutations)(bytes, others, random);
	}
	return bytes;
}

function range(bytes: Uint8Array, random: Random): [start: number, end: number] {
	const start = random.below(bytes.length + 1);
	return [start, Math.min(bytes.length, start + random.below(200))];
}

function join(...pieces: readonly Uint8Array[]): Uint8Array {
	return new Uint8Array(Buffer.concat(pieces));
}

/** Puts a word where a field begins, so that the JSON often stays valid. */
function atKey(bytes: Uint8Array, random: Random, word: string): Uint8Array {
	const text = Buffer.from(bytes).toString('latin1');
	const keys = [...text.matchAll(/(?<=[{,]\s*)"(?=[\w-]+"\s*:)/g)];
	const at = keys.length === 0 ? 0 : random.pick(keys).index;
	return new Uint8Array(Buffer.from(text.slice(0, at) + word + text.slice(at), 'latin1'));
}

/** Another value for a field: the JSON stays valid, the shape does not. */
function replaceValue(bytes: Uint8Array, random: Random): Uint8Array {
	const text = Buffer.from(bytes).toString('latin1');
	const values = [...text.matchAll(/:\s*("(?:[^"\\]|\\.)*"|[\d.-]+|true|false|\{\}|\[\])/g)];
	if (values.length === 0) {
		return bytes;
	}
	const { index, 0: whole } = random.pick(values);
	const value = random.pick([
		'null',
		'7',
		'"x"',
		'[]',
		'{}',
		'[null]',
		'true',
		'-1',
		'[[1]]',
		'{"a":null}',
	]);
	return new Uint8Array(
		Buffer.from(`${text.slice(0, index)}:${value}${text.slice(index + whole.length)}`, 'latin1'),
	);
}
