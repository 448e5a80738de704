import { _, type CodeKeywordDefinition } from 'ajv';

/** No keyword of anybody else. */
export const OR_NULL = '$orNull';

/**
 * Null, or what the schema that it holds admits. With `anyOf`, whatever is wrong inside would come as one error of
 * the choice; this way each error stands at its own place.
 */
export const OR_NULL_KEYWORD: CodeKeywordDefinition = {
	keyword: OR_NULL,
	schemaType: ['object', 'boolean'],
	code(context) {
		const { gen, data } = context;
		const valid = gen.let('valid', true);
		gen.if(_`${data} !== null`, () => {
			const inner = gen.name('_valid');
			const evaluated = context.subschema({ keyword: OR_NULL }, inner);
			gen.assign(valid, inner);
			context.mergeValidEvaluated(evaluated, valid);
		});
		context.ok(valid);
	},
};
