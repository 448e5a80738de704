import { Ajv, type ErrorObject, type Options, type ValidateFunction } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import draft06 from 'ajv/dist/refs/json-schema-draft-06.json' with { type: 'json' };
import Ajv04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { type Dialect, declaredDialect, detectDialect } from '../../gemini/schema/dialect.ts';
import { isObject } from '../../gemini/schema/jsonValue.ts';
import { DEPENDENT_SCHEMAS } from './dependentSchemas.ts';
import { MULTIPLE_OF } from './multipleOf.ts';
import { OR_NULL_KEYWORD } from './orNull.ts';
import { toSingleResource } from './singleResource.ts';

export type SchemaError = ErrorObject<string, Readonly<Record<string, unknown>>>;

export interface Check {
	/** Errors of one value; empty when the value satisfies the schema. */
	readonly errorsOf: (value: unknown) => readonly SchemaError[];
	/** References that lead nowhere; what they stand for admits everything. */
	readonly unresolved: readonly string[];
}

/**
 * Makes a check of the whole schema, in the dialect that it names or looks like (docs/PROTOCOL.md §8).
 * Throws when the schema is wrong in itself.
 */
export function compileCheck(schema: unknown): Check {
	const ajv = validatorOf(detectDialect(schema));
	const { schema: single, unresolved } = toSingleResource(schema);
	const validate = ajv.compile(readable(single));
	return {
		errorsOf: value => (runs(validate, value) ? [] : (validate.errors ?? [])),
		unresolved,
	};
}

function runs(validate: ValidateFunction, value: unknown): boolean {
	return validate(value) === true;
}

/** The dialects have classes of their own, which share what is used here. */
function validatorOf(dialect: Dialect): Ajv {
	const ajv = create(dialect);
	addFormats(ajv);
	ajv.removeKeyword('multipleOf').addKeyword(MULTIPLE_OF).addKeyword(OR_NULL_KEYWORD);
	if (ajv.getKeyword('unevaluatedProperties') !== false) {
		ajv.removeKeyword('dependentSchemas').addKeyword(DEPENDENT_SCHEMAS);
	}
	return ajv;
}

function create(dialect: Dialect): Ajv {
	switch (dialect) {
		case 'draft-04':
			return new Ajv04(OPTIONS);
		case 'draft-06': {
			const ajv = new Ajv(OPTIONS);
			ajv.addMetaSchema(draft06);
			return ajv;
		}
		case 'draft-07':
			return new Ajv(OPTIONS);
		case '2019-09':
			return new Ajv2019(OPTIONS);
		case '2020-12':
			return new Ajv2020(OPTIONS);
	}
}

/** A `$schema` that nobody here knows is a name and no reason to refuse. */
function readable(schema: unknown): boolean | Record<string, unknown> {
	if (!isObject(schema)) {
		return schema !== false;
	}
	const { $schema, ...rest } = schema;
	return $schema === undefined || declaredDialect(schema) === undefined ? rest : { ...schema };
}

/** Many patterns in use are not valid with the `u` flag that the drafts ask for. */
const regExp = Object.assign(
	(pattern: string): { test: (text: string) => boolean } => {
		try {
			return new RegExp(pattern, 'u');
		} catch {
			return new RegExp(pattern);
		}
	},
	{ code: 'new RegExp' },
);

const OPTIONS: Options = {
	allErrors: true,
	strict: false,
	validateSchema: false,
	logger: false,
	ownProperties: true,
	code: { regExp },
};
