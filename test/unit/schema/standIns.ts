/**
 * Schemas built the way well-known ones are, for those that no package carries: the idioms are theirs, the
 * schemas are short.
 */
export const STAND_INS: Readonly<Record<string, unknown>> = {
	/** Half of it open maps; `definitions` used from everywhere; alternatives of text and object. */
	'package.json': {
		$schema: 'http://json-schema.org/draft-07/schema#',
		title: 'Manifest of a package',
		definitions: {
			person: {
				description: 'Somebody who worked on it',
				type: ['object', 'string'],
				required: ['name'],
				properties: {
					name: { type: 'string' },
					url: { type: 'string', format: 'uri' },
					email: { type: 'string', format: 'email' },
				},
			},
			dependency: {
				description: 'Names and ranges',
				type: 'object',
				additionalProperties: { type: 'string' },
			},
			entry: {
				oneOf: [
					{ type: ['string', 'null'], pattern: '^\\.\\/' },
					{ $ref: '#/definitions/conditions' },
					{ type: 'array', items: { $ref: '#/definitions/entry' } },
				],
			},
			conditions: {
				type: 'object',
				properties: {
					import: { $ref: '#/definitions/entry' },
					require: { $ref: '#/definitions/entry' },
				},
				patternProperties: { '^[^.0-9]+$': { $ref: '#/definitions/entry' } },
				additionalProperties: false,
			},
			license: {
				anyOf: [{ type: 'string' }, { enum: ['MIT', 'Apache-2.0', 'UNLICENSED'] }],
			},
		},
		type: 'object',
		patternProperties: { '^_': { description: 'Ignored by everybody', tsType: 'any' } },
		properties: {
			name: {
				type: 'string',
				maxLength: 214,
				minLength: 1,
				pattern: '^(?:@[a-z0-9-*~][a-z0-9-*._~]*/)?[a-z0-9-~][a-z0-9-._~]*$',
			},
			author: { $ref: '#/definitions/person' },
			contributors: { type: 'array', items: { $ref: '#/definitions/person' } },
			license: { $ref: '#/definitions/license' },
			exports: { oneOf: [{ $ref: '#/definitions/entry' }, { $ref: '#/definitions/conditions' }] },
			scripts: {
				type: 'object',
				properties: { test: { type: 'string' } },
				additionalProperties: { type: 'string', tsType: 'string | undefined' },
				propertyNames: { minLength: 1 },
			},
			dependencies: { $ref: '#/definitions/dependency' },
			workspaces: {
				anyOf: [
					{ type: 'array', items: { type: 'string' } },
					{ type: 'object', properties: { packages: { type: 'array' } } },
				],
			},
		},
		anyOf: [
			{ type: 'object', not: { required: ['bundledDependencies', 'bundleDependencies'] } },
			{ type: 'object', not: { required: ['bundleDependencies'] }, required: ['name'] },
		],
	},
	/** A root `allOf` of `anyOf` of references; `markdownDescription`; enumerations beside patterns. */
	tsconfig: {
		$schema: 'http://json-schema.org/draft-04/schema#',
		id: 'https://example.com/tsconfig',
		allowTrailingCommas: true,
		definitions: {
			files: {
				properties: { files: { type: 'array', uniqueItems: true, items: { type: 'string' } } },
			},
			options: {
				properties: {
					compilerOptions: {
						type: 'object',
						properties: {
							target: {
								type: 'string',
								default: 'ES3',
								anyOf: [
									{ enum: ['ES5', 'ES2022', 'ESNext'] },
									{ pattern: '^([Ee][Ss]([356]|(20(1[56789]|2[0-2]))|[Nn][Ee][Xx][Tt]))$' },
								],
								markdownDescription: 'The version to write',
							},
							paths: {
								type: 'object',
								additionalProperties: { type: 'array', items: { type: ['string'] } },
							},
							plugins: {
								type: 'array',
								items: { type: 'object', properties: { name: { type: 'string' } } },
							},
						},
					},
				},
			},
			references: {
				properties: {
					references: {
						type: 'array',
						uniqueItems: true,
						items: { type: 'object', properties: { path: { type: 'string' } } },
					},
				},
			},
		},
		type: 'object',
		allOf: [
			{ $ref: '#/definitions/options' },
			{ anyOf: [{ $ref: '#/definitions/files' }, { $ref: '#/definitions/references' }] },
		],
	},
	/** `oneOf` by shape everywhere, `if`/`then`, dependencies, `$comment`, patterns as keys. */
	'GitHub workflow': {
		$schema: 'http://json-schema.org/draft-07/schema#',
		additionalProperties: false,
		definitions: {
			event: { type: 'string', enum: ['push', 'pull_request', 'workflow_dispatch'] },
			expression: { type: 'string', pattern: '^\\$\\{\\{(.|[\r\n])*\\}\\}$' },
			environment: {
				oneOf: [
					{
						type: 'object',
						additionalProperties: {
							oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }],
						},
					},
					{ $ref: '#/definitions/expression' },
				],
			},
			step: {
				type: 'object',
				additionalProperties: false,
				dependencies: { 'working-directory': ['run'], shell: ['run'] },
				oneOf: [{ required: ['uses'] }, { required: ['run'] }],
				properties: {
					uses: { type: 'string' },
					run: { type: 'string' },
					shell: { anyOf: [{ type: 'string' }, { enum: ['bash', 'pwsh'] }] },
					'working-directory': { type: 'string' },
					env: { $ref: '#/definitions/environment' },
				},
			},
			job: {
				type: 'object',
				required: ['runs-on'],
				properties: {
					'runs-on': {
						anyOf: [
							{ type: 'string' },
							{ type: 'array', anyOf: [{ items: [{ type: 'string' }], minItems: 1 }] },
						],
					},
					needs: { oneOf: [{ type: 'array', items: { type: 'string' } }, { type: 'string' }] },
					steps: { type: 'array', items: { $ref: '#/definitions/step' }, minItems: 1 },
				},
				...conditional(
					{ properties: { environment: { const: 'production' } }, required: ['environment'] },
					{ required: ['needs'] },
				),
			},
		},
		properties: {
			on: {
				$comment: 'One event, several, or a map of them',
				oneOf: [
					{ $ref: '#/definitions/event' },
					{ type: 'array', items: { $ref: '#/definitions/event' }, minItems: 1 },
					{ type: 'object', properties: { push: { type: ['object', 'null'] } } },
				],
			},
			jobs: {
				type: 'object',
				patternProperties: { '^[_a-zA-Z][a-zA-Z0-9_-]*$': { $ref: '#/definitions/job' } },
				minProperties: 1,
				additionalProperties: false,
			},
		},
		required: ['on', 'jobs'],
		type: 'object',
	},
	/** References inside references, `anyOf` of the whole with lists of itself, names that begin with @. */
	'JSON-LD': {
		$schema: 'https://json-schema.org/draft/2020-12/schema',
		$defs: {
			context: {
				anyOf: [
					{ type: 'string', format: 'iri-reference' },
					{ type: 'null' },
					{
						type: 'object',
						properties: { '@vocab': { type: ['string', 'null'] } },
						additionalProperties: { anyOf: [{ type: 'string' }, { $ref: '#/$defs/term' }] },
					},
					{ type: 'array', items: { $ref: '#/$defs/context' } },
				],
			},
			term: {
				type: 'object',
				properties: { '@id': { type: 'string' }, '@context': { $ref: '#/$defs/context' } },
				dependentSchemas: { '@reverse': { not: { required: ['@nest'] } } },
			},
			node: {
				type: 'object',
				properties: {
					'@context': { $ref: '#/$defs/context' },
					'@graph': { anyOf: [{ $ref: '#/$defs/node' }, { type: 'array', items: { $ref: '#' } }] },
				},
				unevaluatedProperties: { $ref: '#/$defs/value' },
			},
			value: {
				anyOf: [{ type: ['string', 'number', 'boolean', 'null'] }, { $ref: '#/$defs/node' }],
			},
		},
		$ref: '#/$defs/node',
	},
};

/** An object with a property called `then` looks like a promise to linters and, worse, to `await`. */
function conditional(condition: unknown, consequence: unknown): Readonly<Record<string, unknown>> {
	return Object.fromEntries([
		['if', condition],
		['then', consequence],
	]);
}
