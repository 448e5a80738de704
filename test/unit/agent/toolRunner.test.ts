import assert from 'node:assert/strict';
import { AgentTools } from '../../../src/conversations/agent/agentTools.ts';
import type { AgentTool } from '../../../src/platform/tools/agentTool.ts';
import { isSecretPath, safeSegments } from '../../../src/platform/tools/workspacePaths.ts';

function tool(name: string, over: Partial<AgentTool> = {}): AgentTool {
	return {
		name,
		label: name,
		description: `does ${name}`,
		inputSchema: { type: 'object', properties: { path: { type: 'string' } } },
		group: 'own',
		needsPermission: false,
		invoke: async input => ({ text: `${name} ${JSON.stringify(input)}` }),
		...over,
	};
}

function agent(tools: readonly AgentTool[], permits = true) {
	const asked: string[] = [];
	const agentTools = new AgentTools({
		available: () => tools,
		chosen: () => new Set(tools.map(({ name }) => name)),
		permit: async ({ name }) => {
			asked.push(name);
			return permits;
		},
	});
	const run = (...calls: { name: string; id?: string; args?: Record<string, unknown> }[]) =>
		agentTools.run(
			calls.map(functionCall => ({ functionCall })),
			new AbortController().signal,
		);
	return { agentTools, asked, run };
}

describe('the tools of the panel', () => {
	it('are declared with names that every model takes, and without a schema where there is no input', () => {
		const { agentTools } = agent([tool('a b'), tool('a.b', { inputSchema: { type: 'object' } })]);
		assert.deepEqual(
			agentTools
				.declarations()
				.map(({ name, parametersJsonSchema }) => [name, parametersJsonSchema !== undefined]),
			[
				['a_b', true],
				['a_b_2', false],
			],
		);
	});

	it('answer each call in order, echoing its id only when it had one', async () => {
		const { run } = agent([tool('one'), tool('two')]);
		assert.deepEqual(await run({ name: 'two', id: 'x', args: { path: 'p' } }, { name: 'one' }), [
			{ functionResponse: { id: 'x', name: 'two', response: { result: 'two {"path":"p"}' } } },
			{ functionResponse: { name: 'one', response: { result: 'one {}' } } },
		]);
	});

	it('give pictures along, behind the answers to all calls', async () => {
		const picture = { inlineData: { mimeType: 'image/png', data: 'AAAA' } };
		const { run } = agent([
			tool('look', { invoke: async () => ({ text: '', media: [picture] }) }),
			tool('read'),
		]);
		assert.deepEqual(await run({ name: 'look' }, { name: 'read' }), [
			{ functionResponse: { name: 'look', response: { result: '' } } },
			{ functionResponse: { name: 'read', response: { result: 'read {}' } } },
			picture,
		]);
	});

	it('run where a model put `default_api` before the name, and answer by the name it used', async () => {
		const { run } = agent([tool('read_file')]);
		assert.deepEqual(await run({ name: 'default_api.read_file' }), [
			{
				functionResponse: { name: 'default_api.read_file', response: { result: 'read_file {}' } },
			},
		]);
	});

	it('tell the model of a failure and of a tool that does not exist', async () => {
		const { run } = agent([
			tool('broken', {
				invoke: async () => {
					throw new Error('no such file');
				},
			}),
		]);
		const responses = await run({ name: 'broken' }, { name: 'invented' });
		assert.deepEqual(
			responses.map(({ functionResponse }) => functionResponse?.response),
			[{ error: 'no such file' }, { error: 'There is no tool named “invented”.' }],
		);
	});

	it('do not run without the person’s yes when they need it, and ask for no other', async () => {
		let ran = 0;
		const { run, asked } = agent(
			[
				tool('free'),
				tool('strange', {
					needsPermission: true,
					invoke: async () => {
						ran++;
						return { text: '' };
					},
				}),
			],
			false,
		);
		const [, refused] = await run({ name: 'free' }, { name: 'strange' });
		assert.deepEqual(asked, ['strange']);
		assert.equal(ran, 0);
		assert.match(String(refused?.functionResponse?.response['error']), /refused/);
	});

	it('cut a result that would fill the context, and say so', async () => {
		const { run } = agent([tool('long', { invoke: async () => ({ text: 'x'.repeat(100_000) }) })]);
		const [part] = await run({ name: 'long' });
		const result = String(part?.functionResponse?.response['result']);
		assert.ok(result.length < 61_000 && result.includes('40000 more characters'));
	});

	it('answer calls that were stopped', async () => {
		const { agentTools } = agent([tool('slow')]);
		const [part] = await agentTools.run([{ functionCall: { name: 'slow' } }], AbortSignal.abort());
		assert.deepEqual(part?.functionResponse?.response, { error: 'The user stopped this call.' });
	});
});

describe('paths that a model gives', () => {
	it('stay inside the workspace', () => {
		const inside = ['src/a.ts', './src//a.ts', 'src\\a.ts'];
		const outside = ['../x', 'src/../../x', 'C:/x', 'file:///etc/passwd', 'a\0b', 'a\\..\\..\\b'];
		assert.deepEqual(
			inside.map(path => safeSegments(path)?.join('/')),
			['src/a.ts', 'src/a.ts', 'src/a.ts'],
		);
		assert.deepEqual(
			outside.map(path => safeSegments(path)),
			outside.map(() => undefined),
		);
	});

	it('do not lead to secrets', () => {
		const secrets = ['.env', 'a/.env.local', 'keys/server.pem', 'home/.ssh/id_rsa', '.npmrc'];
		assert.deepEqual(
			secrets.filter(path => !isSecretPath(path)),
			[],
		);
		const otherWays = [
			'.env::$DATA',
			'keys/server.pem:x',
			'.env.',
			'.npmrc ',
			'.ssh/id_ed25519_sk',
		];
		assert.deepEqual(
			['a/id_ecdsa_sk', ...otherWays].filter(path => !isSecretPath(path)),
			[],
		);
		assert.deepEqual(['src/env.ts', 'keyboard.ts', 'id_list.ts'].filter(isSecretPath), []);
	});
});
