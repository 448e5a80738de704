import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compileSchema } from '../../../src/gemini/schema/compile.ts';
import type { CompiledSchema } from '../../../src/gemini/schema/compiledSchema.ts';
import { type Check, compileCheck } from '../../../src/json/validation/schemaValidator.ts';
import { schemas, values } from './arbitrarySchemas.ts';
import { fromOpenApi } from './fromOpenApi.ts';

const RUNS = { numRuns: Number(process.env['FUZZ_RUNS'] ?? 150) };

/**
 * The schema's own check. Recursion without progress is no valid schema, and `unevaluatedProperties` together
 * with recursion can make the validator fail: then there is no verdict to compare with.
 */
function checkOf(schema: unknown): Check {
	const check = orSkip(() => compileCheck(schema));
	return { ...check, errorsOf: value => orSkip(() => check.errorsOf(value)) };
}

function orSkip<T>(run: () => T): T {
	try {
		return run();
	} catch (error) {
		fc.pre(false);
		throw error;
	}
}

function admits(check: Check, value: unknown): boolean {
	return check.errorsOf(value).length === 0;
}

function isWhole({ report }: CompiledSchema): boolean {
	return report.every(each => each.treatment === 'enforced' || each.why === 'annotation');
}

describe('compileSchema, for any schema', function () {
	this.timeout(120_000);

	it('never throws, whatever it is given', () => {
		const anything = fc.oneof(schemas({ typed: false, keywords: 'all' }), fc.jsonValue());
		fc.assert(
			fc.property(anything, schema => {
				compileSchema(schema, 'jsonSchema');
				compileSchema(schema, 'openApi');
			}),
			RUNS,
		);
	});

	it('says “enforced” only where what is sent admits nothing that the schema refuses', () => {
		const schema = schemas({ typed: false, keywords: 'enforceable' });
		fc.assert(
			fc.property(schema, fc.array(values, { minLength: 30, maxLength: 30 }), (full, tried) => {
				const compiled = compileSchema(full, 'jsonSchema');
				fc.pre(isWhole(compiled) && compiled.problems.length === 0);
				const sent = compileCheck(compiled.schema);
				const check = checkOf(full);
				for (const value of tried.filter(each => admits(sent, each))) {
					assert.ok(admits(check, value), JSON.stringify({ value, sent: compiled.schema }));
				}
			}),
			RUNS,
		);
	});

	it('says “enforced” of the OpenAPI form only where that holds, too', () => {
		const schema = schemas({ typed: false, keywords: 'enforceable' });
		fc.assert(
			fc.property(schema, fc.array(values, { minLength: 30, maxLength: 30 }), (full, tried) => {
				const compiled = compileSchema(full, 'openApi');
				fc.pre(isWhole(compiled) && compiled.problems.length === 0);
				const sent = compileCheck(fromOpenApi(compiled.schema));
				const check = checkOf(full);
				for (const value of tried.filter(each => admits(sent, each))) {
					assert.ok(admits(check, value), JSON.stringify({ value, sent: compiled.schema }));
				}
			}),
			RUNS,
		);
	});

	it('sends nothing that refuses what the schema admits, when types are named', () => {
		const schema = schemas({ typed: true, keywords: 'all' });
		fc.assert(
			fc.property(schema, fc.array(values, { minLength: 30, maxLength: 30 }), (full, tried) => {
				const compiled = compileSchema(full, 'jsonSchema');
				const sent = compileCheck(compiled.schema);
				const check = checkOf(full);
				for (const value of tried.filter(each => admits(check, each))) {
					assert.ok(admits(sent, value), JSON.stringify({ value, sent: compiled.schema }));
				}
			}),
			RUNS,
		);
	});

	it('forbids no property that one of several alternatives allows', () => {
		const names = ['a', 'b', 'c', 'd'];
		const kind = fc.constantFrom(
			{ type: 'integer' },
			{ const: 1 },
			{ enum: [1, 2] },
			{ type: 'string' },
		);
		const part = fc.record({
			type: fc.constant('object'),
			properties: fc.dictionary(fc.constantFrom(...names), kind, { noNullPrototype: true }),
			required: fc.subarray(names, { maxLength: 1 }),
		});
		const parts = fc.array(part, { minLength: 1, maxLength: 3 });
		const choice = fc
			.tuple(part, fc.constantFrom('anyOf', 'oneOf'), parts, parts)
			.map(([own, keyword, alternatives, others]) => ({
				...own,
				[keyword]: alternatives,
				allOf: [{ type: 'object', anyOf: others }],
				unevaluatedProperties: false,
			}));
		// Each of them is missing, a number or a text.
		const tried = names.reduce<readonly object[]>(
			(all, name) => all.flatMap(each => [each, { ...each, [name]: 1 }, { ...each, [name]: 'x' }]),
			[{}],
		);
		fc.assert(
			fc.property(choice, schema => {
				const sent = compileCheck(compileSchema(schema, 'jsonSchema').schema);
				const check = checkOf(schema);
				for (const value of tried.filter(each => admits(check, each))) {
					assert.ok(admits(sent, value), JSON.stringify({ value, schema }));
				}
			}),
			RUNS,
		);
	});

	it('catches afterwards whatever the model may write and the schema refuses', () => {
		const schema = schemas({ typed: false, keywords: 'all' });
		let caught = 0;
		fc.assert(
			fc.property(schema, fc.array(values, { minLength: 30, maxLength: 30 }), (full, tried) => {
				const compiled = compileSchema(full, 'jsonSchema');
				const sent = compileCheck(compiled.schema);
				const check = checkOf(full);
				for (const value of tried.filter(each => admits(sent, each) && !admits(check, each))) {
					caught += 1;
					const explained = compiled.report.some(each => each.treatment !== 'enforced');
					assert.ok(explained || compiled.problems.length > 0, JSON.stringify(value));
				}
			}),
			RUNS,
		);
		assert.ok(caught > 0, 'no value was ever admitted by the one and refused by the other');
	});
});
