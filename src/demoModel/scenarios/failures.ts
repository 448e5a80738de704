import { cometRefusal, googleRefusal } from '../refusal.ts';
import { events, type Reply, type Step } from '../reply.ts';
import type { WireChunk } from '../wire.ts';
import type { Scenario, ScenarioContext } from './scenario.ts';

/** The answer up to its fifth visible text; the whole one when it is short. */
function beginning(chunks: readonly WireChunk[]): readonly WireChunk[] {
	const visible = chunks.filter(isVisible);
	const end = chunks.indexOf(visible[4] ?? visible.at(-1) ?? {});
	return chunks.slice(0, end + 1);
}

function isVisible({ candidates = [] }: WireChunk): boolean {
	return candidates.some(({ content }) =>
		content?.parts?.some(part => part.text !== undefined && part.text !== '' && !part.thought),
	);
}

/** The beginning of the answer, then what goes wrong. */
function breaking(about: string, after: (context: ScenarioContext) => readonly Step[]): Scenario {
	return {
		about,
		reply: context => ({
			status: 200,
			steps: [...events(beginning(context.chunks())), ...after(context)],
		}),
	};
}

/** The whole answer, later or never. */
function delayed(
	about: string,
	params: string,
	delay: (context: ScenarioContext, steps: readonly Step[]) => Partial<Reply>,
): Scenario {
	return {
		about,
		params,
		reply: context => {
			const steps = events(context.chunks());
			return { status: 200, steps, ...delay(context, steps) };
		},
	};
}

const unavailable = googleRefusal(
	503,
	'This model is currently experiencing high demand. Spikes in demand are usually temporary. Please try again later.',
).body;
const cancelled = googleRefusal(499, 'The operation was cancelled.').body;
/** A reset discards what the client has not read yet. */
export const DELIVERED: Step = { kind: 'wait', ms: 50 };
const raw = (text: string): Step => ({ kind: 'raw', text });

/** Answers that begin, and then go wrong (docs/PROTOCOL.md §7.4). */
export const FAILURES = {
	'error-mid-stream-bare': breaking(
		'Good events, then an error as bare pretty-printed JSON without `data:` (form A).',
		() => [raw(`${JSON.stringify(cancelled, null, 2)}\r\n`)],
	),
	'error-mid-stream-data': breaking(
		'Good events, then an error in a `data:` event (form B).',
		() => [{ kind: 'event', data: unavailable }],
	),
	'error-mid-stream-event': breaking('Good events, then an `event: error` of a gateway.', () => [
		{
			kind: 'event',
			event: 'error',
			data: cometRefusal(503, 'upstream error', 'bad_response').body,
		},
	]),
	'error-first': {
		about: 'An error in the very first `data:` event of a 200, then success.',
		params: 'times=1',
		reply: ({ stillFails }) =>
			stillFails(1) ? { status: 200, steps: events([unavailable]) } : undefined,
	},
	empty: {
		about: 'An empty 200, then success.',
		params: 'times=1',
		reply: ({ stillFails }) =>
			stillFails(1) ? { status: 200, steps: [], headers: { 'content-length': '0' } } : undefined,
	},
	cut: breaking('The stream ends cleanly in mid-answer, without a finishReason.', () => []),
	reset: breaking('The connection breaks in mid-answer.', () => [DELIVERED, { kind: 'reset' }]),
	'reset-before-headers': {
		about: 'The connection breaks before the status line, then success.',
		params: 'times=1',
		reply: ({ stillFails }) =>
			stillFails(1) ? { status: 200, steps: [], resets: true } : undefined,
	},
	'invalid-json': breaking('An event in mid-answer is not JSON.', () => [
		raw('data: {"candidates": [{"content": {"parts": [{"text": broken\r\n\r\n'),
	]),
	'wrong-shape': breaking('An event in mid-answer is JSON, but no response.', () => [
		{ kind: 'event', data: { this: [{ is: { not: [{ a: 'valid' }] }, response: {} }] } },
	]),
	'half-event': breaking('The stream ends inside an event.', () => [
		raw('data: {"candidates":[{"content":{"parts":[{"te'),
	]),
	'slow-headers': delayed('The status line comes late.', 'ms=3000', ({ number }) => ({
		delayMs: number('ms', 3000),
	})),
	'slow-start': delayed(
		'The status line comes at once, the first event late.',
		'ms=3000',
		({ number }, steps) => ({
			steps: [{ kind: 'wait', ms: number('ms', 3000) }, ...steps],
		}),
	),
	'hang-before-headers': delayed('Nothing ever comes.', '', () => ({
		delayMs: Number.POSITIVE_INFINITY,
	})),
	'hang-after-headers': delayed('A status line, and nothing more.', '', () => ({
		steps: [{ kind: 'hang' }],
	})),
	'hang-mid-stream': breaking('The answer begins, and nothing more comes.', () => [
		{ kind: 'hang' },
	]),
	drip: delayed('A few bytes at a time.', 'bytes=7 ms=20', ({ number }) => ({
		framing: { writeSize: number('bytes', 7), writePause: number('ms', 20) },
	})),
	gzip: delayed('Content-Encoding: gzip.', '', () => ({ headers: { 'content-encoding': 'gzip' } })),
	'content-type': delayed(
		'The right answer under another content type.',
		'type=text/plain',
		({ params }) => ({
			headers: { 'content-type': params.get('type') ?? 'text/plain' },
		}),
	),
} as const satisfies Readonly<Record<string, Scenario>>;
