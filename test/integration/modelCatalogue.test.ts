import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as vscode from 'vscode';
import { ApiKeys } from '../../src/platform/apiKeys.ts';
import { DemoMode } from '../../src/platform/demoMode.ts';
import { Endpoints } from '../../src/platform/endpoints.ts';
import { createModelCatalogue } from '../../src/platform/modelCatalogue.ts';

describe('the list of models', () => {
	it('is asked for again with another key, which may use other models', async () => {
		const asked: string[] = [];
		const server = createServer((request, response) => {
			const key = String(request.headers['x-goog-api-key']);
			asked.push(`${key} ${request.url?.split('?', 1)}`);
			const models = [{ name: `models/gemini-of-${key}` }];
			response.end(JSON.stringify({ models, data: [] }));
		});
		await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
		const { port }: AddressInfo = server.address() as AddressInfo;
		const baseUrl = `http://127.0.0.1:${port}`;
		const settings = vscode.workspace.getConfiguration('cometGemini');
		const before = settings.inspect('baseUrl')?.globalValue;
		await settings.update('baseUrl', baseUrl, vscode.ConfigurationTarget.Global);
		const secrets = new Map<string, string>();
		const keys = new ApiKeys(
			{
				get: async name => secrets.get(name),
				keys: async () => [...secrets.keys()],
				store: async (name, key) => void secrets.set(name, key),
				delete: async name => void secrets.delete(name),
				onDidChange: new vscode.EventEmitter<vscode.SecretStorageChangeEvent>().event,
			},
			new Map(),
		);
		const state = { get: () => undefined, keys: () => [], update: async () => undefined };
		const catalogue = createModelCatalogue(new Endpoints(keys, new DemoMode(state)));
		const ids = async () => (await catalogue.list()).map(({ id }) => id);
		try {
			await keys.store(baseUrl, 'a');
			assert.deepEqual([await ids(), await ids()], [['gemini-of-a'], ['gemini-of-a']]);
			await keys.store(baseUrl, 'b');
			assert.deepEqual(await ids(), ['gemini-of-b']);
			await catalogue.fetch({ baseUrl, authHeader: 'x-goog-api-key', apiKey: 'group' });
			assert.deepEqual(await ids(), ['gemini-of-b']);
			assert.equal(asked.filter(each => each === 'a /v1beta/models').length, 1);
		} finally {
			await settings.update('baseUrl', before, vscode.ConfigurationTarget.Global);
			server.close();
		}
	});
});
