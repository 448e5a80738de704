import assert from 'node:assert/strict';
import process from 'node:process';
import { createAdjustmentMemory } from '../../src/gemini/adjustmentMemory.ts';
import { generate } from '../../src/gemini/client.ts';
import { GeminiError } from '../../src/gemini/errors.ts';
import { loadRecordings } from '../unit/gemini/recordings.ts';
import { recordFigure } from './figures.ts';
import { createRandom, type Random } from './randomChoice.ts';
import { errorKinds, mutate, SEEDS } from './streamMutations.ts';

const RUNS = 100_000;
/** No stream of these sizes may take longer. */
const LONGEST_MS = 5_000;

/** A body in random pieces that may end, fail, or break off. */
function bodyOf(bytes: Uint8Array, random: Random): ReadableStream<Uint8Array> {
	let at = 0;
	const breaksAt = random.chance(0.1) ? random.below(bytes.length + 1) : Number.POSITIVE_INFINITY;
	return new ReadableStream({
		pull(controller) {
			if (at >= breaksAt) {
				controller.error(new TypeError('terminated'));
			} else if (at >= bytes.length) {
				controller.close();
			} else {
				const end = at + 1 + random.below(random.chance(0.2) ? 3 : 4_000);
				controller.enqueue(bytes.slice(at, end));
				at = end;
			}
		},
	});
}

/** How often one answer may ask for more: a stream that always says CONTINUATION has no end. */
const MOST_REQUESTS = 12;

async function run(bytes: Uint8Array, random: Random): Promise<{ events: number; kind: string }> {
	const isUnary = random.chance(0.1);
	const status = random.chance(0.05) ? random.pick([204, 301, 400, 401, 404, 429, 500, 503]) : 200;
	let requests = 0;
	let events = 0;
	try {
		for await (const event of generate(
			{
				model: random.pick(['gemini-3.5-flash', 'gemini-2.5-pro', 'gemini-4-argon', 'x']),
				contents: [{ role: 'user', parts: [{ text: 'Hi' }] }],
				tools: random.chance(0.5) ? { functionDeclarations: [{ name: 'f' }] } : undefined,
				thinkingLevel: 'low',
			},
			{
				endpoint: { baseUrl: 'https://x.example', authHeader: 'x-goog-api-key' },
				fetch: async () => {
					requests++;
					const body = requests > MOST_REQUESTS ? new Uint8Array() : bytes;
					return status === 204
						? new Response(null, { status })
						: new Response(bodyOf(body, random), { status });
				},
				signal: new AbortController().signal,
				idleTimeoutMs: 60_000,
				maxRetries: random.below(3),
				sleep: async () => {},
				random: () => 0,
				memory: createAdjustmentMemory(),
				mode: isUnary ? 'unary' : 'stream',
			},
		)) {
			events++;
			assert.equal(typeof event.type, 'string');
		}
		return { events, kind: 'none' };
	} catch (error) {
		assert.ok(error instanceof GeminiError, String(error));
		assert.ok(errorKinds.has(error.kind), error.kind);
		JSON.stringify(error.info);
		return { events, kind: error.kind };
	}
}

describe('Streams that are damaged', function () {
	this.timeout(1_800_000);

	it(`give events or a GeminiError, ${RUNS} times`, async () => {
		const recorded = loadRecordings()
			.filter(({ body }) => body.length <= 32 * 1024)
			.map(({ body }) => body);
		const seeds = [...SEEDS.map(seed => new TextEncoder().encode(seed)), ...recorded];
		const rejections: unknown[] = [];
		const onRejection = (reason: unknown) => rejections.push(reason);
		process.on('unhandledRejection', onRejection);
		const kinds = new Map<string, number>();
		let events = 0;
		let bytes = 0;
		for (let index = 0; index < RUNS; index++) {
			const random = createRandom(index);
			const stream = mutate(random.pick(seeds), seeds, random);
			const start = performance.now();
			const result = await run(stream, random).catch((error: unknown) => {
				throw new Error(`Stream ${index}: ${String(error)}`, { cause: error });
			});
			const took = performance.now() - start;
			assert.ok(took < LONGEST_MS, `Stream ${index} took ${took} ms`);
			events += result.events;
			bytes += stream.length;
			kinds.set(result.kind, (kinds.get(result.kind) ?? 0) + 1);
		}
		await new Promise(resolve => setImmediate(resolve));
		process.off('unhandledRejection', onRejection);
		assert.deepEqual(rejections, []);
		await recordFigure(
			'damaged streams',
			RUNS,
			'events or an error in words, never more than 5 s, no unhandled rejection',
		);
		console.log(
			`      ${RUNS} streams from ${seeds.length} seeds (${recorded.length} recorded),`,
			`${Math.round(bytes / 1e6)} MB, ${events} events; failures:`,
			Object.fromEntries([...kinds].sort(([a], [b]) => a.localeCompare(b))),
		);
	});
});
