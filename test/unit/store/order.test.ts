import assert from 'node:assert/strict';
import fc from 'fast-check';
import { inOrder } from '../../../src/platform/store/order.ts';
import { question, uuid } from './testStore.ts';

describe('The order of turns', () => {
	it('loses none and doubles none, whatever the files claim', () => {
		const claim = fc.record({
			place: fc.integer({ min: -3, max: 3 }),
			after: fc.option(fc.integer({ min: 0, max: 9 }).map(uuid), { nil: undefined }),
		});
		fc.assert(
			fc.property(fc.array(claim, { maxLength: 10 }), claims => {
				const records = claims.map((each, number) => ({
					...each,
					turn: question(number),
					media: [],
				}));
				const ids = inOrder(records).map(({ turn }) => turn.id);
				assert.deepEqual(
					[ids.length, new Set(ids)],
					[records.length, new Set(records.map(({ turn }) => turn.id))],
				);
			}),
		);
	});
});
