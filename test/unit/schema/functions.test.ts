import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compileFunctionParameters, toFunctionName } from '../../../src/gemini/schema/functions.ts';

describe('compileFunctionParameters', () => {
	it('gives a function without parameters no schema', () => {
		const empty = [undefined, {}, true, { type: 'object' }, { type: 'object', properties: {} }];
		assert.deepEqual(
			empty.map(schema => compileFunctionParameters(schema).schema),
			empty.map(() => undefined),
		);
	});

	it('keeps parameters, and an object whose names are free', () => {
		const listed = { type: 'object', properties: { path: { type: 'string' } } };
		const free = { type: 'object', additionalProperties: { type: 'string' } };
		assert.deepEqual(
			[compileFunctionParameters(listed).schema, compileFunctionParameters(free).schema],
			[listed, free],
		);
	});
});

describe('toFunctionName', () => {
	it('keeps names that are allowed and mends the others', () => {
		assert.deepEqual(
			['read_file', 'mcp.server/tool:x', '2fast', 'été', ''].map(name => toFunctionName(name)),
			['read_file', 'mcp_server_tool_x', '_2fast', '_t_', '_'],
		);
	});

	it('always gives an allowed name that is not taken', () => {
		fc.assert(
			fc.property(fc.array(fc.string({ maxLength: 80 }), { maxLength: 20 }), names => {
				const taken = new Set<string>();
				for (const name of names) {
					const given = toFunctionName(name, taken);
					assert.match(given, /^[A-Za-z_][\w-]{0,63}$/);
					assert.ok(!taken.has(given));
					taken.add(given);
				}
			}),
		);
	});
});
