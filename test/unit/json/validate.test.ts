import assert from 'node:assert/strict';
import { validateText } from '../../../src/json/validation/validate.ts';
import { isValid } from '../../../src/json/validation/verdict.ts';

const PERSON = {
	$schema: 'http://json-schema.org/draft-07/schema#',
	type: 'object',
	properties: {
		name: { type: 'string', minLength: 1 },
		age: { type: 'integer', minimum: 0 },
		mail: { type: 'string', format: 'email' },
		tags: { type: 'array', items: { type: 'string' }, uniqueItems: true },
	},
	required: ['name', 'age'],
	additionalProperties: false,
};

/** What each problem underlines, with its keyword and path. */
function underlined(text: string, schema: unknown) {
	return validateText(text, schema).problems.map(({ keyword, path, offset, length }) => ({
		keyword,
		path,
		text: text.slice(offset, offset + length),
	}));
}

describe('validateText', () => {
	it('accepts a document that satisfies the schema', () => {
		assert.deepEqual(validateText('{"name":"Ada","age":36}', PERSON), { problems: [] });
	});

	it('underlines exactly what is wrong', () => {
		const text = '{ "name": "", "age": -1, "mail": "nobody", "tags": ["a", "a"], "x/y": 1 }';
		assert.deepEqual(underlined(text, PERSON), [
			{ keyword: 'additionalProperties', path: [], text: '"x/y"' },
			{ keyword: 'minLength', path: ['name'], text: '""' },
			{ keyword: 'minimum', path: ['age'], text: '-1' },
			{ keyword: 'format', path: ['mail'], text: '"nobody"' },
			{ keyword: 'uniqueItems', path: ['tags'], text: '"tags"' },
		]);
	});

	it('points at the brace of an object that lacks a property', () => {
		assert.deepEqual(underlined('{"name":"Ada"}', PERSON), [
			{ keyword: 'required', path: [], text: '{' },
		]);
	});

	it('takes each price for a multiple of a cent, however many there are', () => {
		const prices = Array.from({ length: 10_000 }, (_each, index) => (index / 100).toFixed(2));
		const others = ['0.005', '0.0100001', '19.999', '1e-3'];
		const text = `[${[...prices, '-19.99', '1234567890.12', '1e300', ...others].join()}]`;
		const cents = { items: { type: 'number', multipleOf: 0.01 } };
		assert.deepEqual(
			underlined(text, cents).map(each => each.text),
			others,
		);
		assert.deepEqual(underlined('1e308', { type: 'integer', multipleOf: 0.123456789 }), [
			{ keyword: 'multipleOf', path: [], text: '1e308' },
		]);
	});

	it('takes a number for one, however large it is', () => {
		assert.deepEqual(validateText('[1e400, -1e400]', { items: { type: 'number' } }), {
			problems: [],
		});
		assert.deepEqual(underlined('1e400', { type: 'number', maximum: 10 }), [
			{ keyword: 'maximum', path: [], text: '1e400' },
		]);
	});

	it('reports where a text stops being JSON, and nothing about the schema', () => {
		const { problems } = validateText('{"name": "Ada", "age": }', PERSON);
		assert.deepEqual(
			problems.map(({ keyword, offset }) => ({ keyword, offset })),
			[{ keyword: 'syntax', offset: 23 }],
		);
	});

	it('says once that no alternative fits, with what each of them lacks', () => {
		const schema = { anyOf: [{ type: 'string' }, { type: 'object', required: ['id'] }] };
		const { problems } = validateText('{"a":1}', schema);
		assert.deepEqual(
			problems.map(({ keyword, causes }) => ({ keyword, causes })),
			[
				{
					keyword: 'anyOf',
					causes: ['must be string', "must have required property 'id'"],
				},
			],
		);
	});

	it('ignores what stands beside a reference only where the dialect says so', () => {
		const schema = (dialect: string) => ({
			$schema: dialect,
			definitions: { text: { type: 'string' } },
			$ref: '#/definitions/text',
			maxLength: 1,
		});
		assert.deepEqual(
			[
				isValid(validateText('"long"', schema('http://json-schema.org/draft-07/schema#'))),
				isValid(validateText('"long"', schema('https://json-schema.org/draft/2020-12/schema'))),
			],
			[true, false],
		);
	});

	it('checks with the types of Google’s own form', () => {
		const schema = {
			type: 'OBJECT',
			properties: { age: { type: 'INTEGER' }, name: { type: 'STRING', nullable: true } },
		};
		assert.deepEqual(validateText('{"age":36,"name":null}', schema), { problems: [] });
		assert.deepEqual(underlined('{"age":"36"}', schema), [
			{ keyword: 'type', path: ['age'], text: '"36"' },
		]);
	});

	it('admits null beside what a schema says that is nullable and names no type', () => {
		const schema = {
			$schema: 'http://json-schema.org/draft-04/schema#',
			definitions: {
				dog: { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] },
			},
			properties: {
				dog: { nullable: true, allOf: [{ $ref: '#/definitions/dog' }] },
				color: { nullable: true, enum: ['red', 'blue'] },
				age: { nullable: true, anyOf: [{ type: 'integer', minimum: 1 }, { type: 'string' }] },
				same: { $ref: '#/properties/age/anyOf/0' },
				open: { nullable: true },
				never: { nullable: false, enum: ['a'] },
				nullable: { nullable: 'yes', enum: [1] },
				hidden: { $ref: '#/definitions/dog', nullable: true },
			},
		};
		const good = '{"dog":null,"color":null,"age":null,"same":1,"open":null,"nullable":1}';
		assert.deepEqual(validateText(good, schema), { problems: [] });
		const bad =
			'{"dog":{"name":3},"color":"green","age":0,"same":null,"never":null,"nullable":null,"hidden":null}';
		assert.deepEqual(underlined(bad, schema), [
			{ keyword: 'type', path: ['dog', 'name'], text: '3' },
			{ keyword: 'enum', path: ['color'], text: '"green"' },
			{ keyword: 'anyOf', path: ['age'], text: '0' },
			{ keyword: 'type', path: ['same'], text: 'null' },
			{ keyword: 'enum', path: ['never'], text: 'null' },
			{ keyword: 'enum', path: ['nullable'], text: 'null' },
			{ keyword: 'type', path: ['hidden'], text: 'null' },
		]);
	});

	it('knows the properties beside dependentSchemas, whatever these depend on', () => {
		const schema = {
			$schema: 'https://json-schema.org/draft/2020-12/schema',
			properties: { kind: { type: 'string' } },
			dependentSchemas: {
				card: { properties: { card: true, address: true }, required: ['address'] },
				cash: { properties: { cash: true } },
			},
			unevaluatedProperties: false,
		};
		const texts = ['{"kind":"a"}', '{"kind":"a","cash":1}', '{"card":1,"address":2,"cash":3}'];
		assert.deepEqual(
			texts.map(text => underlined(text, schema)),
			[[], [], []],
		);
		assert.deepEqual(underlined('{"kind":"a","address":2}', schema), [
			{ keyword: 'unevaluatedProperties', path: [], text: '"address"' },
		]);
	});

	it('counts what a nullable schema without a type has seen, and finds its definitions', () => {
		const schema = {
			$schema: 'https://json-schema.org/draft/2020-12/schema',
			nullable: true,
			$defs: { id: { type: 'integer' } },
			allOf: [{ nullable: true, properties: { id: { $ref: '#/$defs/id' } } }],
			unevaluatedProperties: false,
		};
		assert.deepEqual(
			['null', '{"id":1}', '{"id":1,"x":2}', '{"id":null}'].map(text => underlined(text, schema)),
			[
				[],
				[],
				[{ keyword: 'unevaluatedProperties', path: [], text: '"x"' }],
				[
					{ keyword: 'type', path: ['id'], text: 'null' },
					{ keyword: 'unevaluatedProperties', path: [], text: '"id"' },
				],
			],
		);
	});

	it('takes patterns that are only valid without the unicode flag', () => {
		const schema = { type: 'string', pattern: '^[\\w\\-\\.]+$' };
		assert.equal(isValid(validateText('"a-b.c"', schema)), true);
	});

	it('checks what it can when a reference leads nowhere, and names the reference', () => {
		const schema = { $ref: '#/$defs/gone', type: 'string' };
		const { problems, unchecked, unresolved } = validateText('1', schema);
		assert.deepEqual(
			[problems.map(({ keyword }) => keyword), unchecked, unresolved],
			[['type'], undefined, ['#/$defs/gone']],
		);
	});

	it('says that it cannot check with a schema that is wrong in itself', () => {
		const { problems, unchecked } = validateText('1', { type: 'nonsense' });
		assert.deepEqual([problems, unchecked?.reason], [[], 'schema']);
	});

	it('does not fall over a document nested beyond reason', () => {
		const deep = '['.repeat(50_000) + ']'.repeat(50_000);
		const schema = { $defs: { list: { items: { $ref: '#/$defs/list' } } }, $ref: '#/$defs/list' };
		assert.equal(validateText(deep, schema).unchecked?.reason, 'depth');
	});

	it('treats __proto__ as a property like any other', () => {
		const schema = { type: 'object', additionalProperties: false };
		assert.deepEqual(underlined('{"__proto__": {"a": 1}}', schema), [
			{ keyword: 'additionalProperties', path: [], text: '"__proto__"' },
		]);
	});
});
