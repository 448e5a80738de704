import * as z from 'zod';

/** Protobuf JSON accepts a lone object where a list is expected. */
export function list<T extends z.ZodType>(item: T) {
	return z.preprocess(
		value => (value === undefined || Array.isArray(value) ? value : [value]),
		z.array(item),
	);
}

/** Enum words are read in any case. */
export function words<const T extends readonly [string, ...string[]]>(values: T) {
	return z.preprocess(
		value => (typeof value === 'string' ? value.toUpperCase() : value),
		z.enum(values),
	);
}

/** A 64-bit integer may come as a string. */
export const int64 = z.preprocess(
	value => (typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value),
	z.int(),
);

export const struct = z.record(z.string(), z.unknown());
export const base64 = z.string().regex(/^[\w+/-]*={0,2}$/, 'base64');
