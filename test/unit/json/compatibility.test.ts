import assert from 'node:assert/strict';
import { compileSchema } from '../../../src/gemini/schema/compile.ts';
import { compatibilityLine, compatibilityReport } from '../../../src/json/report/compatibility.ts';

const l10n = {
	t: (message: unknown, ...values: readonly unknown[]) =>
		String(message).replaceAll(/\{(\d)\}/g, (_all, index) => String(values[Number(index)])),
};

const SCHEMA = {
	title: 'Talk',
	type: 'object',
	properties: {
		'a`b': { type: 'string', pattern: '^x$' },
		list: { type: 'array', maxItems: 5_000, items: { type: 'integer' } },
	},
};

describe('the compatibility report', () => {
	const compiled = compileSchema(SCHEMA, 'jsonSchema');

	it('says in a line what the model enforces and what is foreseen', () => {
		assert.match(
			compatibilityLine(compiled, l10n),
			/^\d+ keywords enforced by the model, 1 checked here after, limits foreseen: 1$/,
		);
	});

	it('lists each keyword with its place and the reason, whatever the place is called', () => {
		const report = compatibilityReport('talk.json', 'gemini-3.5-flash', compiled, l10n);
		const rows = report.split('\n').filter(line => line.startsWith('- `'));
		assert.deepEqual(
			{
				rows: rows.length,
				pattern: rows.find(row => row.includes('`pattern`')),
				problem: /^- .*5000.*900.*$/m.test(report),
				headings: report.match(/^## [A-Za-z ]+/gm)?.map(each => each.trim()),
			},
			{
				rows: compiled.report.length,
				pattern:
					'- `pattern` `/properties/a b` – the endpoint ignores or refuses it; the model is told in words',
				problem: true,
				headings: ['## Foreseen problems', '## Checked here after', '## Enforced by the model'],
			},
		);
	});
});
