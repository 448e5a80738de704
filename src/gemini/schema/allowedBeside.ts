import { valuesOf } from './facets.ts';
import {
	type Choice,
	type Compilation,
	gather,
	isPlace,
	type Parts,
	type Place,
} from './gather.ts';
import { canonical } from './jsonValue.ts';
import { mergeProperties, opens } from './merge.ts';
import type { Located, SchemaDocument } from './schemaDocument.ts';

/** What an object may hold, beyond what its own schemas list, though `unevaluatedProperties` closes it. */
export type Allowed = Pick<Parts, 'open' | 'beside'>;

/** Properties of other alternatives that are written in all of them; where there are more, they are left open. */
const MAX_BESIDE = 200;

/**
 * What the other alternatives of an `anyOf` allow while one of them is written: unless they exclude each other,
 * several may hold at once, and each has then seen its own properties.
 */
export function allowedBeside(
	{ locals, open = false, beside = [] }: Parts,
	choice: Choice,
	alternative: Located,
	compilation: Compilation,
): Allowed {
	const isClosing = locals.some(({ schema }) => schema['unevaluatedProperties'] === false);
	if (open || !isClosing || choice.keyword !== 'anyOf') {
		return { open, beside };
	}
	const { document } = compilation;
	const own = [...gather([alternative], compilation).locals, ...locals];
	const others = choice.alternatives
		.filter(each => each !== alternative)
		.map(each => gather([each], compilation))
		.filter(each => !each.never && !excludes(own, [...each.locals, ...locals], document));
	const places = [...beside, ...others.flatMap(each => each.locals)];
	const count = mergeProperties(places, document).properties.size * choice.alternatives.length;
	const isSayable = others.every(each => each.choices.length === 0 && lists(each.locals, document));
	return isSayable && count <= MAX_BESIDE ? { open, beside: places } : { open: true };
}

/** Whether schemas allow the properties that they list, and no others. */
function lists(places: readonly Place[], document: SchemaDocument): boolean {
	const { additional } = mergeProperties(places, document);
	return additional === undefined && !places.some(opens);
}

/** Whether no object can satisfy both: they ask for other values of a property that it has to have. */
function excludes(
	places: readonly Place[],
	others: readonly Place[],
	document: SchemaDocument,
): boolean {
	const [one, other] = [places, others].map(each => mergeProperties(each, document));
	return [...(one?.properties ?? [])].some(([name, schemas]) => {
		const isRequired = one?.required.has(name) || other?.required.has(name);
		const values = valuesOf(schemas.filter(isPlace));
		const theirs = valuesOf((other?.properties.get(name) ?? []).filter(isPlace));
		const known = new Set(values?.map(canonical));
		return isRequired && values && theirs && !theirs.some(value => known.has(canonical(value)));
	});
}
