import type { Answer } from '../answer/answer.ts';
import type { Ask } from '../answer/ask.ts';
import type { Reply } from '../reply.ts';
import type { WireCandidate, WireChunk } from '../wire.ts';

export interface ScenarioContext {
	readonly ask: Ask;
	/** Parameters of the mark or the admin call, as written. */
	readonly params: ReadonlyMap<string, string>;
	readonly responseId: string;
	/** Milliseconds since 1970. */
	readonly now: number;
	/** The chunks of the ordinary answer, or of another one. */
	chunks(answer?: Answer): WireChunk[];
	/** One chunk made by hand, with model, response id and a usage that grows with every text. */
	chunk(candidate?: WireCandidate): WireChunk;
	/** The same for every request with these contents. */
	readonly fingerprint: number;
	/** A numeric parameter. */
	number(name: string, fallback: number): number;
	/**
	 * Whether this very request has been refused fewer than `times` times (parameter, else the given number);
	 * the one after that succeeds and starts the count anew.
	 */
	stillFails(times: number): boolean;
}

export interface Scenario {
	/** What the client sees, in a sentence. */
	readonly about: string;
	/** Parameters with their defaults, e.g. `times=1`. */
	readonly params?: string;
	/** `undefined` gives the ordinary answer. May throw a `Refusal`. */
	readonly reply: (context: ScenarioContext) => Reply | undefined;
}

/** Special behaviours by name. */
export type Scenarios = Readonly<Record<string, Scenario>>;

export interface ScenarioLine {
	readonly name: string;
	readonly about: string;
	/** With their defaults. */
	readonly params?: string;
}

export function listScenarios(scenarios: Scenarios): ScenarioLine[] {
	return Object.entries(scenarios).map(([name, { about, params }]) => ({
		name,
		about,
		...(params && { params }),
	}));
}
