import { createTextCheck } from './validate.ts';
import type { Validator } from './verdict.ts';

/** Validates where it is called, without a deadline: a browser's host has no threads to end. */
export function createValidator(): Validator {
	return {
		validate: async (text, schema) => createTextCheck(schema)(text),
		dispose: () => {
			// Nothing is held.
		},
	};
}
