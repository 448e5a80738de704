import { SCENARIO_MARK } from '../answer/ask.ts';

export interface ScenarioOrder {
	readonly name: string;
	/** How many requests it applies to; default 1. */
	readonly times?: number | undefined;
	readonly params?: Readonly<Record<string, string>> | undefined;
}

export interface ChosenScenario {
	readonly name: string;
	readonly params: ReadonlyMap<string, string>;
	/** The queue counts how often it applies; else the scenario does. */
	readonly isQueued: boolean;
}

export interface ScenarioQueue {
	add(order: ScenarioOrder): void;
	/** The scenario of a request: the first queued one, else the one that its prompt marks. */
	take(prompt: string): ChosenScenario | undefined;
	/** Counts refusals of one request; see `ScenarioContext.stillFails`. */
	stillFails(key: string, times: number): boolean;
	clear(): void;
}

export function createScenarioQueue(): ScenarioQueue {
	let queued: ChosenScenario[] = [];
	const refusals = new Map<string, number>();
	return {
		add({ name, times = 1, params = {} }) {
			const order = { name, params: new Map(Object.entries(params)), isQueued: true };
			queued.push(...Array.from({ length: times }, () => order));
		},
		take: prompt => queued.shift() ?? markedIn(prompt),
		stillFails(key, times) {
			const count = refusals.get(key) ?? 0;
			const fails = count < times;
			refusals.set(key, fails ? count + 1 : 0);
			return fails;
		},
		clear() {
			queued = [];
			refusals.clear();
		},
	};
}

function markedIn(prompt: string): ChosenScenario | undefined {
	const [, name, list = ''] = SCENARIO_MARK.exec(prompt) ?? [];
	if (name === undefined) {
		return undefined;
	}
	const pairs = list
		.trim()
		.split(/\s+/)
		.filter(pair => pair !== '');
	const params = pairs.map((pair): [string, string] => {
		const at = pair.indexOf('=');
		return [pair.slice(0, at), pair.slice(at + 1)];
	});
	return { name, params: new Map(params), isQueued: false };
}
