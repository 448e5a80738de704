import { isArray, isObject, isString } from './jsonValue.ts';
import { NO_NOTES, type Shape, union } from './shape.ts';
import type { Primitive } from './typeWords.ts';

/** Shapes that together admit the listed values: one enumeration a type, and structures for the rest. */
export function shapesOfValues(
	values: readonly unknown[],
	types: ReadonlySet<Primitive> | undefined,
	path: string,
): readonly Shape[] {
	const allowed = types === undefined ? values : values.filter(value => types.has(typeOf(value)));
	const common = { path, notes: NO_NOTES, nullable: false };
	const strings = allowed.filter(isString);
	const numbers = allowed.filter(value => typeof value === 'number');
	const shapes: Shape[] = [];
	if (strings.length > 0) {
		shapes.push({ kind: 'string', ...common, values: strings });
	}
	if (numbers.length > 0) {
		const integer = numbers.every(Number.isInteger);
		shapes.push({ kind: 'number', ...common, integer, values: numbers });
	}
	if (allowed.some(value => typeof value === 'boolean')) {
		shapes.push({ kind: 'boolean', ...common });
	}
	if (allowed.includes(null)) {
		shapes.push({ kind: 'null', path, notes: NO_NOTES });
	}
	const structures = allowed.filter(value => isArray(value) || isObject(value));
	shapes.push(...structures.map(value => shapeOfValue(value, path)));
	return shapes;
}

function shapeOfValue(value: unknown, path: string): Shape {
	const common = { path, notes: NO_NOTES, nullable: false };
	const shapeOf = (part: unknown) => union(path, NO_NOTES, shapesOfValues([part], undefined, path));
	if (isArray(value)) {
		const length = value.length;
		const items: Shape = { kind: 'any', path, notes: NO_NOTES };
		const prefix = value.map(shapeOf);
		return {
			kind: 'array',
			...common,
			places: [],
			prefix,
			items,
			minItems: length,
			maxItems: length,
		};
	}
	const entries = isObject(value) ? Object.entries(value) : [];
	return {
		kind: 'object',
		...common,
		places: [],
		properties: new Map(entries.map(([name, part]) => [name, shapeOf(part)])),
		required: new Set(entries.map(([name]) => name)),
		additional: false,
	};
}

function typeOf(value: unknown): Primitive {
	if (value === null) {
		return 'null';
	}
	if (isArray(value)) {
		return 'array';
	}
	switch (typeof value) {
		case 'string':
			return 'string';
		case 'number':
			return Number.isInteger(value) ? 'integer' : 'fraction';
		case 'boolean':
			return 'boolean';
		default:
			return 'object';
	}
}
