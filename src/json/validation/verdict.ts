/** A step into a JSON document: a property's name or an item's index. */
export type JsonPath = readonly (string | number)[];

/** Something wrong with a JSON document, at its exact place in the text. */
export interface JsonProblem {
	readonly path: JsonPath;
	/** The keyword of the schema that is broken; `syntax` when the text is no JSON. */
	readonly keyword: string;
	/** Where the keyword stands in the schema, as the validator names that place; empty for `syntax`. */
	readonly schemaPath: string;
	/** English, as a sentence for a model; people read the words made from keyword and params. */
	readonly message: string;
	readonly params: Readonly<Record<string, unknown>>;
	/** UTF-16 code units. */
	readonly offset: number;
	readonly length: number;
	/** Why no alternative fits, for `anyOf` and `oneOf`. */
	readonly causes: readonly string[];
}

/**
 * Why nobody can say whether a document satisfies its schema.
 * - `schema`: it is wrong in itself.
 * - `depth`: it, or the document, is nested too deeply.
 * - `deadline`, `memory`: the check was ended because it took more than it may.
 * - `thread`: the check could not run or was given up.
 */
export interface Unchecked {
	readonly reason: 'schema' | 'depth' | 'deadline' | 'memory' | 'thread';
	/** The validator's own words; what was exceeded, with its unit, for `deadline` and `memory`. */
	readonly message: string;
}

/** Valid is: no problems, and checked. */
export interface Verdict {
	readonly problems: readonly JsonProblem[];
	readonly unchecked?: Unchecked | undefined;
	/** References of the schema that lead nowhere: what they stand for was not checked. */
	readonly unresolved?: readonly string[] | undefined;
}

export interface Validator {
	/** Never rejects: what cannot be checked is said in the verdict. */
	validate(text: string, schema: unknown): Promise<Verdict>;
	dispose(): void;
}

export function isValid({ problems, unchecked }: Verdict): boolean {
	return problems.length === 0 && unchecked === undefined;
}
