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
	readonly extensionKind: readonly string[];
	readonly capabilities: {
		readonly virtualWorkspaces: boolean;
		readonly untrustedWorkspaces: {
			readonly supported: boolean | string;
			readonly restrictedConfigurations: readonly string[];
		};
	};
}

/** What a workspace may choose before it is trusted: no other receiver, no other words, no tool. */
const OPEN_TO_ALL = [
	...['thinkingLevel', 'includeThoughts', 'temperature', 'topP', 'maxOutputTokens', 'codeActions'],
	...['image.aspectRatio', 'image.size', 'json.maxRepairs', 'chat.folderBudget', 'chat.fontSize'],
	...['explain.destination', 'explain.language', 'explain.level', 'explain.contextBudget'],
	'explain.entryPoints.*',
];

/** Fields of contributions that VS Code shows; what tools take is read by models. */
const SHOWN = new Set([
	...['title', 'label', 'description', 'markdownDescription', 'displayName', 'contents', 'altText'],
	...['enumDescriptions', 'markdownEnumDescriptions', 'deprecationMessage', 'userDescription'],
]);

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
			assert.deepEqual(new Set(Object.keys(await json(file))), new Set(used), file);
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

	it('leaves an untrusted workspace no setting but those that are known to be harmless', async () => {
		const { capabilities, contributes } = await json<Manifest>('package.json');
		const { supported, restrictedConfigurations } = capabilities.untrustedWorkspaces;
		const open = Object.entries(contributes.configuration.properties)
			.filter(([id, { scope }]) => !restrictedConfigurations.includes(id) && scope !== 'machine')
			.map(([id]) => id.replace(/^cometGemini\./, '').replace(/(entryPoints)\..*/, '$1.*'));
		assert.equal(supported, 'limited');
		assert.deepEqual([...new Set(open)].sort(), [...OPEN_TO_ALL].sort());
	});

	it('lets no workspace name the endpoint, and restricts only settings that there are', async () => {
		const { capabilities, contributes } = await json<Manifest>('package.json');
		const { properties } = contributes.configuration;
		const { restrictedConfigurations } = capabilities.untrustedWorkspaces;
		assert.deepEqual(
			['cometGemini.baseUrl', 'cometGemini.authHeader'].map(id => properties[id]?.scope),
			['machine', 'machine'],
		);
		assert.deepEqual(
			restrictedConfigurations.filter(id => !(id in properties)),
			[],
		);
	});

	it('runs where the workspace is, also where its files are virtual', async () => {
		const { extensionKind, capabilities } = await json<Manifest>('package.json');
		assert.deepEqual([extensionKind, capabilities.virtualWorkspaces], [['workspace'], true]);
	});

	it('shows no text that is not translated', async () => {
		const { contributes } = await json<Manifest>('package.json');
		const texts = shownTexts(contributes).filter(text => text !== 'Comet Gemini');
		assert.ok(texts.length > 100);
		assert.deepEqual(
			texts.filter(text => !/^%[\w.]+%$/.test(text)),
			[],
		);
	});

	it('has its version in the changelog', async () => {
		const { version } = await json<Manifest>('package.json');
		assert.match(await readFile('CHANGELOG.md', 'utf8'), new RegExp(`^## \\[?${version}\\b`, 'm'));
	});
});

function shownTexts(value: unknown, isShown = false): string[] {
	if (typeof value === 'string') {
		return isShown ? [value] : [];
	}
	if (Array.isArray(value)) {
		return value.flatMap(each => shownTexts(each, isShown));
	}
	return typeof value === 'object' && value !== null
		? Object.entries(value)
				.filter(([name]) => name !== 'inputSchema')
				.flatMap(([name, each]) => shownTexts(each, SHOWN.has(name)))
		: [];
}
