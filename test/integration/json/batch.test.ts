import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { demoEndpoint } from '../demoEndpoint.ts';
import { closeAll, GENERATE, until, writeFile } from './generating.ts';
import { Person } from './person.ts';

const demo = demoEndpoint();

const PERSON = {
	type: 'object',
	properties: { id: { type: 'integer' }, name: { type: 'string' } },
	required: ['id', 'name'],
};

describe('Many generated items', () => {
	const person = Person.use();
	let schema: vscode.Uri;

	before(async () => {
		schema = await writeFile('person.schema.json', PERSON);
	});
	afterEach(closeAll);

	const shown = () => until(() => vscode.window.activeTextEditor?.document);
	const people = (...ids: readonly number[]) => ids.map(id => ({ id, name: `P${id}` }));

	/** The next answer of the model. */
	const answer = (items: readonly unknown[], cut = 0) => {
		const text = JSON.stringify(items);
		return demo.queue('say', { text: encodeURIComponent(text.slice(0, text.length - cut)) });
	};

	async function generate(count: string, format: string, ...keys: readonly string[]) {
		person.will({ choose: 'Many items' }, { type: 'a person' }, { type: count });
		person.will({ choose: format }, { choose: keys });
		await vscode.commands.executeCommand(GENERATE, schema);
		return shown();
	}

	it('are as many as were asked for, unlike in what has to differ', async () => {
		await answer(people(1, 2, 2, 1, 3));
		await answer(people(3, 4));
		const document = await generate('4', 'CSV', 'id');
		assert.equal(document.getText(), 'id,name\n1,P1\n2,P2\n3,P3\n4,P4\n');
		const { contents, systemInstruction } = (await demo.lastRequest()).body;
		assert.match(JSON.stringify([contents, systemInstruction]), /Already taken: 1, 2, 3/);
	});

	it('are asked for again where an answer was cut, without sending that back', async () => {
		await answer(people(1, 2, 3), 8);
		await answer(people(3));
		const document = await generate('3', 'JSONL');
		const lines = document.getText().trimEnd().split('\n');
		assert.deepEqual(
			lines.map(line => JSON.parse(line)),
			people(1, 2, 3),
		);
		assert.doesNotMatch(JSON.stringify((await demo.lastRequest()).body), /P2/);
	});

	it('stay when a request fails, and the missing ones are made later', async () => {
		await answer(people(1, 2), 1);
		await demo.queue('context-overflow');
		const document = await generate('4', 'JSON', 'id');
		assert.match(person.heard.join('\n'), /2 of 4 items are made/);
		assert.deepEqual(JSON.parse(document.getText()), people(1, 2));
		await answer(people(2, 3, 4));
		person.will({ press: 'Make the Missing Items' });
		await vscode.commands.executeCommand('cometGemini.openJsonHistory');
		assert.deepEqual(
			[JSON.parse(document.getText()), await shown()],
			[people(1, 2, 3, 4), document],
		);
		assert.deepEqual(person.left, []);
	});
});
