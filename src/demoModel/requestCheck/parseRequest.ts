import type { z } from 'zod';
import { invalidArgument, type Refusal } from '../refusal.ts';
import { normalize, toSnakeCase } from './normalize.ts';

/** Parses a body strictly, or throws a {@link Refusal} in protobuf's words (docs/PROTOCOL.md §1). */
export function parseRequest<T extends z.ZodType>(schema: T, body: string): z.output<T> {
	const result = schema.safeParse(normalize(parseJson(body)), { reportInput: true });
	if (result.success) {
		return result.data;
	}
	throw badRequest(result.error.issues.flatMap(violations));
}

function parseJson(body: string): unknown {
	try {
		return JSON.parse(body);
	} catch {
		throw invalidArgument('Invalid JSON payload received. Unexpected token.');
	}
}

interface Violation {
	readonly field: string;
	readonly description: string;
}

function badRequest(fieldViolations: readonly Violation[]): Refusal {
	return invalidArgument(fieldViolations.map(each => each.description).join('\n'), [
		{ '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations },
	]);
}

function violations(issue: z.core.$ZodIssue): Violation[] {
	if (issue.code === 'unrecognized_keys') {
		return issue.keys.map(key => unknownName(issue.path, key, 'Cannot find field.'));
	}
	if (Array.isArray(issue.input)) {
		const reason = 'Proto field is not repeating, cannot start list.';
		return [unknownName(issue.path.slice(0, -1), String(issue.path.at(-1)), reason)];
	}
	const field = fieldPath(issue.path);
	return [{ field, description: `Invalid value at '${field}' ${complaint(issue)}` }];
}

function unknownName(path: readonly PropertyKey[], name: string, reason: string): Violation {
	const field = fieldPath(path);
	const place = field === '' ? '' : ` at '${field}'`;
	const description = `Invalid JSON payload received. Unknown name "${name}"${place}: ${reason}`;
	return { field, description };
}

/** `generation_config.thinking_config`, `contents[0].parts[1]`; names of a schema's properties in brackets. */
function fieldPath(path: readonly PropertyKey[]): string {
	let text = '';
	path.forEach((key, index) => {
		if (typeof key === 'number') {
			text += `[${key}]`;
		} else if (path[index - 1] === 'properties') {
			text += `[${index}].value`;
		} else {
			text += `${text === '' ? '' : '.'}${toSnakeCase(String(key))}`;
		}
	});
	return text;
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
	string: 'TYPE_STRING',
	number: 'TYPE_FLOAT',
	int: 'TYPE_INT32',
	boolean: 'TYPE_BOOL',
};

function complaint(issue: z.core.$ZodIssue): string {
	const shown = issue.input === undefined ? '""' : JSON.stringify(issue.input);
	if (issue.code === 'invalid_format') {
		return `(TYPE_BYTES), Base64 decoding failed for ${shown.slice(0, 60)}`;
	}
	if (issue.code === 'invalid_value') {
		const name = String(issue.path.at(-1));
		const enumName = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
		return `(type.googleapis.com/google.ai.generativelanguage.v1beta.${enumName}), ${shown}`;
	}
	const expected = issue.code === 'invalid_type' ? issue.expected : '';
	return `(${TYPE_NAMES[expected] ?? 'TYPE_MESSAGE'}), ${shown.slice(0, 60)}`;
}
