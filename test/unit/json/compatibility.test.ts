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
		const report = compatibilityReport('talk.json', 'gemini-3.5-flash', compiled, l10n);
		const lines = report.split('\n').filter(line => line.startsWith('- **'));
		const line = (keyword: string) => lines.find(each => each.startsWith(`- **\`${keyword}\`**`));
		assert.deepEqual(
			{
				type: line('type'),
				pattern: line('pattern'),
				keywords: new Set(lines.map(each => /`(\w+)`/.exec(each)?.[1])),
				problem: /^- .*5000.*900.*$/m.test(report),
				headings: report.match(/^##? .*/gm),
			},
			{
				type: '- **`type`** `/`, `/properties/a b`, `/properties/list`, `/properties/list/items`',
				pattern:
					'- **`pattern`** `/properties/a b` – the model is only told of it in words; with `responseSchema`: ○ Checked here after: sent, but nothing is promised',
				keywords: new Set(compiled.jsonSchema.report.map(each => each.keyword)),
				problem: true,
				headings: [
					'# What the model enforces',
					'## Foreseen problems',
					'## ○ Checked here after (1)',
					'## ✓ Enforced (8)',
				],
			},
		);
	});
});
