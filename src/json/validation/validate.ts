import {
	findNodeAtLocation,
	type Node,
	type ParseError,
	parseTree,
	printParseErrorCode,
} from 'jsonc-parser';
import { isString, pointerKeys } from '../../gemini/schema/jsonValue.ts';
import { type Check, compileCheck, type SchemaError } from './schemaValidator.ts';
import type { JsonPath, JsonProblem, Unchecked, Verdict } from './verdict.ts';

/** More problems than this help nobody, and a wrong item in a long array makes one for each. */
const MAX_PROBLEMS = 200;

/**
 * The verdict on a JSON text by the whole schema, with the exact range of each problem. Runs as long as
 * the schema's patterns make it run: whoever cannot wait forever asks a `Validator` with a deadline.
 */
export function validateText(text: string, schema: unknown): Verdict {
	return createTextCheck(schema)(text);
}

/** The same for many texts of one schema, which is compiled once. */
export function createTextCheck(schema: unknown): (text: string) => Verdict {
	let check: Check;
	try {
		check = compileCheck(schema);
	} catch (error) {
		return text => ({ ...syntaxVerdict(text), unchecked: uncheckedBy(error) });
	}
	return text => {
		const syntax = syntaxVerdict(text);
		return syntax.problems.length > 0 || syntax.unchecked ? syntax : verdictOn(text, check);
	};
}

function syntaxVerdict(text: string): Verdict {
	try {
		const errors: ParseError[] = [];
		parseTree(text, errors, { disallowComments: true });
		return { problems: errors.slice(0, MAX_PROBLEMS).map(syntaxProblem) };
	} catch (error) {
		return { problems: [], unchecked: uncheckedBy(error) };
	}
}

function syntaxProblem({ error, offset, length }: ParseError): JsonProblem {
	const message = printParseErrorCode(error);
	const where = { path: [], schemaPath: '', offset, length };
	return { ...where, keyword: 'syntax', message, params: {}, causes: [] };
}

function verdictOn(text: string, check: Check): Verdict {
	try {
		const errors = condense(check.errorsOf(JSON.parse(text)));
		const tree = errors.length > 0 ? parseTree(text) : undefined;
		const problems = errors.slice(0, MAX_PROBLEMS).map(each => locate(each, tree));
		const { unresolved } = check;
		return unresolved.length > 0 ? { problems, unresolved } : { problems };
	} catch (error) {
		return { problems: [], unchecked: uncheckedBy(error) };
	}
}

function uncheckedBy(error: unknown): Unchecked {
	const message = error instanceof Error ? error.message : String(error);
	return { reason: error instanceof RangeError ? 'depth' : 'schema', message };
}

interface Condensed {
	readonly error: SchemaError;
	readonly causes: readonly string[];
}

/**
 * A value that fits no alternative comes with the errors of all of them, just before the error of the
 * choice itself; they become its causes.
 */
function condense(errors: readonly SchemaError[]): readonly Condensed[] {
	const kept: Condensed[] = [];
	for (const error of errors) {
		if (error.keyword === 'if') {
			// It only repeats that `then` or `else`, which has errors of its own, does not hold.
			continue;
		}
		const causes: Condensed[] = [];
		while (isCause(kept.at(-1)?.error, error)) {
			causes.unshift(...kept.splice(-1));
		}
		kept.push({ error, causes: causes.map(cause => describe(cause.error)) });
	}
	return kept;
}

function isCause(earlier: SchemaError | undefined, error: SchemaError): boolean {
	if (earlier === undefined) {
		return false;
	}
	if (error.keyword === 'propertyNames') {
		return earlier.propertyName === error.params['propertyName'];
	}
	const chooses = error.keyword === 'anyOf' || error.keyword === 'oneOf';
	const path = error.instancePath;
	return chooses && (earlier.instancePath === path || earlier.instancePath.startsWith(`${path}/`));
}

function locate({ error, causes }: Condensed, tree: Node | undefined): JsonProblem {
	const path = pathOf(error.instancePath, tree);
	const node = tree && findNodeAtLocation(tree, [...path]);
	const { offset, length } = rangeOf(error, node);
	return {
		path,
		keyword: error.keyword,
		schemaPath: error.schemaPath,
		message: describe(error),
		params: error.params,
		offset,
		length,
		causes: [...new Set(causes)],
	};
}

function pathOf(pointer: string, tree: Node | undefined): JsonPath {
	const path: (string | number)[] = [];
	for (const key of pointerKeys(pointer)) {
		const holder = tree && findNodeAtLocation(tree, [...path]);
		path.push(holder?.type === 'array' ? Number(key) : key);
	}
	return path;
}

function rangeOf(
	{ params }: SchemaError,
	node: Node | undefined,
): { readonly offset: number; readonly length: number } {
	if (node === undefined) {
		return { offset: 0, length: 0 };
	}
	const name =
		params['additionalProperty'] ?? params['unevaluatedProperty'] ?? params['propertyName'];
	if (isString(name)) {
		return keyOf(node, name) ?? node;
	}
	// A whole object underlined says less than its name, or its brace.
	if (node.type === 'object' || node.type === 'array') {
		return keyBefore(node) ?? { offset: node.offset, length: 1 };
	}
	return node;
}

function keyOf(node: Node, name: string): Node | undefined {
	return node.children?.find(property => property.children?.[0]?.value === name)?.children?.[0];
}

function keyBefore(node: Node): Node | undefined {
	return node.parent?.type === 'property' ? node.parent.children?.[0] : undefined;
}

/** The validator's message with the facts that it leaves out. */
function describe({ instancePath, keyword, message = '', params }: SchemaError): string {
	const where = instancePath === '' ? '' : `${instancePath} `;
	const facts = FACTS[keyword];
	return `${where}${message}${facts ? facts(params) : ''}`;
}

type Params = Readonly<Record<string, unknown>>;

const FACTS: Readonly<Record<string, ((params: Params) => string) | undefined>> = {
	additionalProperties: params => `: ${json(params['additionalProperty'])}`,
	const: params => `: ${json(params['allowedValue'])}`,
	enum: params => `: ${json(params['allowedValues'])}`,
	unevaluatedProperties: params => `: ${json(params['unevaluatedProperty'])}`,
	propertyNames: params => `: ${json(params['propertyName'])}`,
};

function json(value: unknown): string {
	return JSON.stringify(value);
}
