import assert from 'node:assert/strict';
import { pageEvents } from '../../../src/chat/pageTurns.ts';
import { snapshotOf, withoutParts } from '../../../src/chat/snapshot.ts';
import type { ModelTurn } from '../../../src/shared/conversation.ts';
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

describe('what a page sees of search results', () => {
	it('is their links; the HTML stays in the host, whichever way the answer goes', () => {
		const links = [{ label: 'comets', href: 'https://www.google.com/search?q=comets' }];
		const conversation = { id: 'c', title: '', createdAt: 0, updatedAt: 0, turns: [turn] };
		const messages = [
			snapshotOf(conversation, () => undefined),
			withoutParts(turn),
			pageEvents([{ type: 'grounding', candidate: 0, grounding }]),
		];
		for (const message of messages) {
			const json = JSON.stringify(message);
			assert.ok(!json.includes('script'), json);
			assert.ok(json.includes(JSON.stringify(links)), json);
		}
		assert.ok(turn.grounding?.searchEntryPointHtml, 'what is stored keeps it');
	});
});
