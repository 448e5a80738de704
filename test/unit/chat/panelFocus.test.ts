import assert from 'node:assert/strict';
import { type FocusedPage, PanelFocus } from '../../../src/chat/panelFocus.ts';

describe('the page that commands act on', () => {
	function open() {
		const done: string[] = [];
		const keys: boolean[] = [];
		const focus = new PanelFocus({
			set: async value => {
				keys.push(value);
			},
		});
		const page = (name: string): FocusedPage => ({
			post: message => done.push(`${name} ${message.type}`),
			reveal: () => done.push(`${name} shown`),
		});
		return { focus, done, keys, view: page('view'), tab: page('tab') };
	}

	it('is the one that has the keyboard', () => {
		const { focus, done, view, tab } = open();
		focus.update(view, true);
		focus.update(tab, true);
		assert.equal(focus.run('find'), true);
		assert.deepEqual(done, ['tab command']);
	});

	it('is the last one that had it, which gets it back', () => {
		const { focus, done, keys, view } = open();
		focus.update(view, true);
		focus.update(view, false);
		focus.run('quote');
		assert.deepEqual(done, ['view shown', 'view command']);
		assert.deepEqual(keys, [true, false]);
	});

	it('stays when the page before says late that it lost the keyboard', () => {
		const { focus, keys, view, tab } = open();
		focus.update(view, true);
		focus.update(tab, true);
		focus.update(view, false);
		assert.equal(keys.at(-1), true);
	});

	it('is none once the page is gone', () => {
		const { focus, done, keys, view } = open();
		focus.update(view, true);
		focus.forget(view);
		assert.equal(focus.run('find'), false);
		assert.deepEqual(done, []);
		assert.deepEqual(keys, [true, false]);
	});
});
