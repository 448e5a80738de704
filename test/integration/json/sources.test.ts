import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import * as vscode from 'vscode';
import { demoEndpoint } from '../demoEndpoint.ts';
import { closeAll, GENERATE, inWorkspace, showAt, until, writeFile } from './generating.ts';
import { Person } from './person.ts';

const demo = demoEndpoint();

interface Sent {
	readonly properties?: Readonly<Record<string, unknown>>;
	readonly required?: readonly string[];
}

describe('A schema for generated JSON', () => {
	const person = Person.use();
	let server: Server;
	let origin: string;
	let fetched: string[] = [];

	before(async () => {
		server = createServer((request, response) => {
			fetched.push(request.url ?? '');
			response.end(JSON.stringify({ type: 'string', enum: ['near', 'far'] }));
		});
		await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
		const address = server.address();
		origin = typeof address === 'object' ? `http://127.0.0.1:${address?.port}` : '';
	});
	beforeEach(() => {
		fetched = [];
	});
	afterEach(closeAll);
	after(() => {
		server.closeAllConnections();
		server.close();
	});

	/** Runs the command to its end, and gives the schema that was sent. */
	async function generate(...args: readonly vscode.Uri[]): Promise<Sent> {
		person.will({ choose: 'New document' }, { type: 'something' });
		const before = (await demo.requests()).length;
		await vscode.commands.executeCommand(GENERATE, ...args);
		const requests = (await demo.requests()).slice(before);
		const { generationConfig } = requests.at(-1)?.body ?? {};
		assert.deepEqual(person.left, [], `left after: ${person.heard.join(' | ')}`);
		return Object(Object(generationConfig).responseJsonSchema);
	}

	it('is inferred from an example, shown, and taken as it was edited', async () => {
		const content = '{"title": "Dust", "on": "2027-05-04"}';
		await showAt(await vscode.workspace.openTextDocument({ language: 'json', content }));
		const edit = async () => {
			const editor = await until(() => vscode.window.activeTextEditor);
			const text = editor.document.getText();
			assert.deepEqual(JSON.parse(text).properties.on, { type: 'string', format: 'date' });
			const at = editor.document.positionAt(text.indexOf('"on"'));
			await editor.edit(builder => builder.insert(at, '"room": { "type": "string" }, '));
		};
		person.will({ choose: 'More like' }, { look: edit }, { choose: 'Use This Schema' });
		const { properties, required } = await generate();
		assert.deepEqual(
			[Object.keys(properties ?? {}), required],
			[
				['title', 'room', 'on'],
				['title', 'on'],
			],
		);
	});

	it('is written by the model for a selected type, and shown before it is used', async () => {
		await showAt(
			inWorkspace('src/schedule.ts'),
			'export interface Talk {\n\ttitle: string;\n\tspeaker: string;',
			{ select: true },
		);
		const schema = { type: 'object', properties: { title: { type: 'string' } } };
		await demo.queue('say', { text: encodeURIComponent(JSON.stringify(schema)) });
		let shown = '';
		person.will(
			{ choose: 'The selected type' },
			{ look: () => (shown = vscode.window.activeTextEditor?.document.getText() ?? '') },
			{ choose: 'Use This Schema' },
		);
		const { properties } = await generate();
		const [asked] = (await demo.requests()).slice(-2);
		assert.match(JSON.stringify(asked?.body.contents), /<code language=.*export interface Talk/);
		assert.deepEqual([JSON.parse(shown), properties], [schema, schema.properties]);
	});

	it('is that which the document names', async () => {
		await writeFile('named.schema.json', { properties: { named: { type: 'integer' } } });
		await showAt(await writeFile('named.json', { $schema: './named.schema.json', named: 1 }));
		person.will({ choose: 'The schema of named.json' });
		assert.deepEqual(Object.keys((await generate()).properties ?? {}), ['named']);
	});

	it('is offered once, whether it lies in the workspace or was used before', async () => {
		const uri = await writeFile('again.schema.json', {
			properties: { again: { type: 'integer' } },
		});
		await closeAll();
		const offers = () => person.offered.filter(label => label.includes('again.schema.json'));
		let first: readonly string[] = [];
		person.will({ look: () => (first = offers()) }, { choose: 'again.schema.json' });
		await generate();
		await closeAll();
		let second: readonly string[] = [];
		person.will({ look: () => (second = offers()) }, { choose: 'again.schema.json' });
		const { properties } = await generate();
		assert.deepEqual(
			[first, second, Object.keys(properties ?? {})],
			[['$(json) again.schema.json'], ['$(history) again.schema.json'], ['again']],
			uri.path,
		);
	});

	it('is that which settings and extensions name, all of them together', async () => {
		const schema = { properties: { recommendations: { maxItems: 3 } } };
		const settings = vscode.workspace.getConfiguration('json');
		await settings.update('schemas', [{ fileMatch: ['/.vscode/extensions.json'], schema }], true);
		try {
			await showAt(await writeFile('.vscode/extensions.json', {}));
			person.will({ choose: 'The schema of extensions.json' });
			const { properties } = await generate();
			const { maxItems, items } = Object(properties?.['recommendations']);
			assert.deepEqual([maxItems, items?.type], [3, 'string']);
		} finally {
			await settings.update('schemas', undefined, true);
		}
	});

	it('takes other files along, but something from the network only after a yes', async () => {
		await writeFile('parts/size.json', { type: 'integer', minimum: 1 });
		const schema = {
			type: 'object',
			properties: { size: { $ref: 'parts/size.json' }, distance: { $ref: `${origin}/distance` } },
		};
		const uri = await writeFile('remote.schema.json', schema);
		person.will({ choose: 'No' });
		const without = await generate(uri);
		assert.deepEqual(fetched, []);
		assert.match(person.heard.join('\n'), /refers to http:.*Fetch it[\s\S]*could not be read/);
		person.will({ choose: 'Fetch' });
		const whole = await generate(uri);
		assert.deepEqual(fetched, ['/distance']);
		const words = (sent: Sent) =>
			[/"far"/, /"minimum":1/].map(each => each.test(JSON.stringify(sent)));
		assert.deepEqual(
			[words(without), words(whole)],
			[
				[false, true],
				[true, true],
			],
		);
	});
});
