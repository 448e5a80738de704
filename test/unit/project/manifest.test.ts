import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { COMMANDS } from '../../../src/platform/contributions.ts';
import { placeholders } from './placeholders.ts';

type Json = Record<string, unknown>;

async function json<T = Json>(file: string): Promise<T> {
	return JSON.parse(await readFile(file, 'utf8'));
}

interface Manifest {
	readonly version: string;
	readonly contributes: {
		readonly commands: readonly { readonly command: string }[];
		readonly configuration: {
			readonly properties: Readonly<Record<string, { scope?: string; default?: unknown }>>;
		};
	};
	readonly capabilities: {
		readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] };
	};
}

describe('the manifest', () => {
	it('declares exactly the commands that the code knows', async () => {
		const manifest = await json<Manifest>('package.json');
		assert.deepEqual(
			manifest.contributes.commands.map(({ command }) => command).sort(),
			Object.values(COMMANDS).sort(),
		);
	});

	it('has every text in English and in French, and no text that nobody uses', async () => {
		const used = placeholders(await readFile('package.json', 'utf8'));
		for (const file of ['package.nls.json', 'package.nls.fr.json']) {
			assert.deepEqual(Object.keys(await json(file)).sort(), used, file);
		}
	});

	it('gives every setting a default and a scope that fits it', async () => {
		const { contributes } = await json<Manifest>('package.json');
		const scopes = new Set(['machine', 'resource', 'window']);
		const wrong = Object.entries(contributes.configuration.properties).filter(
			([, setting]) => !('default' in setting) || !scopes.has(setting.scope ?? ''),
		);
		assert.deepEqual(wrong, []);
	});

	it('keeps endpoint, header and everything that spends or leaks from an untrusted workspace', async () => {
		const { capabilities, contributes } = await json<Manifest>('package.json');
		const restricted = capabilities.untrustedWorkspaces.restrictedConfigurations;
		for (const id of ['baseUrl', 'authHeader', 'model', 'systemInstruction', 'cachedContent']) {
			assert.ok(restricted.includes(`cometGemini.${id}`), id);
		}
		assert.deepEqual(
			restricted.filter(id => !(id in contributes.configuration.properties)),
			[],
		);
		assert.equal(contributes.configuration.properties['cometGemini.baseUrl']?.scope, 'machine');
	});

	it('has its version in the changelog', async () => {
		const { version } = await json<Manifest>('package.json');
		assert.match(await readFile('CHANGELOG.md', 'utf8'), new RegExp(`^## \\[?${version}\\b`, 'm'));
	});
});
