import assert from 'node:assert/strict';
import { type SettingPlace, settingTarget } from '../../../src/platform/settingTarget.ts';

describe('Where a choice is written', () => {
	const place: SettingPlace = {
		id: 'model',
		folders: 1,
		isInFolder: true,
		hasFolderValue: false,
		isTrusted: true,
	};

	it('is the workspace, or the folder where there are several, or the user without any', () => {
		assert.deepEqual(
			[
				settingTarget(place),
				settingTarget({ ...place, hasFolderValue: true }),
				settingTarget({ ...place, folders: 2 }),
				settingTarget({ ...place, folders: 2, isInFolder: false }),
				settingTarget({ ...place, folders: 0, isInFolder: false }),
			],
			['Workspace', 'WorkspaceFolder', 'WorkspaceFolder', 'Workspace', 'Global'],
		);
	});

	it('is where it holds while the workspace is not trusted', () => {
		const restricted = { ...place, isTrusted: false };
		assert.equal(settingTarget(restricted), 'Global');
		assert.equal(settingTarget({ ...restricted, folders: 2 }), 'Global');
		assert.equal(settingTarget({ ...restricted, id: 'thinkingLevel' }), 'Workspace');
	});
});
