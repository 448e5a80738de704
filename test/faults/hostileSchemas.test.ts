import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import esbuild from 'esbuild';
import { compileSchema } from '../../src/gemini/schema/compile.ts';
import { compileFunctionParameters } from '../../src/gemini/schema/functions.ts';
import { parseDocument } from '../../src/json/parsedDocument.ts';
import { bundleSchema } from '../../src/json/schema/bundle.ts';
import { createValidator } from '../../src/json/validation/validator.node.ts';
import { recordFigure } from './figures.ts';

/** A busy machine takes several times what a calm one does. */
const LONGEST_MS = 20_000;
const LIMITS = { deadlineMs: 1_000, heapMegabytes: 384 };
const MOST_BYTES = 900 * 1024 * 1024;
/** While threads end and begin: the engine keeps the pages of an ended one for some seconds. */
const MOST_BYTES_MEANWHILE = 1_500 * 1024 * 1024;
const PAGES_KEPT_MS = 20_000;

const nested = (depth: number, around: (inner: object) => object, inner: object = {}) => {
	let schema = inner;
	for (let level = 0; level < depth; level++) {
		schema = around(schema);
	}
	return schema;
};

const properties = (count: number, value: (index: number) => unknown) =>
	Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index}`, value(index)]));

/** Each definition refers twice to the next one: 2^n places. */
const doubling = (depth: number, word: string) => ({
	$defs: properties(depth, index => ({
		[word]: [{ $ref: `#/$defs/p${index + 1}` }, { $ref: `#/$defs/p${index + 1}` }],
	})),
	$ref: '#/$defs/p0',
});

const texts: Readonly<Record<string, string>> = {
	'a million brackets': '['.repeat(1_000_000),
	'a hundred thousand nested objects': `${'{"not":'.repeat(100_000)}{}${'}'.repeat(100_000)}`,
	'aliases that multiply in YAML': [
		'a: &a [x,x,x,x,x,x,x,x,x,x]',
		...['b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'].map(
			(name, index) => `${name}: &${name} [${`*${'abcdefgh'[index]},`.repeat(10).slice(0, -1)}]`,
		),
	].join('\n'),
	'a circle in YAML': '&a {type: object, properties: {x: *a}}',
	'a prototype': '{"__proto__":{"type":"object"},"properties":{"__proto__":{"type":"string"}}}',
	'a number beyond all': '{"minimum":1e999,"maxLength":1e400,"multipleOf":0}',
};

const schemas: Readonly<Record<string, unknown>> = {
	'a reference to itself': { $ref: '#' },
	'references in a circle': {
		$defs: { a: { $ref: '#/$defs/b' }, b: { $ref: '#/$defs/a' } },
		$ref: '#/$defs/a',
	},
	'dynamic references in a circle': {
		$dynamicAnchor: 'a',
		$dynamicRef: '#a',
		allOf: [{ $dynamicRef: '#a' }],
	},
	'doubling by anyOf': doubling(40, 'anyOf'),
	'doubling by allOf': doubling(40, 'allOf'),
	'doubling by oneOf': doubling(40, 'oneOf'),
	'doubling by prefixItems': doubling(40, 'prefixItems'),
	'doubling by properties': {
		$defs: properties(40, index => ({
			properties: { l: { $ref: `#/$defs/p${index + 1}` }, r: { $ref: `#/$defs/p${index + 1}` } },
			required: ['l', 'r'],
		})),
		$ref: '#/$defs/p0',
	},
	'nested arrays': nested(2_000, items => ({ type: 'array', items })),
	'nested objects': nested(2_000, x => ({ type: 'object', properties: { x }, required: ['x'] })),
	'nested negations': nested(2_000, not => ({ not })),
	'nested conditions': nested(7, schema => ({ if: schema, else: schema, anyOf: [schema] })),
	'ten thousand properties': { properties: properties(10_000, () => ({ type: 'string' })) },
	'an enum of a hundred thousand': {
		enum: Array.from({ length: 100_000 }, (_, index) => `v${index}`),
	},
	'an enum of huge words': {
		enum: Array.from({ length: 50 }, (_, index) => `${index}`.repeat(100_000)),
	},
	'a product of alternatives': {
		allOf: Array.from({ length: 30 }, () => ({
			anyOf: [{ minimum: 1 }, { maximum: 2 }, { type: 'string' }],
		})),
	},
	'ten thousand alternatives': {
		anyOf: Array.from({ length: 10_000 }, (_, index) => ({ const: index })),
	},
	'a description of megabytes': { type: 'string', description: 'x '.repeat(2_000_000) },
	'patterns that backtrack': {
		type: 'string',
		pattern: '^(([a-z])+.)+[A-Z]([a-z])+$',
		allOf: [{ pattern: '(a+)+$' }, { pattern: '(a|aa)+$' }, { pattern: '^(\\w+\\s?)*$' }],
	},
	'a pattern that is none': { pattern: '(((((' },
	'patterns of property names': { patternProperties: { '^(a+)+$': { type: 'string' }, '[': {} } },
	'keywords of the wrong type': {
		type: 7,
		properties: [],
		items: 'x',
		required: { length: 1e9 },
		enum: 'abc',
		allOf: {},
		$ref: {},
		$defs: null,
		minimum: 'x',
		pattern: {},
		format: [],
	},
	'names of prototypes': {
		properties: Object.fromEntries(
			['constructor', 'toString', 'hasOwnProperty', 'valueOf'].map(name => [
				name,
				{ $ref: `#/properties/${name}` },
			]),
		),
		required: ['__proto__', 'constructor'],
		$defs: { constructor: { $ref: '#/$defs/__proto__' } },
		$ref: '#/$defs/constructor',
	},
	'a length without end': {
		type: 'array',
		minItems: 1e15,
		items: { type: 'string', minLength: 1e15 },
	},
	'dependencies in a circle': {
		dependentRequired: { a: ['b'], b: ['a'] },
		dependentSchemas: { a: { $ref: '#' } },
		unevaluatedProperties: { $ref: '#' },
	},
	true: true,
	false: false,
	null: null,
	text: 'schema',
};

