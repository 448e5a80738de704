import type { CompileOptions, SchemaRoute } from './compiledSchema.ts';
import { refHidesSiblings } from './dialect.ts';
import { fateOf } from './fates.ts';
import { isArray, isObject, isString, type JsonObject, own } from './jsonValue.ts';
import type { Ledger } from './ledger.ts';
import { isNullableWithoutType, withoutNullable } from './nullable.ts';
import type { Located, SchemaDocument } from './schemaDocument.ts';

/** A schema object whose own keywords constrain. */
export interface Place extends Located {
	readonly schema: JsonObject;
}

export interface Choice {
	readonly at: Place;
	readonly keyword: 'anyOf' | 'oneOf' | 'nullable';
	readonly alternatives: readonly Located[];
}

/** Schemas that all have to hold, with references and `allOf` followed. */
export interface Parts {
	readonly locals: readonly Place[];
	readonly choices: readonly Choice[];
	/** Where title, description and hints come from, outermost first. */
	readonly annotations: readonly Place[];
	readonly never: boolean;
	/** Alternatives were left out: what they allow, nobody may forbid. */
	readonly open?: boolean | undefined;
	/** Of alternatives that may hold together with the one that is written: what they list is allowed, too. */
	readonly beside?: readonly Place[] | undefined;
}

/** What a compilation works with. */
export interface Compilation {
	readonly document: SchemaDocument;
	readonly ledger: Ledger;
	readonly route: SchemaRoute;
	readonly options: Options;
}

interface Options
	extends Required<{ [K in keyof CompileOptions]: NonNullable<CompileOptions[K]> }> {
	/** Only the first words of descriptions, because the whole is too long. */
	readonly brief: boolean;
}

const REFERENCES = ['$ref', '$dynamicRef', '$recursiveRef'] as const;

/** Keywords that constrain by themselves, without those that point or combine. */
export const CONSTRAINTS: ReadonlySet<string> = new Set(
	[
		'additionalItems additionalProperties const contains dependencies dependentRequired',
		'dependentSchemas else enum exclusiveMaximum exclusiveMinimum format if items maxContains',
		'maxItems maxLength maxProperties maximum minContains minItems minLength minProperties minimum',
		'multipleOf not nullable pattern patternProperties prefixItems properties propertyNames',
		'propertyOrdering required then type unevaluatedItems unevaluatedProperties uniqueItems',
	].flatMap(line => line.split(' ')),
);

const COMBINES = new Set(['allOf', 'anyOf', 'oneOf', ...REFERENCES]);

export function gather(places: readonly Located[], compilation: Compilation): Parts {
	const seen = new Set<Located>();
	const locals: Place[] = [];
	const choices: Choice[] = [];
	const annotations: Place[] = [];
	let never = false;
	const queue = [...places];
	for (let place = queue.shift(); place !== undefined; place = queue.shift()) {
		if (seen.has(place)) {
			continue;
		}
		seen.add(place);
		never ||= place.schema === false;
		if (!isPlace(place)) {
			continue;
		}
		noteKeywords(place, compilation);
		const nullable = nullableChoice(place);
		if (nullable !== undefined) {
			choices.push(nullable);
			continue;
		}
		annotations.push(place);
		queue.push(...targets(place, compilation));
		if (hidesSiblings(place)) {
			continue;
		}
		queue.push(...list(place, 'allOf', compilation.document));
		choices.push(...choicesOf(place, compilation.document));
		if (Object.keys(place.schema).some(keyword => CONSTRAINTS.has(keyword))) {
			locals.push(place);
		}
	}
	return { locals, choices, annotations, never };
}

/** The only thing this schema says is where another one stands; its own words may describe it. */
export function pureReference(
	place: Located,
	compilation: Compilation,
	hops = 0,
): Located | undefined {
	if (!isPlace(place) || hops > 100) {
		return undefined;
	}
	const keyword = REFERENCES.find(each => isString(own(place.schema, each)));
	if (keyword !== undefined) {
		const alone = hidesSiblings(place) || saysOnly(place.schema, keyword);
		return alone ? follow(compilation.document, keyword, place) : undefined;
	}
	const [only, ...others] = list(place, 'allOf', compilation.document);
	return only !== undefined && others.length === 0 && saysOnly(place.schema, 'allOf')
		? pureReference(only, compilation, hops + 1)
		: undefined;
}

export function isPlace(place: Located): place is Place {
	return isObject(place.schema);
}

/** The schemas in a keyword that holds a list of them. */
export function list(place: Place, keyword: string, document: SchemaDocument): readonly Located[] {
	const value = own(place.schema, keyword);
	return isArray(value)
		? value.map((_each, index) => document.child(place, keyword, String(index)))
		: [];
}

function saysOnly(schema: JsonObject, combining: string): boolean {
	return Object.keys(schema).every(
		keyword => keyword === combining || !(COMBINES.has(keyword) || CONSTRAINTS.has(keyword)),
	);
}

function hidesSiblings(place: Place): boolean {
	return refHidesSiblings(place.dialect) && isString(own(place.schema, '$ref'));
}

function noteKeywords(place: Place, { ledger, route, options }: Compilation): void {
	if (place.schema === ONLY_NULL) {
		return;
	}
	const hidden = hidesSiblings(place);
	for (const keyword of Object.keys(place.schema)) {
		if (!hidden || keyword === '$ref' || keyword === 'title' || keyword === 'description') {
			ledger.note(place.path, keyword, ...fateOf(keyword, place.schema, route, options.lean));
		}
	}
}

function targets(place: Place, { document, ledger }: Compilation): readonly Located[] {
	return REFERENCES.flatMap(keyword => {
		const reference = own(place.schema, keyword);
		if (!isString(reference)) {
			return [];
		}
		const target = follow(document, keyword, place);
		if (target === undefined) {
			ledger.note(place.path, keyword, 'dropped', 'unresolvedReference');
			ledger.problem({ kind: 'unresolvedReference', path: place.path, reference });
		}
		return target ?? [];
	});
}

function follow(
	document: SchemaDocument,
	keyword: (typeof REFERENCES)[number],
	place: Place,
): Located | undefined {
	const reference = own(place.schema, keyword);
	if (!isString(reference)) {
		return undefined;
	}
	switch (keyword) {
		case '$ref':
			return document.resolve(reference, place);
		case '$dynamicRef':
			return document.resolveDynamic(reference, place);
		case '$recursiveRef':
			return document.resolveRecursive(place);
	}
}

const ONLY_NULL: JsonObject = { type: 'null' };

/** One object a place, as identity is the place. */
const nullableChoices = new WeakMap<Place, Choice>();

/** Without a `type` that null could go into, what stands beside `nullable` is one alternative and null the other. */
function nullableChoice(place: Place): Choice | undefined {
	const { schema } = place;
	if (!isNullableWithoutType(schema) || hidesSiblings(place) || saysOnly(schema, 'nullable')) {
		return undefined;
	}
	const known = nullableChoices.get(place);
	const rest = { ...place, schema: withoutNullable(schema) };
	const alternatives = [rest, { ...place, schema: ONLY_NULL }];
	const choice = known ?? { at: place, keyword: 'nullable', alternatives };
	nullableChoices.set(place, choice);
	return choice;
}

function choicesOf(place: Place, document: SchemaDocument): readonly Choice[] {
	return (['anyOf', 'oneOf'] as const).flatMap(keyword => {
		const alternatives = list(place, keyword, document);
		return alternatives.length > 0 ? [{ at: place, keyword, alternatives }] : [];
	});
}
