import assert from 'node:assert/strict';
import type { Grounding } from '../../../src/shared/events.ts';
import { createHost, usePage } from '../markdown/page.ts';
import { useFakeHost } from './fakeHost.ts';

const grounding: Grounding = {
	sources: [
		{ kind: 'web', uri: 'https://a.example/1', title: 'a.example' },
		{ kind: 'maps', uri: 'javascript:alert(1)', title: 'A place' },
	],
	supports: [
		{ start: 0, end: 12, text: 'First words.', sources: [1, 0], confidence: [0.5, 0.97] },
		{ start: 6, end: 12, text: 'words.', sources: [0, 7] },
		{ start: 13, end: 26, text: 'Second words.', sources: [1] },
		{ text: 'nowhere to be found', sources: [0] },
		{ start: 0, end: 5, text: 'First', sources: [] },
	],
	webSearchQueries: [],
	imageSearchQueries: [],
	retrievalQueries: [],
};

describe('the marks behind passages', () => {
	before(() => {
		usePage();
		useFakeHost();
	});

	it('stand once where passages end, with the sources of all that end there', async () => {
		const { markGroups } = await import('../../../src/webview/sources/sourceMarks.ts');
		assert.deepEqual(markGroups(grounding), [
			{
				end: 12,
				sources: [
					{ index: 0, confidence: 0.97 },
					{ index: 1, confidence: 0.5 },
				],
			},
			{ end: 26, sources: [{ index: 1, confidence: undefined }] },
		]);
	});

	it('come into the text that holds the passage, as links that lead to the web only', async () => {
		const { placeMarks } = await import('../../../src/webview/sources/sourceMarks.ts');
		const { renderMarkdown } = await import('../../../src/webview/markdown/streamingMarkdown.ts');
		const host = createHost();
		const texts = ['First **words**.', ' Second words. End.'].map(text => {
			const element = document.createElement('div');
			host.append(element);
			return { markdown: renderMarkdown(element, text), text };
		});
		const moved = {
			...grounding,
			supports: [
				{ start: 0, end: 16, text: '', sources: [0] },
				{ start: 17, end: 30, text: '', sources: [1, 0] },
			],
		};
		placeMarks(
			texts.map(({ markdown, text }, index) => ({
				markdown,
				start: index === 0 ? 0 : 16,
				length: text.length,
			})),
			moved,
		);
		assert.deepEqual(
			[...host.querySelectorAll('p')].map(paragraph => paragraph.textContent),
			['First words.1', 'Second words.12 End.'],
		);
		assert.deepEqual(
			[...host.querySelectorAll('.source-mark')].map(mark => [
				mark.textContent,
				mark.getAttribute('href'),
				mark.getAttribute('role'),
			]),
			[
				['1', 'https://a.example/1', 'link'],
				['1', 'https://a.example/1', 'link'],
				['2', null, 'note'],
			],
		);
	});
});
