import assert from 'node:assert/strict';
import { languageOf, loadGrammars } from '../../../src/chat/highlight/grammars.ts';
import { Tokenizers } from '../../../src/chat/highlight/lineTokenizer.ts';
import { chooseTheme, loadTheme } from '../../../src/chat/highlight/themes.ts';

const files: Readonly<Record<string, unknown>> = {
	'file:///t/dark.json': {
		include: './base.json',
		colors: { 'editor.foreground': '#cccccc' },
		tokenColors: [{ scope: 'keyword', settings: { foreground: '#0000ff', fontStyle: 'bold' } }],
	},
	'file:///t/base.json': {
		tokenColors: [{ scope: 'comment', settings: { foreground: '#00ff00' } }],
	},
	'file:///t/circle.json': { include: './circle.json' },
	'file:///g/toy.json': {
		scopeName: 'source.toy',
		patterns: [
			{ name: 'comment', begin: '/\\*', end: '\\*/' },
			{ name: 'keyword', match: '\\blet\\b' },
			{ include: 'source.part' },
		],
	},
	'file:///g/part.json': {
		scopeName: 'source.part',
		patterns: [{ name: 'keyword', match: '\\bpart\\b' }],
	},
};

const read = async (uri: string) => files[uri];

const grammars = [
	{ scopeName: 'source.toy', language: 'toy', uri: 'file:///g/toy.json' },
	{ scopeName: 'source.part', uri: 'file:///g/part.json' },
];

describe('the colours of code', () => {
	it('come from the theme with what it includes, and from the grammars that the language refers to', async () => {
		const tokenizers = new Tokenizers(await loadTheme('file:///t/dark.json', read), 'dark');
		const tokenizer = await tokenizers.create('toy', () => loadGrammars('toy', grammars, read));
		assert.deepEqual(
			['let x /* open', 'still */ part'].map(line => tokenizer?.next(line)),
			[
				[
					{ length: 3, color: '#0000FF', fontStyle: 2 },
					{ length: 3, color: undefined, fontStyle: undefined },
					{ length: 7, color: '#00FF00', fontStyle: undefined },
				],
				[
					{ length: 8, color: '#00FF00', fontStyle: undefined },
					{ length: 1, color: undefined, fontStyle: undefined },
					{ length: 4, color: '#0000FF', fontStyle: 2 },
				],
			],
		);
	});

	it('are none for a language without a grammar', async () => {
		const tokenizers = new Tokenizers({ colors: {}, tokenColors: [] }, 'dark');
		assert.equal(await tokenizers.create('nope', async () => []), undefined);
	});

	it('survive a theme that includes itself', async () => {
		assert.deepEqual(await loadTheme('file:///t/circle.json', read), {
			colors: {},
			tokenColors: [],
		});
	});
});

describe('the theme', () => {
	const themes = ['Mine', 'Default Dark Modern'].map(name => ({
		name,
		uiTheme: 'vs-dark',
		uri: name,
	}));

	it('is the first configured one of the kind that is shown', () => {
		assert.equal(chooseTheme('vs-dark', ['Some Light', 'Mine'], themes)?.name, 'Mine');
	});

	it('is the default of its kind when none fits', () => {
		assert.equal(chooseTheme('vs-dark', ['Gone'], themes)?.name, 'Default Dark Modern');
	});
});

describe('the language of a code block', () => {
	it('is found by id, alias and file extension', () => {
		const languages = [{ id: 'typescript', aliases: ['TypeScript'], extensions: ['.ts', '.mts'] }];
		assert.deepEqual(
			['TYPESCRIPT', 'typescript', 'mts', 'cobol'].map(word => languageOf(word, languages)),
			['typescript', 'typescript', 'typescript', undefined],
		);
	});
});
