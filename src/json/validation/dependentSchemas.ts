import { type CodeKeywordDefinition, Name } from 'ajv';
import { evaluatedPropsToName } from 'ajv/dist/compile/util.js';
import { validateSchemaDeps } from 'ajv/dist/vocabularies/applicator/dependencies.js';

/**
 * `dependentSchemas` that forgets no property. The validator's own notes what has been evaluated only where a
 * property is there that others depend on: without one, `unevaluatedProperties` refuses whatever stands beside it.
 */
export const DEPENDENT_SCHEMAS: CodeKeywordDefinition = {
	keyword: 'dependentSchemas',
	type: 'object',
	schemaType: 'object',
	before: 'unevaluatedProperties',
	code(context) {
		const { gen, it } = context;
		if (it.props !== true && !(it.props instanceof Name)) {
			it.props = evaluatedPropsToName(gen, it.props);
		}
		validateSchemaDeps(context);
	},
};
