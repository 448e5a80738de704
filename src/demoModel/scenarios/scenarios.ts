import { FRAMINGS } from './framings.ts';
import { REFUSALS } from './refusals.ts';
import type { Scenario } from './scenario.ts';

const TABLE = { ...FRAMINGS, ...REFUSALS } as const;

export type ScenarioName = keyof typeof TABLE;

/** Every special behaviour by its name. */
export const SCENARIOS: Readonly<Record<string, Scenario>> = TABLE;

export function listScenarios() {
	return Object.entries(SCENARIOS).map(([name, { about, params }]) => ({ name, about, params }));
}
