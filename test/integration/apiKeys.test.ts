import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ApiKeys } from '../../src/platform/apiKeys.ts';

const ORIGIN = 'https://endpoint.test';

/** A secret storage in memory, or one of a system without a keyring. */
function secretStorage(works: boolean): vscode.SecretStorage {
	const secrets = new Map<string, string>();
	const changed = new vscode.EventEmitter<vscode.SecretStorageChangeEvent>();
	const guarded = async <T>(work: () => T): Promise<T> => {
		if (!works) {
			throw new Error('Cannot autolaunch D-Bus without X11');
		}
		return work();
	};
	return {
		get: key => guarded(() => secrets.get(key)),
		keys: () => guarded(() => [...secrets.keys()]),
		store: (key, value) => guarded(() => void secrets.set(key, value)),
		delete: key => guarded(() => void secrets.delete(key)),
		onDidChange: changed.event,
	};
}

describe('API keys', () => {
	it('are kept for the window where there is no keyring, and can be deleted there', async () => {
		const keys = new ApiKeys(secretStorage(false), new Map());
		assert.equal(await keys.store(ORIGIN, 'a-key'), 'windowOnly');
		assert.equal(await keys.get(ORIGIN), 'a-key');
		let changes = 0;
		keys.onDidChange(() => changes++);
		await keys.delete(ORIGIN);
		assert.deepEqual([await keys.get(ORIGIN), changes], [undefined, 1]);
	});

	it('are not said to be deleted where the keyring does not let go of them', async () => {
		const secrets = secretStorage(true);
		const keys = new ApiKeys(secrets, new Map());
		assert.equal(await keys.store(ORIGIN, 'a-key'), 'stored');
		secrets.delete = async () => {
			throw new Error('locked');
		};
		await assert.rejects(keys.delete(ORIGIN), /locked/);
		assert.equal(await keys.get(ORIGIN), 'a-key');
	});
});
