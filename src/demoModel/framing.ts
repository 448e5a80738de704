import type { BodyForm, Framing, Step } from './reply.ts';

/** What remains of a step once its text is written. */
export type Output =
	| { readonly kind: 'bytes'; readonly bytes: Uint8Array }
	| Exclude<Step, { kind: 'raw' }>;

const encoder = new TextEncoder();

/** Turns steps into bytes; an `event` output marks the end of one, where the pace applies. */
export function* frame(steps: Iterable<Step>, form: BodyForm, framing: Framing): Generator<Output> {
	const write = (text: string) => slices(encoder.encode(text), framing);
	if (form === 'sse' && framing.bom) {
		yield* write('\uFEFF');
	}
	// The blank line that ends an event; kept back only where the last one may have to go without.
	let blankLine = '';
	let count = 0;
	for (const step of steps) {
		yield* write(blankLine);
		blankLine = '';
		if (step.kind === 'raw') {
			yield* write(step.text);
			continue;
		}
		if (step.kind === 'event') {
			const text = form === 'sse' ? sseEvent(step, framing) : arrayItem(step, form, count++);
			blankLine = form === 'sse' ? framing.lineEnd : '';
			yield* write(framing.finalBlankLine ? text + blankLine : text);
			blankLine = framing.finalBlankLine ? '' : blankLine;
		}
		yield step;
	}
	yield* write(ending(form, framing, count));
}

function ending(form: BodyForm, { done, finalBlankLine, lineEnd }: Framing, count: number): string {
	if (form === 'sse' && done) {
		const before = finalBlankLine ? '' : lineEnd;
		return `${before}data: [DONE]${lineEnd}${finalBlankLine ? lineEnd : ''}`;
	}
	return form === 'array' && count > 0 ? ']\r\n' : '';
}

type EventStep = Extract<Step, { kind: 'event' }>;

function sseEvent({ data, event }: EventStep, { lineEnd, ping }: Framing): string {
	const comment = ping ? `: PING${lineEnd}${lineEnd}` : '';
	const name = event === undefined ? '' : `event: ${event}${lineEnd}`;
	return `${comment}${name}data: ${JSON.stringify(data)}${lineEnd}`;
}

function arrayItem({ data }: EventStep, form: BodyForm, index: number): string {
	const text = JSON.stringify(data, null, 2);
	if (form === 'single') {
		return `${text}\n`;
	}
	return index === 0 ? `[${text}` : `,\r\n${text}`;
}

function* slices(
	bytes: Uint8Array,
	{ writeSize, writePause, splitUtf8 }: Framing,
): Generator<Output> {
	let start = 0;
	while (start < bytes.length) {
		const size = writeSize > 0 ? writeSize : bytes.length - start;
		let end = Math.min(start + size, bytes.length);
		if (splitUtf8) {
			end = cutInsideCharacter(bytes, start) ?? end;
		}
		yield { kind: 'bytes', bytes: bytes.subarray(start, end) };
		if (writePause > 0) {
			yield { kind: 'wait', ms: writePause };
		}
		start = end;
	}
}

/** The end of the first lead byte of a multi-byte character from `start` on. */
function cutInsideCharacter(bytes: Uint8Array, start: number): number | undefined {
	const lead = bytes.findIndex((byte, index) => index >= start && byte >= 0xc0);
	return lead < 0 ? undefined : lead + 1;
}
