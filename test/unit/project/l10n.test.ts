import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { ENGINE_TEXTS } from '../../../src/platform/engineTexts.ts';
import { sources } from './texts/sources.ts';
import { nameOf, nodesOf, textOf } from './texts/syntax.ts';

/** What hands on the texts of a list, which is checked itself. */
const FROM_A_LIST = 'src/platform/engineTexts.ts';

/** The texts that the host shows, the first argument of every `l10n.t(…)`, and the places without one. */
async function shownTexts() {
	const texts = new Set<string>(ENGINE_TEXTS);
	const unreadable: string[] = [];
	for (const [file, source] of await sources('src/**/*.ts')) {
		for (const { node } of nodesOf(file, source)) {
			if (node.type === 'CallExpression' && /(^|\.)l10n\.t$/.test(nameOf(node.callee))) {
				const [first] = node.arguments;
				const text = first && textOf(first);
				if (text !== undefined) {
					texts.add(text);
				} else if (file !== FROM_A_LIST) {
					unreadable.push(`${file}: ${source.slice(node.start, node.end)}`);
				}
			}
		}
	}
	return { texts, unreadable };
}

const french = async (): Promise<Record<string, string>> =>
	JSON.parse(await readFile('l10n/bundle.l10n.fr.json', 'utf8'));

const slots = (text: string) =>
	[...text.matchAll(/\{\d+\}/g)].map(([slot]) => slot).sort((a, b) => a.localeCompare(b, 'en'));

describe('the French of the host', function () {
	this.timeout(30_000);

	it('covers every text, and no text that is gone', async () => {
		const translated = await french();
		const { texts, unreadable } = await shownTexts();
		assert.deepEqual(
			{
				unreadable,
				missing: [...texts].filter(text => !(text in translated)),
				stale: Object.keys(translated).filter(text => !texts.has(text)),
			},
			{ unreadable: [], missing: [], stale: [] },
		);
	});

	it('keeps every slot for a value', async () => {
		const wrong = Object.entries(await french()).filter(
			([english, text]) => String(slots(english)) !== String(slots(text)),
		);
		assert.deepEqual(wrong, []);
	});
});
