import type { JsonPath, JsonProblem } from '../validation/verdict.ts';

/** What has to be done at one place of the document. */
export type Repair =
	/** Ask the model for another value. */
	| { readonly kind: 'ask'; readonly path: JsonPath; readonly problems: readonly JsonProblem[] }
	/** The schema leaves one value only. */
	| { readonly kind: 'set'; readonly path: JsonPath; readonly value: unknown }
	/** A property that must not be there. */
	| { readonly kind: 'remove'; readonly path: JsonPath };

/** The whole document has to be written again when more than this many places are wrong. */
const MAX_PLACES = 24;

/**
 * The fewest values that have to change: each problem is put down to the value that can cure it, values inside
 * others that have to be asked for anyway are left to these, and where most of a container's values are wrong the
 * container itself is asked for. A single `ask` for the path `[]` means the whole document.
 */
export function planRepairs(problems: readonly JsonProblem[]): readonly Repair[] {
	const causes = problems.filter((each, index) => !isConsequence(each, index, problems));
	const repairs = lift(merge(causes.map(cure)));
	return repairs.length > MAX_PLACES ? [{ kind: 'ask', path: [], problems }] : repairs;
}

const UNEVALUATED = new Set(['unevaluatedItems', 'unevaluatedProperties']);

/**
 * A part of the schema that does not hold has seen nothing, so that all it speaks of counts as unevaluated: such
 * problems may be gone once the others are, and until then nobody can say which of them are real.
 */
function isConsequence(
	problem: JsonProblem,
	index: number,
	problems: readonly JsonProblem[],
): boolean {
	return (
		UNEVALUATED.has(problem.keyword) &&
		problems.some((other, at) => mayCause(other, problem, at < index))
	);
}

function mayCause(other: JsonProblem, unevaluated: JsonProblem, isEarlier: boolean): boolean {
	if (isInside(other.path, unevaluated.path)) {
		return true;
	}
	if (!isSame(other.path, unevaluated.path) || other.schemaPath === unevaluated.schemaPath) {
		return false;
	}
	// Inner schemas are judged before those that hold them.
	const isOutside = UNEVALUATED.has(other.keyword) && !isEarlier;
	// What stands beside the keyword is no part that could have seen something.
	return !isOutside && holderOf(other.schemaPath) !== holderOf(unevaluated.schemaPath);
}

function holderOf(schemaPath: string): string {
	return schemaPath.slice(0, schemaPath.lastIndexOf('/'));
}

function cure(problem: JsonProblem): Repair {
	const { keyword, path, params } = problem;
	const inside = (name: unknown): JsonPath =>
		typeof name === 'string' || typeof name === 'number' ? [...path, name] : path;
	switch (keyword) {
		case 'required':
		case 'dependentRequired':
		case 'dependencies':
			return { kind: 'ask', path: inside(params['missingProperty']), problems: [problem] };
		case 'additionalProperties':
			return { kind: 'remove', path: inside(params['additionalProperty']) };
		case 'unevaluatedProperties':
			return { kind: 'remove', path: inside(params['unevaluatedProperty']) };
		case 'uniqueItems':
			return { kind: 'ask', path: inside(later(params)), problems: [problem] };
		case 'const':
			return { kind: 'set', path, value: params['allowedValue'] };
		case 'enum':
			return onlyValue(params['allowedValues'], problem);
		case 'false schema':
			return path.length > 0
				? { kind: 'remove', path }
				: { kind: 'ask', path, problems: [problem] };
		default:
			return { kind: 'ask', path, problems: [problem] };
	}
}

/** Of two equal items the first may stay. */
function later({ i, j }: JsonProblem['params']): unknown {
	return typeof i === 'number' && typeof j === 'number' ? Math.max(i, j) : undefined;
}

function onlyValue(allowed: unknown, problem: JsonProblem): Repair {
	const { path } = problem;
	return Array.isArray(allowed) && allowed.length === 1
		? { kind: 'set', path, value: allowed[0] }
		: { kind: 'ask', path, problems: [problem] };
}

/** One repair a path, and none below a path that is asked for. */
function merge(repairs: readonly Repair[]): readonly Repair[] {
	const byPath = new Map<string, Repair>();
	for (const repair of repairs) {
		const key = JSON.stringify(repair.path);
		const known = byPath.get(key);
		byPath.set(key, known === undefined ? repair : both(known, repair));
	}
	const merged = [...byPath.values()];
	const asked = merged.filter(each => each.kind === 'ask');
	return merged.filter(
		each => !asked.some(other => other !== each && isInside(each.path, other.path)),
	);
}

function both(one: Repair, other: Repair): Repair {
	if (one.kind === 'ask' && other.kind === 'ask') {
		return { ...one, problems: [...one.problems, ...other.problems] };
	}
	return one.kind === 'ask' ? one : other;
}

function isSame(path: JsonPath, other: JsonPath): boolean {
	return path.length === other.length && path.every((key, index) => key === other[index]);
}

function isInside(path: JsonPath, container: JsonPath): boolean {
	return path.length > container.length && container.every((key, index) => key === path[index]);
}

/** Siblings that are wrong for the same reasons in great number are one repair: that of their container. */
const MANY_SIBLINGS = 8;

function lift(repairs: readonly Repair[]): readonly Repair[] {
	const byParent = Map.groupBy(
		repairs.filter(each => each.kind === 'ask'),
		({ path }) => JSON.stringify(path.slice(0, -1)),
	);
	const lifted = [...byParent.values()].flatMap((siblings): Repair[] => {
		const [first] = siblings;
		if (siblings.length < MANY_SIBLINGS || first === undefined) {
			return [];
		}
		const problems = siblings.flatMap(each => each.problems);
		return [{ kind: 'ask', path: first.path.slice(0, -1), problems }];
	});
	return lifted.length === 0 ? repairs : lift(merge([...repairs, ...lifted]));
}