const samples = [
	'{}',
	'"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!"',
	'[[[[]]]]',
	'null',
	'{"p0":{"l":{}}}',
];

async function timed<T>(name: string, work: () => T | Promise<T>): Promise<T> {
	const started = performance.now();
	const value = await work();
	const took = performance.now() - started;
	assert.ok(took < LONGEST_MS, `${name} took ${Math.round(took)} ms`);
	return value;
}

async function settledMemory(): Promise<number> {
	const until = performance.now() + PAGES_KEPT_MS;
	while (process.memoryUsage().rss >= MOST_BYTES && performance.now() < until) {
		await wait(100);
	}
	return process.memoryUsage().rss;
}

describe('Schemas of an enemy', function () {
	this.timeout(600_000);
	let folder: string;
	let entry: string;

	before(async () => {
		folder = await mkdtemp(join(tmpdir(), 'comet-gemini-hostile-'));
		entry = join(folder, 'worker.mjs');
		await esbuild.build({
			entryPoints: ['src/json/validation/validationWorker.node.ts'],
			bundle: true,
			platform: 'node',
			format: 'esm',
			mainFields: ['module', 'main'],
			outfile: entry,
			logLevel: 'silent',
		});
	});
	after(() => rm(folder, { recursive: true }));

	it('are read, compiled and checked in bounded time and memory, without an error that nobody expects', async () => {
		const read: [name: string, schema: unknown][] = [];
		for (const [name, text] of Object.entries(texts)) {
			await timed(`${name} as JSON`, () => parseDocument(text, 'json'));
			const { value = {} } = await timed(name, () => parseDocument(text, 'yaml'));
			read.push([name, value]);
		}
		const all = [...Object.entries(schemas), ...read];
		const validator = createValidator(entry, LIMITS);
		let most = 0;
		const watch = setInterval(() => {
			most = Math.max(most, process.memoryUsage().rss);
		}, 50).unref();
		for (const [name, schema] of all) {
			for (const route of ['jsonSchema', 'openApi'] as const) {
				const compiled = await timed(`${name} for ${route}`, () => compileSchema(schema, route));
				const { length } = JSON.stringify(compiled.schema ?? {});
				assert.ok(length < 20_000_000, `${name} became ${length} characters`);
			}
			await timed(`${name} as parameters`, () => compileFunctionParameters(schema));
			await timed(`${name} bundled`, () =>
				bundleSchema(schema, 'file:///a.json', {
					read: async () => undefined,
					allowRemote: () => false,
				}),
			);
			for (const sample of samples) {
				await timed(`${name} checked`, () => validator.validate(sample, schema));
			}
		}
		validator.dispose();
		const rss = await settledMemory();
		clearInterval(watch);
		const [atMost, inTheEnd] = [most, rss].map(bytes => `${Math.round(bytes / 1e6)} MB`);
		console.log(`      ${all.length} schemas, ${atMost} at most, ${inTheEnd} in the end`);
		assert.ok(most < MOST_BYTES_MEANWHILE, atMost);
		assert.ok(rss < MOST_BYTES, inTheEnd);
		await recordFigure(
			'hostile schemas, each read, compiled for both routes, bundled and checked',
			all.length,
			`no step takes longer than ${LONGEST_MS / 1_000} s`,
		);
	});
});
