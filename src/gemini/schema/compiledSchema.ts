/**
 * The two fields that take a schema: `jsonSchema` is `responseJsonSchema` / `parametersJsonSchema`,
 * `openApi` is `responseSchema` / `parameters` (docs/PROTOCOL.md §8).
 */
export type SchemaRoute = 'jsonSchema' | 'openApi';

/**
 * What becomes of a keyword. `enforced`: it is part of the schema that is sent and the endpoint honours
 * it. `checkedAfter`: the answer can break it, so it has to be checked (the model is told about it in the
 * description). `dropped`: it constrains nothing, or cannot be understood.
 */
export type Treatment = 'enforced' | 'checkedAfter' | 'dropped';

/** Why a keyword has its treatment; put into words where people read it. */
export type Reason =
	/** The endpoint honours it. */
	| 'supported'
	/** Written in another form that means the same. */
	| 'rewritten'
	/** Merged with its neighbours into one schema. */
	| 'merged'
	/** The endpoint ignores or refuses it. */
	| 'unsupported'
	/** It is sent, but the endpoint promises nothing. */
	| 'notGuaranteed'
	/** A weaker form is sent, e.g. `anyOf` for `oneOf`. */
	| 'approximated'
	/** An annotation: it constrains nothing. */
	| 'annotation'
	/** No keyword of JSON Schema. */
	| 'unknown'
	/** Its value is not what the keyword takes. */
	| 'malformed'
	| 'unresolvedReference'
	/** The endpoint cannot express recursion at this place. */
	| 'recursion'
	/** The schema would have become too large, deep or branchy. */
	| 'tooLarge';

export interface KeywordReport {
	/** JSON pointer to the schema object that holds the keyword, in the schema as it was given. */
	readonly path: string;
	readonly keyword: string;
	readonly treatment: Treatment;
	readonly why: Reason;
}

export type ProblemKind =
	/** Deeper than what endpoints were seen to accept. */
	| 'nestingDepth'
	/** Lists of allowed values too long for constrained decoding. */
	| 'enumSize'
	/** The sum of all `maxItems` is more than endpoints were seen to accept. */
	| 'maxItems'
	| 'recursion'
	/** So large that it costs many input tokens. */
	| 'size'
	/** Parts were left out to keep the schema within bounds. */
	| 'truncated'
	| 'unresolvedReference'
	/** No value at all can satisfy it. */
	| 'unsatisfiable'
	/** An object without listed properties, which the OpenAPI form cannot say. */
	| 'freeFormObject';

export interface SchemaProblem {
	readonly kind: ProblemKind;
	/** JSON pointer into the schema as it was given. */
	readonly path: string;
	/** The number that was found, where there is one. */
	readonly value?: number | undefined;
	/** The number that is known to be accepted. */
	readonly limit?: number | undefined;
	/** The reference that leads nowhere. */
	readonly reference?: string | undefined;
}

export interface CompiledSchema {
	/** What to send; absent when the route cannot say anything about the schema. */
	readonly schema: JsonSchemaObject | undefined;
	readonly report: readonly KeywordReport[];
	/** Limits that are foreseen to be met, worst first. */
	readonly problems: readonly SchemaProblem[];
	/** Rough number of input tokens that the sent schema costs. */
	readonly tokens: number;
}

export type JsonSchemaObject = Readonly<Record<string, unknown>>;

export interface CompileOptions {
	/** Tell the model in descriptions what the schema that is sent cannot say. Default: true. */
	readonly hints?: boolean | undefined;
	/** Leave out bounds of numbers and arrays, for an endpoint that refused them. Default: false. */
	readonly lean?: boolean | undefined;
	/** Subschemas written before the rest is left open. Default: 3,000. */
	readonly maxNodes?: number | undefined;
}
