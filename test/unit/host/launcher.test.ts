import assert from 'node:assert/strict';
import { parseLauncherArguments } from '../../host/launcherArguments.ts';
import { workbenchUrl } from '../../host/workbenchUrl.ts';

describe('the launcher of the integration tests', () => {
	it('reads what test-electron says to VS Code', () => {
		assert.deepEqual(
			parseLauncherArguments([
				'/work space',
				'--user-data-dir=/user=data',
				'--no-sandbox',
				'--disable-workspace-trust',
				'--extensionTestsPath=/tests/index.js',
				'--extensionDevelopmentPath=/extension',
			]),
			{
				extension: '/extension',
				tests: '/tests/index.js',
				workspace: '/work space',
				userData: '/user=data',
				workspaceTrust: false,
			},
		);
	});

	it('says what it needs', () => {
		assert.throws(() => parseLauncherArguments(['--no-sandbox']), /usage: /);
	});

	it('opens a workbench that runs the extension and its tests', () => {
		const url = new URL(
			workbenchUrl({
				origin: 'http://127.0.0.1:81',
				workspace: '/work space',
				extension: '/extension',
				tests: '/tests/index.js',
			}),
		);
		assert.deepEqual(
			[url.origin, url.searchParams.get('folder'), url.searchParams.get('payload')],
			[
				'http://127.0.0.1:81',
				'/work space',
				JSON.stringify([
					['extensionDevelopmentPath', 'vscode-remote://127.0.0.1:81/extension'],
					['extensionTestsPath', 'vscode-remote://127.0.0.1:81/tests/index.js'],
					['skipWelcome', 'true'],
				]),
			],
		);
	});
});
