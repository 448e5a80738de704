import type { Allowed } from './allowedBeside.ts';
import { highest, lowest, strings } from './facets.ts';
import type { Compilation, Place } from './gather.ts';
import { isObject, pointer } from './jsonValue.ts';
import { mergeItems, mergeProperties } from './merge.ts';
import type { Located } from './schemaDocument.ts';
import {
	type ArrayShape,
	NO_NOTES,
	type Notes,
	type ObjectShape,
	type Shape,
	union,
} from './shape.ts';

interface Common {
	readonly path: string;
	readonly notes: Notes;
	readonly nullable: boolean;
}

type Build = (places: readonly Located[], path: string) => Shape;

export function arrayShape(
	places: readonly Place[],
	common: Common,
	compilation: Compilation,
	build: Build,
): ArrayShape | Never {
	const { prefix, rest } = mergeItems(places, compilation.document);
	const shapes = prefix.map((each, index) =>
		build(each, firstPath(each, pointer(common.path, 'prefixItems', index))),
	);
	const impossible = shapes.findIndex(shape => shape.kind === 'never');
	const items = build(rest, firstPath(rest, pointer(common.path, 'items')));
	const limits = [
		highest(places, 'maxItems'),
		impossible < 0 ? undefined : impossible,
		items.kind === 'never' ? shapes.length : undefined,
	].filter(limit => limit !== undefined);
	const maxItems = limits.length > 0 ? Math.min(...limits) : undefined;
	const minItems = lowest(places, 'minItems');
	if (minItems !== undefined && maxItems !== undefined && minItems > maxItems) {
		return never(common);
	}
	const open: Shape = { kind: 'any', path: items.path, notes: NO_NOTES };
	return {
		kind: 'array',
		...common,
		places: places.map(({ path }) => path),
		prefix: shapes.slice(0, maxItems),
		items: items.kind === 'never' ? open : items,
		minItems,
		maxItems,
	};
}

export function objectShape(
	places: readonly Place[],
	common: Common,
	compilation: Compilation,
	build: Build,
	{ open = false, beside = [] }: Allowed = {},
): ObjectShape | Never {
	const merged = mergeProperties(places, compilation.document);
	const additional = additionalShape(merged.additional, common, build);
	const properties = new Map<string, Shape>();
	for (const [name, each] of merged.properties) {
		const shape = build(each, firstPath(each, pointer(common.path, 'properties', name)));
		if (shape.kind !== 'never') {
			properties.set(name, shape);
		} else if (additional !== false) {
			reportForbidden(places, name, compilation);
		}
	}
	for (const name of merged.required) {
		if (properties.has(name)) {
			continue;
		}
		if (additional === false || merged.properties.has(name)) {
			return never(common);
		}
		// A required name that is nowhere described still has to be listed.
		properties.set(name, additional ?? { kind: 'any', path: common.path, notes: NO_NOTES });
	}
	const closed = merged.closed && !open;
	for (const [name, each] of closed
		? mergeProperties(beside, compilation.document).properties
		: []) {
		// Of several that list it, any may be the one that holds.
		const shapes = each.map(place => build([place], place.path));
		const shape = union(common.path, NO_NOTES, shapes);
		if (!merged.properties.has(name) && shape.kind !== 'never') {
			properties.set(name, shape);
		}
	}
	const ordering = places.flatMap(({ schema }) => strings(schema['propertyOrdering']));
	return {
		kind: 'object',
		...common,
		places: places.map(({ path }) => path),
		properties,
		required: merged.required,
		additional: closed ? false : additional,
		ordering: ordering.length > 0 ? ordering.filter(name => properties.has(name)) : undefined,
		minProperties: lowest(places, 'minProperties'),
		maxProperties: highest(places, 'maxProperties'),
	};
}

/** That a property must not be there can only be said by listing all that may. */
function reportForbidden(places: readonly Place[], name: string, { ledger }: Compilation): void {
	for (const { path, schema } of places) {
		if (isObject(schema['properties']) && Object.hasOwn(schema['properties'], name)) {
			ledger.note(path, 'properties', 'checkedAfter', 'approximated');
		}
	}
}

type Never = Extract<Shape, { kind: 'never' }>;

function never({ path, notes }: Common): Never {
	return { kind: 'never', path, notes };
}

function additionalShape(
	places: readonly Located[] | undefined,
	common: Common,
	build: Build,
): ObjectShape['additional'] {
	if (places === undefined) {
		return undefined;
	}
	const shape = build(places, firstPath(places, pointer(common.path, 'additionalProperties')));
	if (shape.kind === 'never') {
		return false;
	}
	return shape.kind === 'any' ? undefined : shape;
}

function firstPath(places: readonly Located[], otherwise: string): string {
	return places[0]?.path ?? otherwise;
}
