import { type Dialect, detectDialect, refHidesSiblings } from '../../gemini/schema/dialect.ts';
import { CONSTRAINTS } from '../../gemini/schema/gather.ts';
import { isString, type JsonObject, own } from '../../gemini/schema/jsonValue.ts';
import { withoutFragment } from './address.ts';

const CHOICES = new Set(['allOf', 'anyOf', 'oneOf']);

/** The address that a whole schema gives itself, read from where it stands; undefined when it has none. */
export function addressIn(schema: JsonObject, base?: string): string | undefined {
	const dialect = detectDialect(schema);
	const named = own(schema, idKeyword(dialect)) ?? own(schema, '$id');
	const id = hidesItsId(schema, dialect) ? undefined : named;
	return isString(id) && URL.canParse(id, base)
		? withoutFragment(new URL(id, base).href)
		: undefined;
}

/**
 * A whole schema under an address. Where a `$ref` hides what stands beside it, it would hide the address: the
 * reference then stands one level deeper, and what it hid before is left out, but for what it may lead into.
 */
export function withAddress(schema: JsonObject, address: string, dialect: Dialect): JsonObject {
	const keyword = idKeyword(dialect);
	if (!hidesItsId(schema, dialect)) {
		return { ...schema, [keyword]: address };
	}
	const { $ref, ...beside } = schema;
	const kept = Object.entries(beside).filter(
		([name]) => !CONSTRAINTS.has(name) && !CHOICES.has(name),
	);
	return { ...Object.fromEntries(kept), [keyword]: address, allOf: [{ $ref }] };
}

function hidesItsId(schema: JsonObject, dialect: Dialect): boolean {
	return refHidesSiblings(dialect) && isString(own(schema, '$ref'));
}

function idKeyword(dialect: Dialect): '$id' | 'id' {
	return dialect === 'draft-04' ? 'id' : '$id';
}
