import assert from 'node:assert/strict';
import { compileSchema } from '../../../src/gemini/schema/compile.ts';
import { bundleSchema } from '../../../src/json/schema/bundle.ts';
import { validateText } from '../../../src/json/validation/validate.ts';
import { isValid } from '../../../src/json/validation/verdict.ts';

const HOME = 'file:///home/somebody/project';

const FILES: Readonly<Record<string, unknown>> = {
	[`${HOME}/schemas/person.json`]: {
		type: 'object',
		properties: {
			home: { $ref: '../common/address.json#/definitions/address' },
			friend: { $ref: 'person.json' },
			web: { $ref: 'https://example.com/web.json' },
		},
	},
	[`${HOME}/common/address.json`]: {
		definitions: {
			address: { type: 'object', properties: { zip: { $ref: './zip.json' } } },
			unused: { $ref: './never-read.json' },
		},
	},
	[`${HOME}/common/zip.json`]: { type: 'string', pattern: '^[0-9]{5}$' },
	[`${HOME}/schemas/team.json`]: {
		$schema: 'http://json-schema.org/draft-07/schema#',
		$ref: '#/definitions/team',
		definitions: { team: { type: 'array', items: { $ref: '../common/member.json' } } },
	},
	[`${HOME}/common/member.json`]: {
		$ref: '#/definitions/member',
		definitions: { member: { type: 'object', required: ['zip'] } },
	},
	'https://example.com/web.json': { type: 'string', format: 'uri' },
};

function bundle(name: string, allowRemote: boolean) {
	const asked: string[] = [];
	const read: string[] = [];
	const uri = `${HOME}/${name}`;
	const result = bundleSchema(FILES[uri], uri, {
		read: async each => {
			read.push(each);
			const file = FILES[each];
			if (file === undefined) {
				throw new Error('no such file');
			}
			return file;
		},
		allowRemote: each => {
			asked.push(each);
			return allowRemote;
		},
	});
	return result.then(bundled => ({ ...bundled, asked, read }));
}

describe('bundleSchema', () => {
	it('reads every document that is referred to once, and remote ones only after a yes', async () => {
		const { documents, missing, asked, read } = await bundle('schemas/person.json', true);
		assert.deepEqual(
			{ documents: documents.toSorted(), missing, asked, read: read.length },
			{
				documents: [
					`${HOME}/common/address.json`,
					`${HOME}/common/never-read.json`,
					`${HOME}/common/zip.json`,
					'https://example.com/web.json',
				].filter(each => each in FILES),
				missing: [
					{
						uri: `${HOME}/common/never-read.json`,
						reason: 'unreadable',
						message: 'no such file',
					},
				],
				asked: ['https://example.com/web.json'],
				read: 4,
			},
		);
	});

	it('leaves out what nobody wanted to be fetched', async () => {
		const { missing } = await bundle('schemas/person.json', false);
		assert.deepEqual(missing[0], {
			uri: 'https://example.com/web.json',
			reason: 'refused',
			message: '',
		});
	});

	it('makes a schema that stands on its own: it validates, and it compiles', async () => {
		const { schema } = await bundle('schemas/person.json', true);
		const good = '{"home":{"zip":"12345"},"friend":{"home":{"zip":"54321"}}}';
		const bad = '{"friend":{"home":{"zip":"x"}}}';
		assert.deepEqual(
			[
				isValid(validateText(good, schema)),
				validateText(bad, schema).problems.map(({ path }) => path.join('.')),
				compileSchema(schema, 'jsonSchema').problems.map(({ kind }) => kind),
				compileSchema(schema, 'jsonSchema', { hints: false }).schema,
			],
			[
				true,
				['friend.home.zip'],
				[],
				{
					type: 'object',
					properties: {
						home: { $ref: '#/$defs/address' },
						friend: { $ref: '#' },
						web: { type: 'string' },
					},
					$defs: { address: { type: 'object', properties: { zip: { type: 'string' } } } },
				},
			],
		);
	});

	it('keeps schemas whose root is a reference, which hides what stands beside it', async () => {
		const { schema } = await bundle('schemas/team.json', true);
		const problems = (text: string) =>
			validateText(text, schema).problems.map(({ keyword }) => keyword);
		assert.deepEqual(
			[
				problems('[{"zip":1}]'),
				problems('[{}]'),
				problems('{}'),
				compileSchema(schema, 'jsonSchema').schema?.['type'],
			],
			[[], ['required'], ['type'], 'array'],
		);
	});

	it('does not tell where the files lie', async () => {
		const { schema } = await bundle('schemas/person.json', true);
		assert.doesNotMatch(JSON.stringify(schema), /somebody/);
	});

	it('leaves a schema alone that refers to nothing outside', async () => {
		const { schema, documents } = await bundle('common/zip.json', true);
		assert.equal(schema, FILES[`${HOME}/common/zip.json`]);
		assert.deepEqual(documents, []);
	});
});
