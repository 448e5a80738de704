import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';
import type { Prompt } from '../../shared/prompt.ts';
import { buildJsonPrompt, type JsonPrompt, type JsonRequest } from '../prompt.ts';
import { objectOfPlaces } from '../schema/schemaAt.ts';
import type { JsonPath } from '../validation/verdict.ts';
import type { Repair } from './repairPlan.ts';

export type Ask = Extract<Repair, { kind: 'ask' }>;

/** A request for new values, and what their names in the answer stand for. */
export interface RepairPrompt extends JsonPrompt {
	readonly places: ReadonlyMap<string, Ask>;
	/** What the answer has to satisfy. */
	readonly schema: unknown;
}

/** A document longer than this is shown to the model only around the places that are asked for. */
const MAX_SHOWN = 24_000;
const AROUND = 2_000;

const RULES = [
	'You repair a JSON document that a validator refused. Answer with one object that has exactly the asked properties, each with the new value for its place.',
	'Keep as much of the old value as the errors allow, and stay consistent with the rest of the document.',
];

/**
 * Asks for new values for the places that are wrong, and for nothing else. `wish` is what the document was asked
 * for in the first place.
 */
export function buildRepairPrompt(
	text: string,
	schema: unknown,
	asks: readonly Ask[],
	{ base, wish, sources, constraint }: Omit<JsonRequest, 'schema' | 'rules'>,
): RepairPrompt {
	const places = new Map(asks.map((ask, index) => [`value${index + 1}`, ask]));
	const answer = objectOfPlaces(
		schema,
		new Map([...places].map(([name, { path }]) => [name, path])),
	);
	const tree = parseTree(text);
	const questions = [...places].map(([name, ask]) => question(name, ask, text, tree));
	const words = [
		`The document was asked for with these words:\n${wish.trim() || '(none)'}`,
		`The document:\n${excerpt(text, asks, tree)}`,
		...questions,
	];
	const built = buildJsonPrompt({
		base: withoutHistory(base),
		schema: answer,
		wish: words.join('\n\n'),
		sources,
		rules: RULES,
		constraint,
	});
	return { ...built, places, schema: answer };
}

function question(
	name: string,
	{ path, problems }: Ask,
	text: string,
	tree: Node | undefined,
): string {
	const node = tree && findNodeAtLocation(tree, [...path]);
	const old =
		node === undefined ? '(missing)' : cut(text.slice(node.offset, node.offset + node.length));
	const errors = problems.flatMap(({ message, causes }) => [
		`- ${message}`,
		...causes.map(cause => `  - ${cause}`),
	]);
	return [`“${name}” is for ${address(path)}. Old value: ${old}`, 'Errors:', ...errors].join('\n');
}

function address(path: JsonPath): string {
	return path.length === 0
		? 'the whole document'
		: path.map(key => `[${JSON.stringify(key)}]`).join('');
}

function cut(value: string): string {
	return value.length > AROUND ? `${value.slice(0, AROUND)}…` : value;
}

/** The whole text, or what stands around the places. */
function excerpt(text: string, asks: readonly Ask[], tree: Node | undefined): string {
	if (text.length <= MAX_SHOWN || tree === undefined) {
		return text.slice(0, MAX_SHOWN);
	}
	const pieces = asks.map(({ path }) => {
		const offset = nearest(tree, path).offset;
		return text.slice(Math.max(0, offset - AROUND), offset + AROUND);
	});
	return pieces.join('\n…\n').slice(0, MAX_SHOWN);
}

/** The value at a path, or the innermost container on the way that is there. */
function nearest(tree: Node, path: JsonPath): Node {
	const found = findNodeAtLocation(tree, [...path]);
	return found ?? (path.length === 0 ? tree : nearest(tree, path.slice(0, -1)));
}

/** Only the settings of the first request hold for the repair. */
function withoutHistory(base: Omit<Prompt, 'contents'>): Omit<Prompt, 'contents'> {
	const { fallbackResponseSchema: _fallback, ...rest } = base;
	return rest;
}
