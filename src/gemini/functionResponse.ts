import type { Part } from '../shared/content.ts';
import { isRecord } from './json.ts';

/**
 * The answer to a call, to go back in one user turn with those to its siblings (docs/PROTOCOL.md §5). It
 * names the function as the call did and echoes its id only if it had one. What is no object is wrapped,
 * and so is a result that holds `$ref`, which would be taken for a reference to an attached file.
 */
export function functionResponsePart(callPart: Part, result: unknown): Part {
	const isSafe = isRecord(result) && !holdsReference(result);
	const wrapped = isRecord(result) ? JSON.stringify(result) : (result ?? null);
	return respond(callPart, isSafe ? result : { result: wrapped });
}

/** The same for a call that failed, was refused by the user, or names no function. */
export function functionErrorPart(callPart: Part, message: string): Part {
	return respond(callPart, { error: message });
}

function respond({ functionCall }: Part, response: Record<string, unknown>): Part {
	const { id, name = '' } = functionCall ?? {};
	return { functionResponse: { ...(id !== undefined && { id }), name, response } };
}

function holdsReference(value: unknown): boolean {
	if (typeof value !== 'object' || value === null) {
		return false;
	}
	return Object.entries(value).some(([key, child]) => key === '$ref' || holdsReference(child));
}
