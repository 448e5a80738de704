import assert from 'node:assert/strict';
import { glob, readFile } from 'node:fs/promises';

/** The texts that the host shows: the first argument of every `l10n.t(…)`. */
async function shownTexts(): Promise<Set<string>> {
	const texts = new Set<string>();
	for await (const file of glob('src/**/*.ts')) {
		const source = await readFile(file, 'utf8');
		for (const [, single, double] of source.matchAll(
			/l10n\.t\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")/g,
		)) {
			texts.add((single ?? double ?? '').replace(/\\(['"\\])/g, '$1'));
		}
	}
	return texts;
}

const slots = (text: string) => [...text.matchAll(/\{\d+\}/g)].map(([slot]) => slot).sort();

describe('the French of the host', () => {
	it('covers every text, and no text that is gone', async () => {
		const french: Record<string, string> = JSON.parse(
			await readFile('l10n/bundle.l10n.fr.json', 'utf8'),
		);
		const shown = await shownTexts();
		assert.deepEqual(
			{
				missing: [...shown].filter(text => !(text in french)),
				stale: Object.keys(french).filter(text => !shown.has(text)),
			},
			{ missing: [], stale: [] },
		);
	});

	it('keeps every slot for a value', async () => {
		const french: Record<string, string> = JSON.parse(
			await readFile('l10n/bundle.l10n.fr.json', 'utf8'),
		);
		const wrong = Object.entries(french).filter(
			([english, text]) => String(slots(english)) !== String(slots(text)),
		);
		assert.deepEqual(wrong, []);
	});
});
