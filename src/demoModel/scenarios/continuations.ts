import { fromBase64 } from '../base64.ts';
import { invalidArgument } from '../refusal.ts';
import { events, type Reply, type Step } from '../reply.ts';
import type { WireChunk } from '../wire.ts';
import { DELIVERED } from './failures.ts';
import type { Scenario, ScenarioContext } from './scenario.ts';

/** Says where to go on, and for which request body. */
function tokenAt(offset: number, { fingerprint }: ScenarioContext): string {
	return btoa(`demo-continuation|${offset}|${fingerprint}`);
}

/** How many chunks the client has already. */
function offsetOf({ ask, fingerprint }: ScenarioContext): number {
	const token = ask.request.continuationToken;
	if (token === undefined) {
		return 0;
	}
	const [mark, offset, issuedFor] = (fromBase64(token) ?? '').split('|');
	if (mark !== 'demo-continuation' || issuedFor !== String(fingerprint)) {
		throw invalidArgument('Invalid continuation token.');
	}
	return Number(offset);
}

/** What comes after `offset` chunks; every hop has the output so far in its prompt, and counts only its own. */
function rest(context: ScenarioContext, offset: number): WireChunk[] {
	const chunks = context.chunks();
	const before = chunks[offset - 1]?.usageMetadata;
	const spent = before?.candidatesTokenCount ?? 0;
	return chunks.slice(offset).map(chunk => {
		const { promptTokenCount = 0, candidatesTokenCount = 0, ...usage } = chunk.usageMetadata ?? {};
		return {
			...chunk,
			usageMetadata: {
				...usage,
				promptTokenCount: promptTokenCount + spent,
				candidatesTokenCount: candidatesTokenCount - spent,
			},
		};
	});
}

function marked(
	chunk: WireChunk | undefined,
	mark: Readonly<Record<string, unknown>>,
): WireChunk[] {
	const candidates = chunk?.candidates?.map(candidate => ({ ...candidate, ...mark })) ?? [];
	return chunk ? [{ ...chunk, candidates }] : [];
}

const RESET: Step = { kind: 'reset' };

/** Only Gemini 4 continues; others answer as ever. */
function continuing(
	about: string,
	params: string,
	reply: (context: ScenarioContext, offset: number, left: WireChunk[]) => Reply,
): Scenario {
	return {
		about: `${about} Gemini 4 only.`,
		params,
		reply: context => {
			if (context.ask.model.generation < 4) {
				return undefined;
			}
			const offset = offsetOf(context);
			return reply(context, offset, rest(context, offset));
		},
	};
}

/** Answers that go on in another request (docs/PROTOCOL.md §4.6). */
export const CONTINUATIONS = {
	continuation: continuing(
		'CONTINUATION with a token after a part of the answer, until it is told in `hops` requests.',
		'hops=3',
		(context, offset, left) => {
			const size = Math.ceil((offset + left.length) / context.number('hops', 3));
			const part = left.slice(0, size);
			if (part.length === left.length) {
				return { status: 200, steps: events(left) };
			}
			const continuationToken = tokenAt(offset + part.length, context);
			const mark = { finishReason: 'CONTINUATION', continuationToken };
			return {
				status: 200,
				steps: events([...part.slice(0, -1), ...marked(part.at(-1), mark)]),
			};
		},
	),
	'continuation-cut': continuing(
		'Checkpoint tokens on every third chunk; the first connection breaks after the second one and `late` chunks that come again (`end=cut` ends it cleanly).',
		'end=reset late=1',
		(context, offset, left) => {
			const told = left.flatMap((chunk, index) => {
				const seen = offset + index + 1;
				const isCheckpoint = seen % 3 === 0 && index < left.length - 1;
				return isCheckpoint
					? marked(chunk, { continuationToken: tokenAt(seen, context) })
					: [chunk];
			});
			if (offset > 0) {
				return { status: 200, steps: events(told) };
			}
			const first = events(told.slice(0, 6 + context.number('late', 1)));
			const end = context.params.get('end') === 'cut' ? [] : [DELIVERED, RESET];
			return { status: 200, steps: [...first, ...end] };
		},
	),
} as const satisfies Readonly<Record<string, Scenario>>;
