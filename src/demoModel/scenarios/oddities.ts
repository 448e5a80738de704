import { signatureSubject } from '../requestCheck/checkTurns.ts';
import { issueSignature } from '../signatures.ts';
import type { WireCandidate, WireChunk } from '../wire.ts';
import { says, streaming } from './endings.ts';
import type { Scenario, ScenarioContext } from './scenario.ts';

function signedCall({ ask }: ScenarioContext, call: Readonly<Record<string, unknown>>) {
	const part = { functionCall: { name: 'lookup', ...call } };
	return { ...part, thoughtSignature: issueSignature(ask.model.id, signatureSubject(part), 7) };
}

const STOP: WireCandidate = { ...says({ text: '' }), finishReason: 'STOP', index: 0 };

/** A chunk as Vertex sends it: usage only at the end, the time of creation always. */
function asVertex(chunk: WireChunk, isLast: boolean, now: number): WireChunk {
	return {
		...chunk,
		usageMetadata: { ...(isLast && chunk.usageMetadata), trafficType: 'ON_DEMAND' },
		createTime: new Date(now).toISOString().replace('Z', '000Z'),
	};
}

function partialArguments(end: string | undefined): WireCandidate[] {
	const piece = (jsonPath: string, value: Readonly<Record<string, unknown>>) =>
		says({ functionCall: { partialArgs: [{ jsonPath, ...value }], willContinue: true } });
	return [
		piece('$.city', { stringValue: 'San ', willContinue: true }),
		piece('$.city', { stringValue: 'Francisco', willContinue: true }),
		piece('$.city', { stringValue: '' }),
		piece('$.days[0].hours', { numberValue: 3 }),
		piece('$.exact', { boolValue: true }),
		...(end === 'missing' ? [] : [says({ functionCall: {} })]),
	];
}

/** Legal, but not what one expects (docs/PROTOCOL.md §7.2). */
export const ODDITIES = {
	vertex: streaming(
		'Vertex: usage only in the last chunk, trafficType and createTime in all.',
		({ chunks, now }) => {
			const all = chunks();
			return all.map((chunk, index) => asVertex(chunk, index === all.length - 1, now));
		},
	),
	'usage-only': streaming(
		'Chunks without candidates, with empty content, and `{}` between the good ones.',
		({ chunk, chunks }) => {
			const [first = {}, ...rest] = chunks();
			return [chunk(), first, {}, chunk({ content: {}, index: 0 }), ...rest, chunk()];
		},
	),
	'two-candidates': streaming('Two candidates, interleaved by index.', ({ chunks }) =>
		chunks().flatMap(each =>
			[0, 1].map(index => ({
				...each,
				candidates: each.candidates?.map(candidate => ({ ...candidate, index })) ?? [],
			})),
		),
	),
	alias: streaming('modelVersion is another than the requested id.', ({ ask, chunks }) =>
		chunks().map(each => ({ ...each, modelVersion: `${ask.model.id}-001` })),
	),
	'unknown-enums': streaming(
		'Finish reason and safety words that nobody knows yet.',
		({ chunk }) => [
			chunk({
				...says({ text: 'All is well. ' }),
				safetyRatings: [{ category: 'HARM_CATEGORY_NEW', probability: 'ASTRONOMIC' }],
			}),
			chunk({ ...says({ text: 'Still.' }), finishReason: 'FRESHLY_INVENTED', index: 0 }),
		],
	),
	'unknown-fields': streaming('Fields and a part kind that nobody knows yet.', ({ chunk }) => [
		{
			...chunk({ ...says({ text: 'Known text. ', newFlag: 1 }), newMember: { deep: [1] } }),
			turnToken: 'v1:abc',
		},
		chunk(says({ hologram: { mimeType: 'model/gltf', data: 'AA==' } })),
		chunk({ ...says({ text: 'More text.' }), finishReason: 'STOP', index: 0 }),
	]),
	'partial-args': streaming(
		'A call whose arguments come in pieces; `end=missing` leaves out the last frame.',
		context => [
			context.chunk(says(signedCall(context, { name: 'getWeather', willContinue: true }))),
			...partialArguments(context.params.get('end')).map(each => context.chunk(each)),
			context.chunk(STOP),
		],
		'end=',
	),
	'calls-apart': streaming(
		'Parallel calls in chunks of their own, a thought between them; only the first is signed.',
		context => [
			context.chunk(says(signedCall(context, { id: 'fc_1', args: { key: 'a' } }))),
			context.chunk(
				says({ text: '**One more**\n\nThe second key is needed, too.', thought: true }),
			),
			context.chunk(says({ functionCall: { id: 'fc_2', name: 'lookup', args: { key: 'b' } } })),
			context.chunk(STOP),
		],
	),
	call: {
		...streaming(
			'A call of the function `name` with `args` (JSON, percent-encoded); then words on what it returned.',
			context => {
				const { ask, params } = context;
				const last = ask.request.contents?.at(-1)?.parts ?? [];
				if (last.some(({ functionResponse }) => functionResponse !== undefined)) {
					return context.chunks();
				}
				const args: unknown = JSON.parse(decodeURIComponent(params.get('args') ?? '{}'));
				const call = { name: params.get('name') ?? 'lookup', args };
				return [context.chunk(says(signedCall(context, call))), context.chunk(STOP)];
			},
		),
		params: 'name=lookup args={}',
	},
	'call-without-args': streaming('A call without args and without id.', context => [
		context.chunk(says(signedCall(context, {}))),
		context.chunk(STOP),
	]),
	'prefixed-call': streaming('A call under a `default_api.` name.', context => [
		context.chunk(says(signedCall(context, { name: 'default_api.lookup', args: {} }))),
		context.chunk(STOP),
	]),
	'server-mcp': streaming(
		'A call that the server runs and answers itself; STOP twice.',
		context => [
			context.chunk({
				...says(signedCall(context, { name: 'demo_lookup', args: { key: 'a' } })),
				finishReason: 'STOP',
				index: 0,
			}),
			context.chunk(
				says({
					functionResponse: {
						name: 'demo_lookup',
						response: { call_tool_result_json: '{"value":1}' },
					},
				}),
			),
			context.chunk({
				...says({ text: 'The server looked it up: 1.' }),
				finishReason: 'STOP',
				index: 0,
			}),
		],
	),
	'code-failed': streaming('Code execution that fails.', ({ chunk }) => [
		chunk(says({ executableCode: { language: 'PYTHON', code: 'print(1/0)\n' } })),
		chunk(
			says({
				codeExecutionResult: {
					outcome: 'OUTCOME_FAILED',
					output: 'ZeroDivisionError: division by zero\n',
				},
			}),
		),
		chunk({ ...says({ text: 'That did not work.' }), finishReason: 'STOP', index: 0 }),
	]),
	'model-retiring': streaming('modelStatus announces a retirement.', ({ chunks }) =>
		chunks().map(each => ({
			...each,
			modelStatus: {
				modelStage: 'DEPRECATED',
				message: 'This model will be retired.',
				retirementTime: '2026-12-01T00:00:00Z',
			},
		})),
	),
} as const satisfies Readonly<Record<string, Scenario>>;
