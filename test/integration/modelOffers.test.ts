import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ModelOffers } from '../../src/languageModel/modelOffers.ts';
import { ApiKeys } from '../../src/platform/apiKeys.ts';
import { DemoMode } from '../../src/platform/demoMode.ts';
import { Endpoints } from '../../src/platform/endpoints.ts';
import type { ErrorInfo } from '../../src/shared/errorInfo.ts';

describe('the models that VS Code is offered', () => {
	const endpoints = new Endpoints(
		new ApiKeys(
			{
				get: async () => 'a-key',
				keys: async () => [],
				store: async () => undefined,
				delete: async () => undefined,
				onDidChange: new vscode.EventEmitter<vscode.SecretStorageChangeEvent>().event,
			},
			new Map(),
		),
		new DemoMode({ get: () => undefined, keys: () => [], update: async () => undefined }),
	);
	const offered = async (failure: ErrorInfo) => {
		const list = async () => ({ models: [], failure });
		const offers = new ModelOffers({ endpoints, lists: { list, clear: () => undefined } });
		return (await offers.own(true)).map(({ id }) => id);
	};
	const refusal = { kind: 'auth', message: 'Not allowed', retryable: false } as const;

	it('are that of the settings where the key may not list any', async () => {
		assert.deepEqual(await offered({ ...refusal, status: 403 }), ['gemini-3.5-flash']);
	});

	it('are none where the key is refused', async () => {
		await assert.rejects(offered({ ...refusal, status: 401 }), /Not allowed/);
		const expired = { ...refusal, status: 403, message: 'API key expired.' };
		await assert.rejects(offered(expired), /expired/);
	});
});
