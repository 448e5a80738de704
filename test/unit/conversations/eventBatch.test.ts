import assert from 'node:assert/strict';
import sinon from 'sinon';
import { createEventBatch } from '../../../src/conversations/eventBatch.ts';
import type { ModelEvent } from '../../../src/shared/events.ts';

function text(value: string): ModelEvent {
	return { type: 'text', candidate: 0, text: value, part: { text: value } };
}

describe('A batch of events', () => {
	let clock: sinon.SinonFakeTimers;
	let delivered: [at: number, texts: string][];
	let batch: ReturnType<typeof createEventBatch>;

	beforeEach(() => {
		clock = sinon.useFakeTimers();
		delivered = [];
		batch = createEventBatch(events => {
			const texts = events.map(event => (event.type === 'text' ? event.text : ''));
			delivered.push([Date.now(), texts.join('')]);
		});
	});

	afterEach(() => clock.restore());

	it('is handed over at once after a pause, with all that came in the same read', () => {
		batch.add(text('a'));
		batch.add(text('b'));
		clock.tick(1);
		clock.tick(99);
		batch.add(text('c'));
		clock.tick(1);
		assert.deepEqual(delivered, [
			[0, 'ab'],
			[100, 'c'],
		]);
	});

	it('takes together what comes fast, at most four milliseconds late', () => {
		for (let at = 0; at < 20; at += 2) {
			batch.add(text(String(at / 2)));
			clock.tick(2);
		}
		assert.deepEqual(delivered, [
			[0, '0'],
			[4, '1'],
			[8, '23'],
			[12, '45'],
			[16, '67'],
			[20, '89'],
		]);
	});

	it('hands over what is left when it is told to', () => {
		batch.add(text('a'));
		batch.flush();
		batch.flush();
		clock.tick(100);
		assert.deepEqual(delivered, [[0, 'a']]);
	});
});
