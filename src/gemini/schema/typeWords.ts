import { isArray, isObject, isString, type JsonObject, own, setOwn } from './jsonValue.ts';
import { subschemas } from './keywords.ts';

/** `number` is both `integer` and `fraction`, so that types can be intersected as sets. */
export type Primitive = 'null' | 'boolean' | 'string' | 'integer' | 'fraction' | 'array' | 'object';

const PRIMITIVES: ReadonlyMap<unknown, readonly Primitive[]> = new Map([
	['null', ['null']],
	['boolean', ['boolean']],
	['string', ['string']],
	['integer', ['integer']],
	['number', ['integer', 'fraction']],
	['array', ['array']],
	['object', ['object']],
]);

/** Google's own form of a schema writes the same words in capitals. */
const GOOGLE_WORDS: ReadonlyMap<unknown, string> = new Map(
	['NULL', 'BOOLEAN', 'STRING', 'INTEGER', 'NUMBER', 'ARRAY', 'OBJECT'].map(word => [
		word,
		word.toLowerCase(),
	]),
);

/** The types that the value of `type` names; words that nobody knows name none. */
export function primitivesOf(type: unknown): readonly Primitive[] {
	return wordsOf(type).flatMap(word => PRIMITIVES.get(word) ?? []);
}

/** Whether the value of `type` is one that the keyword takes. */
export function isType(type: unknown): boolean {
	const words = wordsOf(type);
	return words.length > 0 && words.every(word => PRIMITIVES.has(word));
}

function wordsOf(type: unknown): readonly unknown[] {
	return isArray(type) ? type : [type];
}

/**
 * The same schema with the types of Google's form, in which documentation and other programs show schemas,
 * as the words of JSON Schema. A schema without any comes back as it is.
 */
export function withPlainTypes(schema: unknown): unknown {
	return hasGoogleTypes(schema) ? copyWithPlainTypes(schema) : schema;
}

function hasGoogleTypes(root: unknown): boolean {
	const stack = [root];
	while (stack.length > 0) {
		const schema = stack.pop();
		if (isObject(schema)) {
			if (wordsOf(own(schema, 'type')).some(word => GOOGLE_WORDS.has(word))) {
				return true;
			}
			stack.push(...subschemas(schema).map(each => each.schema));
		}
	}
	return false;
}

/** Without recursion, and not by `structuredClone`: both give up on schemas that are nested deeply. */
function copyWithPlainTypes(root: unknown): unknown {
	const top = { root };
	const stack: { readonly holder: object; readonly key: string; readonly schema: unknown }[] = [
		{ holder: top, key: 'root', schema: root },
	];
	for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
		const { holder, key, schema } = next;
		if (isObject(schema)) {
			const copy = withPlainType(schema);
			setOwn(holder, key, copy);
			for (const { keys, schema: inner } of subschemas(schema)) {
				const [keyword = '', name] = keys;
				stack.push(
					name === undefined
						? { holder: copy, key: keyword, schema: inner }
						: { holder: copiedOnce(copy, schema, keyword), key: name, schema: inner },
				);
			}
		}
	}
	return top.root;
}

function withPlainType(schema: JsonObject): Record<string, unknown> {
	const type = own(schema, 'type');
	const plain = (word: unknown) => GOOGLE_WORDS.get(word) ?? word;
	return {
		...schema,
		...(isString(type) && { type: plain(type) }),
		...(isArray(type) && { type: type.map(plain) }),
	};
}

/** The list or map of schemas that a keyword of the copy holds, as one of its own. */
function copiedOnce(copy: Record<string, unknown>, schema: JsonObject, keyword: string): object {
	const held = copy[keyword];
	if (held !== schema[keyword] && typeof held === 'object' && held !== null) {
		return held;
	}
	const fresh = isArray(held) ? [...held] : { ...(isObject(held) ? held : {}) };
	setOwn(copy, keyword, fresh);
	return fresh;
}
