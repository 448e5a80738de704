import type { Place } from './gather.ts';
import { isArray, isObject, isString, type JsonObject, own } from './jsonValue.ts';
import type { Ledger } from './ledger.ts';
import { mergeNotes, NO_NOTES, type Notes } from './shape.ts';

/** Longer fragments cost more tokens than they are worth; the check afterwards still applies them. */
const MAX_FRAGMENT = 300;

/** What the model should be told of the schemas of one place, outermost first. */
export function notesOf(places: readonly Place[], ledger: Ledger, withHints: boolean): Notes {
	return places.reduce<Notes>(
		(notes, place) => mergeNotes(notes, notesOfPlace(place, ledger, withHints)),
		NO_NOTES,
	);
}

function notesOfPlace(place: Place, ledger: Ledger, withHints: boolean): Notes {
	const { schema, path } = place;
	const keywords = Object.keys(schema).filter(
		keyword => ALWAYS.has(keyword) || ledger.treatmentOf(path, keyword) === 'checkedAfter',
	);
	return {
		title: words(schema['title']),
		description: words(schema['description']),
		hints: withHints ? keywords.flatMap(keyword => hintOf(keyword, schema) ?? []) : [],
	};
}

const ALWAYS = new Set(['default', 'examples', 'example']);

function words(value: unknown): string | undefined {
	return isString(value) && value.trim() !== '' ? value : undefined;
}

function hintOf(keyword: string, schema: JsonObject): string | undefined {
	const value = own(schema, keyword);
	const sentence = SENTENCES[keyword];
	if (sentence === undefined) {
		return undefined;
	}
	const text = sentence(value, schema);
	return text === undefined || text.length > MAX_FRAGMENT ? undefined : text;
}

type Sentence = (value: unknown, schema: JsonObject) => string | undefined;

const SENTENCES: Readonly<Record<string, Sentence | undefined>> = {
	const: value => `Must be exactly ${json(value)}.`,
	contains: (value, schema) =>
		`Contains ${between(schema['minContains'] ?? 1, schema['maxContains'])} item(s) matching the JSON Schema ${json(value)}.`,
	default: value => `Default: ${json(value)}.`,
	dependencies: fragment('dependencies'),
	dependentRequired: value => dependent(value),
	dependentSchemas: fragment('dependentSchemas'),
	enum: value => (isArray(value) ? `One of: ${value.map(json).join(', ')}.` : undefined),
	example: value => `Example: ${json(value)}.`,
	examples: value =>
		isArray(value) && value.length > 0 ? `Example: ${json(value[0])}.` : undefined,
	exclusiveMaximum: value => exclusive('Less than', value),
	exclusiveMinimum: value => exclusive('More than', value),
	format: value => `Format: ${String(value)}.`,
	if: (_value, schema) =>
		`Must also satisfy the JSON Schema ${json(pick(schema, ['if', 'then', 'else']))}.`,
	maxItems: value => `At most ${json(value)} items.`,
	maxLength: value => `At most ${json(value)} characters.`,
	maxProperties: value => `At most ${json(value)} properties.`,
	maximum: value => `At most ${json(value)}.`,
	minItems: value => `At least ${json(value)} items.`,
	minLength: value => (value === 1 ? 'Not empty.' : `At least ${json(value)} characters.`),
	minProperties: value => `At least ${json(value)} properties.`,
	minimum: value => `At least ${json(value)}.`,
	multipleOf: value => `A multiple of ${json(value)}.`,
	not: fragment('not'),
	pattern: value => `Matches the regular expression ${String(value)}`,
	patternProperties: fragment('patternProperties'),
	prefixItems: fragment('prefixItems'),
	propertyNames: value =>
		isObject(value) && isString(value['pattern'])
			? `Property names match the regular expression ${value['pattern']}`
			: `Property names satisfy the JSON Schema ${json(value)}.`,
	uniqueItems: value => (value === true ? 'All items differ.' : undefined),
};

function fragment(keyword: string): Sentence {
	return value => `Must also satisfy the JSON Schema ${json({ [keyword]: value })}.`;
}

function exclusive(comparison: string, value: unknown): string | undefined {
	return typeof value === 'number' ? `${comparison} ${value}.` : undefined;
}

function dependent(value: unknown): string | undefined {
	if (!isObject(value)) {
		return undefined;
	}
	return Object.entries(value)
		.map(
			([name, others]) =>
				`With ${json(name)} also ${isArray(others) ? others.map(json).join(', ') : ''}.`,
		)
		.join(' ');
}

function between(low: unknown, high: unknown): string {
	return high === undefined ? `at least ${json(low)}` : `${json(low)} to ${json(high)}`;
}

function pick(schema: JsonObject, keywords: readonly string[]): JsonObject {
	return Object.fromEntries(Object.entries(schema).filter(([key]) => keywords.includes(key)));
}

function json(value: unknown): string {
	return JSON.stringify(value);
}
