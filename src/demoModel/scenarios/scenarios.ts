import { CONTINUATIONS } from './continuations.ts';
import { ENDINGS } from './endings.ts';
import { FAILURES } from './failures.ts';
import { FRAMINGS } from './framings.ts';
import { ODDITIES } from './oddities.ts';
import { REFUSALS } from './refusals.ts';
import { REFUSED_FIELDS } from './refusedFields.ts';
import type { Scenarios } from './scenario.ts';
import { VOLUMES } from './volumes.ts';

const TABLE = {
	...REFUSALS,
	...REFUSED_FIELDS,
	...FAILURES,
	...ENDINGS,
	...ODDITIES,
	...CONTINUATIONS,
	...VOLUMES,
	...FRAMINGS,
} as const;

export type ScenarioName = keyof typeof TABLE;

/** Every special behaviour by its name. */
export const SCENARIOS: Scenarios = TABLE;
