import assert from 'node:assert/strict';
import { pageEvents, pageTurn } from '../../../src/chat/pageTurns.ts';
import { snapshotOf, withoutParts } from '../../../src/chat/snapshot.ts';
import type { ModelTurn, UserTurn } from '../../../src/shared/conversation.ts';
import type { Grounding } from '../../../src/shared/events.ts';

const grounding: Grounding = {
	sources: [],
	supports: [],
	webSearchQueries: ['comets'],
	imageSearchQueries: [],
	retrievalQueries: [],
	searchEntryPointHtml:
		'<script>alert(1)</script><a href="https://www.google.com/search?q=comets">comets</a>',
};

const turn: ModelTurn = {
	id: 'm',
	role: 'model',
	model: 'x',
	createdAt: 0,
	status: 'done',
	parts: [{ text: 'a' }],
	grounding,
};

const asItIs = (message: string) => message;

describe('what a page sees of a wait', () => {
	it('is its reason in the person’s language, as it begins and when the page is shown anew', () => {
		const error = { kind: 'network', message: 'Network request failed.', retryable: true } as const;
		const wait = { attempt: 1, maxAttempts: 3, error };
		const waiting: ModelTurn = { ...turn, status: 'streaming', retry: { ...wait, until: 5 } };
		const conversation = { id: 'c', title: '', createdAt: 0, updatedAt: 0, turns: [waiting] };
		const inFrench = (message: string) =>
			message === error.message ? 'Échec du réseau.' : message;
		const snapshot = snapshotOf(conversation, () => undefined, inFrench);
		const events = pageEvents([{ type: 'retry', ...wait, waitMs: 5 }], inFrench);
		for (const message of [snapshot, events]) {
			assert.match(JSON.stringify(message), /"message":"Échec du réseau\."/);
			assert.doesNotMatch(JSON.stringify(message), /Network/);
		}
		assert.equal(waiting.retry?.error, error, 'what is stored keeps it');
	});
});

describe('what a page sees of a tool’s result', () => {
	it('is its pictures, and the names of the rest', () => {
		const response = { functionResponse: { name: 'f', response: { result: '' } } };
		const picture = { inlineData: { mimeType: 'image/png', data: 'AAAA' } };
		const sound = { inlineData: { mimeType: 'audio/wav', data: 'BBBB' } };
		const huge = { inlineData: { mimeType: 'image/png', data: 'C'.repeat(6_000_001) } };
		const parts = [response, sound, picture, huge];
		const results: UserTurn = { id: 'u', role: 'user', createdAt: 0, isToolResults: true, parts };
		assert.deepEqual(pageTurn(results).parts, [
			response,
			{ inlineData: { mimeType: 'audio/wav', data: '' } },
			picture,
			{ inlineData: { mimeType: 'image/png', data: '' } },
		]);
		assert.equal(results.parts[1], sound, 'what is stored keeps it');
	});
});

describe('what a page sees of search results', () => {
	it('is their links; the HTML stays in the host, whichever way the answer goes', () => {
		const links = [{ label: 'comets', href: 'https://www.google.com/search?q=comets' }];
		const conversation = { id: 'c', title: '', createdAt: 0, updatedAt: 0, turns: [turn] };
		const messages = [
			snapshotOf(conversation, () => undefined, asItIs),
			withoutParts(turn),
			pageEvents([{ type: 'grounding', candidate: 0, grounding }], asItIs),
		];
		for (const message of messages) {
			const json = JSON.stringify(message);
			assert.ok(!json.includes('script'), json);
			assert.ok(json.includes(JSON.stringify(links)), json);
		}
		assert.ok(turn.grounding?.searchEntryPointHtml, 'what is stored keeps it');
	});
});
