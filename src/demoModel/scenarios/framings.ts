import { events, type Framing } from '../reply.ts';
import type { Scenario } from './scenario.ts';

function framed(about: string, framing: Partial<Framing>): Scenario {
	return {
		about,
		reply: ({ chunks }) => ({ status: 200, steps: events(chunks()), framing }),
	};
}

/** The ordinary answer in other clothes (docs/PROTOCOL.md §7.1). */
export const FRAMINGS = {
	lf: framed('Events end with LF LF.', { lineEnd: '\n' }),
	cr: framed('Events end with CR CR.', { lineEnd: '\r' }),
	ping: framed('A `: PING` comment stands before every event.', { ping: true, lineEnd: '\n' }),
	done: framed('The stream ends with `data: [DONE]`.', { done: true, lineEnd: '\n' }),
	bom: framed('The stream begins with a byte order mark.', { bom: true }),
	'no-final-blank-line': framed('The last event lacks its blank line.', { finalBlankLine: false }),
	'split-utf8': framed('Writes end inside multi-byte characters.', { splitUtf8: true }),
	'one-byte': framed('Every write holds one byte.', { writeSize: 1 }),
} as const satisfies Readonly<Record<string, Scenario>>;
