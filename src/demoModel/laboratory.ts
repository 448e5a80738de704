import { checkRequest } from './requestCheck/checkRequest.ts';
import { SCENARIOS } from './scenarios/scenarios.ts';

/** Strict about requests, and able to fail in every known way: for tests and development, not shipped. */
export const LABORATORY = { scenarios: SCENARIOS, check: checkRequest } as const;
