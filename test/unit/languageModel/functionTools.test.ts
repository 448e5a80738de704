import assert from 'node:assert/strict';
import { toFunctionTools } from '../../../src/languageModel/functionTools.ts';

const schema = { type: 'object', properties: { path: { type: 'string' } }, required: ['path'] };

describe('tools as function declarations', () => {
	it('leaves the schema out where a tool takes nothing', () => {
		const { declarations } = toFunctionTools([
			{ name: 'read', description: 'Reads.', inputSchema: schema },
			{ name: 'now', description: 'Tells the time.' },
			{ name: 'empty', description: '', inputSchema: { type: 'object', properties: {} } },
		]);
		assert.deepEqual(declarations, [
			{ name: 'read', description: 'Reads.', parametersJsonSchema: schema },
			{ name: 'now', description: 'Tells the time.' },
			{ name: 'empty', description: '' },
		]);
	});

	it('gives every tool a name that the endpoint takes, and finds the tool again', () => {
		const long = `mcp_${'x'.repeat(80)}`;
		const names = ['read_file', '1st', 'a.b/c', 'a_b_c', long, `${long}y`];
		const tools = toFunctionTools(names.map(name => ({ name, description: '' })));
		const declared = tools.declarations.map(({ name }) => name);
		assert.ok(
			declared.every(name => /^[A-Za-z_][\w-]{0,63}$/.test(name)),
			declared.join(),
		);
		assert.deepEqual(declared.map(tools.toolName), names);
		assert.deepEqual(names.map(tools.functionName), declared);
	});

	it('declares a tool once and no more tools than the endpoint takes', () => {
		const many = Array.from({ length: 600 }, (_, index) => ({
			name: `t${index}`,
			description: '',
		}));
		const { declarations } = toFunctionTools([...many.slice(0, 1), ...many]);
		assert.equal(declarations.length, 512);
		assert.equal(new Set(declarations.map(({ name }) => name)).size, 512);
	});
});
