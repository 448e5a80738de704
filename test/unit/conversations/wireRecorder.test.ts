import assert from 'node:assert/strict';
import { WireRecorder, withoutMedia } from '../../../src/conversations/wireRecorder.ts';

function clock(start = 1_000) {
	let now = start;
	return () => now++;
}

const target = { baseUrl: 'https://x', authHeader: 'bearer', hasKey: true } as const;

describe('the record of what went over the wire', () => {
	it('holds every request of an answer with its events and their times', () => {
		const recorder = new WireRecorder(clock());
		const hooks = recorder.begin('a', 'gemini-x');
		hooks.onTarget(target);
		hooks.onRequest({ contents: [] });
		hooks.onRequest({ contents: [] });
		hooks.onWireEvent('{"n":1}');
		assert.deepEqual(recorder.of('a'), {
			model: 'gemini-x',
			target,
			leftOut: 0,
			size: 7,
			exchanges: [
				{ startedAt: 1_000, body: { contents: [] }, events: [] },
				{ startedAt: 1_001, body: { contents: [] }, events: [{ afterMs: 1, data: '{"n":1}' }] },
			],
		});
		assert.equal(recorder.of('b'), undefined);
	});

	it('forgets the oldest answers', () => {
		const recorder = new WireRecorder(clock());
		for (let turn = 0; turn < 25; turn++) {
			recorder.begin(String(turn), 'x').onRequest({ contents: [] });
		}
		const kept = Array.from({ length: 25 }, (_, turn) => recorder.of(String(turn)) !== undefined);
		assert.deepEqual(kept, [...Array(5).fill(false), ...Array(20).fill(true)]);
	});

	it('stays within its memory: older answers go first, then later events are left out', () => {
		const recorder = new WireRecorder(clock());
		const old = recorder.begin('old', 'x');
		old.onRequest({ contents: [] });
		old.onWireEvent('o'.repeat(1_000_000));
		const hooks = recorder.begin('new', 'x');
		hooks.onRequest({ contents: [] });
		for (let event = 0; event < 12; event++) {
			hooks.onWireEvent('x'.repeat(1_000_000));
		}
		const { exchanges, leftOut } = recorder.of('new') ?? {};
		assert.deepEqual(
			{ old: recorder.of('old'), events: exchanges?.[0]?.events.length, leftOut },
			{ old: undefined, events: 8, leftOut: 4 },
		);
	});

	it('leaves long media out, in requests and events', () => {
		const data = 'A'.repeat(5_000);
		const recorder = new WireRecorder(clock());
		const hooks = recorder.begin('a', 'x');
		hooks.onRequest({ contents: [] });
		hooks.onWireEvent(JSON.stringify({ inlineData: { mimeType: 'image/png', data } }));
		assert.equal(
			recorder.of('a')?.exchanges[0]?.events[0]?.data,
			'{"inlineData":{"mimeType":"image/png","data":"… 5000 characters of base64 …"}}',
		);
		for (const other of [
			{ text: `"data": "${'B'.repeat(600)}"`, data: 'short' },
			{ data: `${'words and more '.repeat(60)}` },
			{ data: '"data":"'.repeat(100) },
		]) {
			const text = JSON.stringify(other);
			assert.equal(withoutMedia(text), text, 'what only looks like media stays');
		}
	});

	it('takes media of any size, several in one event', () => {
		const inline = (data: string) => ({ inlineData: { data, mimeType: 'image/png' } });
		const parts = [inline('A'.repeat(20_000_000)), { text: 'between' }, inline('B'.repeat(600))];
		assert.equal(
			withoutMedia(JSON.stringify(parts)),
			JSON.stringify([
				inline('… 20000000 characters of base64 …'),
				{ text: 'between' },
				inline('… 600 characters of base64 …'),
			]),
		);
	});
});
