import { createTextCheck } from './validate.ts';
import type { Validator } from './verdict.ts';

/** Validates where it is called, without a deadline: for hosts that have no threads to end. */
export function createInlineValidator(): Validator {
	return {
		validate: async (text, schema) => createTextCheck(schema)(text),
		dispose: () => {
			// Nothing is held.
		},
	};
}
