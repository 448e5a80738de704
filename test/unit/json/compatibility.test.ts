import assert from 'node:assert/strict';
import { compileSchema } from '../../../src/gemini/schema/compile.ts';
import { compatibilityLine, compatibilityReport } from '../../../src/json/report/compatibility.ts';
import { plainL10n as l10n } from '../plainL10n.ts';

const SCHEMA = {
	title: 'Talk',
	type: 'object',
	properties: {
		'a`b': { type: 'string', pattern: '^x$' },
		list: { type: 'array', maxItems: 5_000, items: { type: 'integer' } },
	},
};

describe('the compatibility report', () => {
	const compiled = {
		jsonSchema: compileSchema(SCHEMA, 'jsonSchema'),
		openApi: compileSchema(SCHEMA, 'openApi'),
	};

	it('says in a line what the model enforces and what is foreseen', () => {
		assert.match(
			compatibilityLine(compiled.jsonSchema, l10n),
			/^\d+ keywords enforced by the model, 1 checked here after, limits foreseen: 1$/,
		);
	});

	it('tells of each keyword what becomes of it by either way, whatever its place is called', () => {
		const report = compatibilityReport('ta|k.json', 'gemini-3.5-flash', compiled, l10n);
		const rows = report.split('\n').filter(line => line.startsWith('| `'));
		const row = (keyword: string) => rows.find(each => each.startsWith(`| \`${keyword}\` `));
		assert.deepEqual(
			{
				first: rows[0],
				type: row('type'),
				keywords: new Set(rows.map(each => /`(\w+)`/.exec(each)?.[1])),
				columns: new Set(rows.map(each => each.split('|').length)),
				problem: /^- .*5000.*900.*$/m.test(report),
				heading: report.split('\n')[0],
			},
			{
				first:
					'| `pattern` | `/properties/a b` | ○ checked here after: the model is only told of it in words | ○ checked here after: sent, but nothing is promised |',
				type: '| `type` | `/`, `/properties/a b`, `/properties/list`, `/properties/list/items` | ✓ enforced | ✓ enforced |',
				keywords: new Set(compiled.jsonSchema.report.map(each => each.keyword)),
				columns: new Set([6]),
				problem: true,
				heading: '# What `gemini-3.5-flash` enforces of `ta k.json`',
			},
		);
	});
});
