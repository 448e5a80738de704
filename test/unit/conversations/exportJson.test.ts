import assert from 'node:assert/strict';
import fc from 'fast-check';
import { exportJson, importJson } from '../../../src/conversations/exportJson.ts';
import { arbitraryConversation } from '../store/arbitraryConversation.ts';
import { answer, conversation, question, uuid } from '../store/testStore.ts';

const NOW = Date.UTC(2026, 0, 1);

describe('A conversation as JSON', () => {
	it('comes back as it was, under ids of its own', function () {
		this.timeout(30_000);
		fc.assert(
			fc.property(arbitraryConversation, saved => {
				let count = 0;
				const imported = importJson(exportJson(saved, NOW), () => uuid(count++));
				assert.ok(imported.state === 'ok');
				const { id, turns } = imported.conversation;
				assert.equal(new Set([id, ...turns.map(turn => turn.id)]).size, turns.length + 1);
				assert.deepEqual(
					{
						...imported.conversation,
						id: saved.id,
						turns: turns.map((turn, index) => ({ ...turn, id: saved.turns[index]?.id })),
					},
					saved,
				);
			}),
			{ numRuns: 200 },
		);
	});

	it('says what it is, so that it can be told from other JSON', () => {
		const { format, version, exportedAt } = JSON.parse(exportJson(conversation(1, 2), NOW));
		assert.deepEqual(
			[format, version, exportedAt],
			['comet-gemini-conversation', 1, '2026-01-01T00:00:00.000Z'],
		);
	});

	it('is refused with the reason when it is something else', () => {
		const whole = exportJson(
			{ ...conversation(1), turns: [question(1), { ...answer(2), parts: [{ text: 'x' }] }] },
			NOW,
		);
		const refused = [
			'',
			'{',
			'null',
			'[1]',
			'{"format":"other","version":1}',
			whole.replace('"version": 1', '"version": 2'),
			whole.replace('"createdAt": 1000', '"createdAt": "yesterday"'),
			whole.replace('"text": "x"', '"text": {}'),
			whole.replace('"role": "model"', '"role": "system"'),
			whole.slice(0, -10),
		].map(text => importJson(text, () => uuid(1)));
		assert.deepEqual(refused, [
			...Array.from({ length: 5 }, () => ({ state: 'foreign' })),
			{ state: 'newer' },
			{ state: 'damaged', path: 'conversation.createdAt' },
			{ state: 'damaged', path: 'conversation.turns.1.parts' },
			{ state: 'damaged', path: 'conversation.turns.1.role' },
			{ state: 'foreign' },
		]);
	});

	it('never gives an imported conversation ids that were in the file', () => {
		const hostile = exportJson({ ...conversation(1, 1), id: '../../x' }, NOW);
		const imported = importJson(hostile.replaceAll(uuid(1), '../y'), () => 'fresh');
		assert.ok(imported.state === 'ok');
		assert.deepEqual(
			[imported.conversation.id, imported.conversation.turns[0]?.id],
			['fresh', 'fresh'],
		);
	});
});
