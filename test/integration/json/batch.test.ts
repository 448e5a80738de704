import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { demoEndpoint } from '../demoEndpoint.ts';
import { closeAll, GENERATE, showAt, until, writeFile } from './generating.ts';
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

	/** What a person does to a document while nothing comes. */
	const write = async (document: vscode.TextDocument, at: vscode.Position, text: string) => {
		const editor = await vscode.window.showTextDocument(document);
		assert.ok(await editor.edit(edit => edit.insert(at, text)));
	};
	const endOf = ({ lineCount }: vscode.TextDocument) => new vscode.Position(lineCount, 0);

	it('go on in a new document where a person has written behind them', async () => {
		await answer(people(1, 2), 1);
		await demo.queue('context-overflow');
		const document = await generate('3', 'JSONL', 'id');
		await write(document, endOf(document), 'And what I think of them\n');
		const before = document.getText();
		await answer(people(3));
		person.will({ press: 'Make the Missing Items' });
		await vscode.commands.executeCommand('cometGemini.openJsonHistory');
		const other = await shown();
		assert.notEqual(other, document);
		assert.deepEqual(
			[document.getText(), other.getText()],
			[before, '{"id":1,"name":"P1"}\n{"id":2,"name":"P2"}\n{"id":3,"name":"P3"}\n'],
		);
	});

	it('go on in the same document as one step to undo, from where they stood', async () => {
		await answer(people(1, 2), 1);
		await demo.queue('context-overflow');
		const document = await generate('3', 'CSV', 'id');
		await answer(people(3));
		person.will({ press: 'Make the Missing Items' });
		await vscode.commands.executeCommand('cometGemini.openJsonHistory');
		assert.equal(document.getText(), 'id,name\n1,P1\n2,P2\n3,P3\n');
		await vscode.commands.executeCommand('undo');
		assert.equal(document.getText(), 'id,name\n1,P1\n2,P2\n');
	});

	it('write no table anew in which a person has written, but another one beside it', async () => {
		await answer(people(1, 2), 1);
		await demo.queue('context-overflow');
		await answer([{ id: 3, name: 'P3', age: 4 }]);
		person.will({ choose: 'Many items' }, { type: 'a person' }, { type: '3' });
		person.will({ choose: 'CSV' }, { choose: ['id'] });
		let document: vscode.TextDocument | undefined;
		const look = async () => {
			document = await shown();
			await write(document, new vscode.Position(1, 3), '!');
		};
		person.will({ look }, { choose: 'Go On' });
		await vscode.commands.executeCommand(GENERATE, schema);
		assert.equal(document?.getText(), 'id,name\n1,P!1\n2,P2\n');
		assert.deepEqual(
			vscode.window.visibleTextEditors.map(editor => editor.document.getText()).sort(),
			['id,name\n1,P!1\n2,P2\n', 'id,name,age\n1,P1,\n2,P2,\n3,P3,4\n'],
		);
		assert.equal(await shown(), document);
	});

	const close = async (document: vscode.TextDocument) => {
		await vscode.window.showTextDocument(document);
		await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
		await until(() => document.isClosed);
	};

	/** Two items, then something that a person does, then the others; resolves when all are made. */
	const generateWith = async (format: string, look: () => Promise<unknown>) => {
		await answer(people(1, 2), 1);
		await demo.queue('context-overflow');
		await answer(people(3, 4));
		person.will({ choose: 'Many items' }, { type: 'a person' }, { type: '4' });
		person.will({ choose: format }, { choose: ['id'] }, { look }, { choose: 'Go On' });
		await vscode.commands.executeCommand(GENERATE, schema);
		assert.deepEqual(person.left, []);
	};

	for (const [format, language] of [
		['JSONL', 'jsonl'],
		['JSON', 'json'],
	] as const) {
		it(`go on under the name that they are saved by meanwhile, as ${format}`, async () => {
			let saved: vscode.TextDocument | undefined;
			await generateWith(format, async () => {
				const document = await shown();
				const uri = await writeFile(`people-${language}.${language}`, document.getText());
				saved = (await showAt(uri)).document;
				await close(document);
			});
			const text = saved?.getText() ?? '';
			const items = format === 'JSON' ? text : `[${text.trimEnd().replaceAll('\n', ',')}]`;
			assert.deepEqual(JSON.parse(items), people(1, 2, 3, 4));
			assert.equal(vscode.window.visibleTextEditors.length, 1);
			await saved?.save();
		});
	}

	it('go on in a new document where what was saved is no longer what they were', async () => {
		let saved: vscode.TextDocument | undefined;
		await generateWith('JSONL', async () => {
			const document = await shown();
			const uri = await writeFile('edited.jsonl', document.getText().replace('P1', 'P one'));
			saved = (await showAt(uri)).document;
			await close(document);
		});
		const others = vscode.window.visibleTextEditors.filter(each => each.document !== saved);
		assert.deepEqual(
			[saved?.getText(), others.map(editor => editor.document.getText())],
			[
				'{"id":1,"name":"P one"}\n{"id":2,"name":"P2"}\n',
				[
					people(1, 2, 3, 4)
						.map(each => `${JSON.stringify(each)}\n`)
						.join(''),
				],
			],
		);
	});

	it('stand in a new document, all of them, where theirs was closed meanwhile', async () => {
		await generateWith('CSV', async () => close(await shown()));
		assert.deepEqual(
			vscode.window.visibleTextEditors.map(({ document }) => document.getText()),
			['id,name\n1,P1\n2,P2\n3,P3\n4,P4\n'],
		);
	});

	it('take no place of what a person has written before the first of them', async () => {
		await demo.queue('context-overflow');
		await answer(people(1));
		person.will({ choose: 'Many items' }, { type: 'a person' }, { type: '1' });
		person.will({ choose: 'JSON' }, { choose: [] });
		let document: vscode.TextDocument | undefined;
		const look = async () => {
			document = await shown();
			await write(document, new vscode.Position(0, 0), 'mine');
		};
		person.will({ look }, { choose: 'Go On' });
		await vscode.commands.executeCommand(GENERATE, schema);
		const others = vscode.window.visibleTextEditors.filter(each => each.document !== document);
		assert.equal(document?.getText(), 'mine');
		assert.deepEqual(
			others.map(editor => JSON.parse(editor.document.getText())),
			[people(1)],
		);
	});
});
