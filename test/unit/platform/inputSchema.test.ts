import assert from 'node:assert/strict';
import * as z from 'zod';
import { inputSchema } from '../../../src/platform/tools/inputSchema.ts';

describe('The JSON Schema of what a tool takes', () => {
	it('says types, limits, descriptions and what may be missing', () => {
		assert.deepEqual(
			inputSchema(
				z.object({
					path: z.string().describe('Where'),
					text: z.string().min(1),
					glob: z.string().optional().describe('Only these'),
					line: z.int().min(1).optional(),
				}),
			),
			{
				type: 'object',
				properties: {
					path: { type: 'string', description: 'Where' },
					text: { type: 'string', minLength: 1 },
					glob: { type: 'string', description: 'Only these' },
					line: { type: 'integer', minimum: 1 },
				},
				required: ['path', 'text'],
				additionalProperties: false,
			},
		);
	});

	it('refuses what it cannot say', () => {
		assert.throws(() => inputSchema(z.object({ list: z.array(z.string()) })), /only texts/);
	});
});
