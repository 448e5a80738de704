import assert from 'node:assert/strict';
import { GroupWatch } from '../../../src/languageModel/groupWatch.ts';

/** VS Code as far as models go: rounds of one call without and one for each group, one after the other. */
function workbench({ hadGroups = false, groups = 0, readsSecretsIn = 0 } = {}) {
	const state = { groups, remembered: hadGroups };
	const timers: { at: number; callback: () => void }[] = [];
	let time = 0;
	let asked = 0;
	const rounds: string[] = [];
	const watch = new GroupWatch({
		hadGroups,
		remember: has => {
			state.remembered = has;
		},
		refresh: () => asked++,
		delay(callback, ms) {
			const timer = { at: time + ms, callback };
			timers.push(timer);
			return () => timers.splice(timers.indexOf(timer), timers.includes(timer) ? 1 : 0);
		},
	});
	const pass = (ms: number) => {
		time += ms;
		for (const timer of timers.filter(({ at }) => at <= time)) {
			timers.splice(timers.indexOf(timer), 1);
			timer.callback();
		}
	};
	const round = () => {
		const own = watch.beginRound();
		for (let group = 0; group < state.groups; group++) {
			pass(readsSecretsIn);
			watch.sawGroup();
		}
		rounds.push(own ? `own+${state.groups}` : `groups ${state.groups}`);
	};
	/** One round, and all that it causes. */
	const settle = () => {
		asked++;
		for (let spent = 0; spent < 20; spent++) {
			if (asked > 0) {
				asked--;
				round();
			} else {
				pass(1_000);
			}
		}
	};
	return { state, rounds, settle };
}

describe('whether groups exist', () => {
	it('offers our own models where there is no group', () => {
		const { rounds, settle } = workbench();
		settle();
		assert.deepEqual(rounds, ['own+0']);
	});

	it('finds out where nothing is known, and shows no model before', () => {
		const { state, rounds, settle } = workbench({ hadGroups: true });
		settle();
		assert.deepEqual(rounds, ['groups 0', 'own+0']);
		assert.equal(state.remembered, false);
	});

	it('takes our own models back as soon as a group turns up, and remembers it', () => {
		const { state, rounds, settle } = workbench({ groups: 2 });
		settle();
		assert.deepEqual(rounds, ['own+2', 'groups 2']);
		assert.equal(state.remembered, true);
	});

	it('never shows a model twice after a restart', () => {
		const { rounds, settle } = workbench({ hadGroups: true, groups: 1 });
		settle();
		assert.deepEqual(rounds, ['groups 1']);
	});

	it('brings our own models back when the last group is gone', () => {
		const { state, rounds, settle } = workbench({ hadGroups: true, groups: 1 });
		settle();
		state.groups = 0;
		settle();
		assert.deepEqual(rounds, ['groups 1', 'groups 0', 'own+0']);
		assert.equal(state.remembered, false);
	});

	it('lets one group stand for our own models, and only where they stand nowhere else', () => {
		const remembered = { remember: () => undefined, refresh: () => undefined };
		const claims = [true, false].map(hadGroups => {
			const watch = new GroupWatch({ hadGroups, ...remembered, delay: () => () => undefined });
			watch.beginRound();
			return [watch.claimOwn(), watch.claimOwn()];
		});
		assert.deepEqual(claims, [
			[true, false],
			[false, false],
		]);
	});

	it('comes to rest where a keyring is slow', () => {
		const { rounds, settle } = workbench({ hadGroups: true, groups: 1, readsSecretsIn: 9_000 });
		settle();
		const settled = rounds.length;
		settle();
		assert.ok(
			rounds.every(each => each === 'groups 1'),
			rounds.join(),
		);
		assert.ok(settled <= 6, String(settled));
		assert.equal(rounds.length, settled + 1);
	});
});
