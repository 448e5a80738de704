import assert from 'node:assert/strict';
import fc from 'fast-check';
import { groupTurns, type TurnGroup } from '../../../src/webview/turnGroups.ts';

const turns = (...ids: readonly number[]) => ids.map(id => ({ id: `t${id}` }));
const upTo = (count: number) => turns(...Array.from({ length: count }, (_, index) => index));
const words = (groups: readonly TurnGroup<{ readonly id: string }>[]) =>
	groups.map(group => `${group.key}: ${group.turns.map(({ id }) => id).join(' ')}`);

describe('the groups of turns', () => {
	it('hold six turns each, in their order', () => {
		assert.deepEqual(words(groupTurns(upTo(8))), ['t0: t0 t1 t2 t3 t4 t5', 't6: t6 t7']);
		assert.deepEqual(words(groupTurns([])), []);
	});

	it('keep every turn in its group when others come or go, so that what shows it stays', () => {
		const before = groupTurns(upTo(8));
		assert.deepEqual(words(groupTurns(turns(0, 1, 4, 5, 6, 7, 8), before)), [
			't0: t0 t1 t4 t5',
			't6: t6 t7 t8',
		]);
		assert.deepEqual(words(groupTurns(upTo(2), before)), ['t0: t0 t1']);
		// The turn that a group began with has gone; the group is the same.
		assert.deepEqual(words(groupTurns(turns(6, 7), before)), ['t6: t6 t7']);
		assert.deepEqual(words(groupTurns(turns(1, 7), before)), ['t0: t1', 't6: t7']);
	});

	it('hold all turns in their order, whichever were there before', () => {
		const ids = fc
			.uniqueArray(fc.nat(40), { maxLength: 30 })
			.map(all => all.toSorted((a, b) => a - b));
		fc.assert(
			fc.property(ids, ids, (first, second) => {
				const groups = groupTurns(turns(...second), groupTurns(turns(...first)));
				assert.deepEqual(
					groups.flatMap(group => group.turns),
					turns(...second),
				);
				assert.equal(new Set(groups.map(({ key }) => key)).size, groups.length);
			}),
			{ numRuns: 2_000 },
		);
	});
});
