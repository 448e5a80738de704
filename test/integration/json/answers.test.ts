import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { demoEndpoint } from '../demoEndpoint.ts';
import { changeSetting } from '../explainSupport.ts';
import {
	closeAll,
	GENERATE,
	inWorkspace,
	problemsIn,
	showAt,
	until,
	writeFile,
} from './generating.ts';
import { Person } from './person.ts';

const demo = demoEndpoint();

const SCHEMA = {
	type: 'object',
	properties: {
		code: { type: 'string', pattern: '^[A-Z]{3}$' },
		count: { type: 'integer', description: 'How many there are.' },
	},
	required: ['code', 'count'],
};

describe('The answer with generated JSON', () => {
	const person = Person.use();
	let schema: vscode.Uri;

	before(async () => {
		schema = await writeFile('answers.schema.json', SCHEMA);
	});
	afterEach(closeAll);

	const shown = () => until(() => vscode.window.activeTextEditor?.document);
	const say = (text: string, params = {}) =>
		demo.queue('say', { text: encodeURIComponent(text), ...params });

	async function generate(): Promise<vscode.TextDocument> {
		await vscode.commands.executeCommand(GENERATE, schema);
		return shown();
	}

	it('is asked for again with a larger limit when it was cut, without sending the cut text', async () => {
		await changeSetting('maxOutputTokens', 100);
		try {
			await say('{"code":"CUT","cou', { finish: 'MAX_TOKENS' });
			await say('{"code":"ABC","count":1}');
			person.will({ choose: 'New document' }, { type: 'x' }, { choose: 'Ask Again' });
			const document = await generate();
			const { body } = await demo.lastRequest();
			assert.deepEqual(
				[JSON.parse(document.getText()), Object(body.generationConfig).maxOutputTokens],
				[{ code: 'ABC', count: 1 }, 400],
			);
			assert.doesNotMatch(JSON.stringify(body), /CUT/);
			await vscode.commands.executeCommand('undo');
			assert.match(document.getText(), /"CUT"/);
		} finally {
			await changeSetting('maxOutputTokens', undefined);
		}
	});

	it('is asked for again with less thinking when there is no limit to raise', async () => {
		await say('{"code":"CUT","cou', { finish: 'MAX_TOKENS' });
		await say('{"code":"ABC","count":1}');
		person.will({ choose: 'New document' }, { type: 'x' }, { choose: 'Ask Again' });
		await generate();
		const { thinkingConfig } = Object((await demo.lastRequest()).body.generationConfig);
		assert.equal(thinkingConfig?.thinkingLevel, 'LOW');
	});

	it('stays as it came when the person does not want to ask again', async () => {
		await say('{"code":"CUT","cou', { finish: 'MAX_TOKENS' });
		person.will({ choose: 'New document' }, { type: 'x' }, { choose: 'Keep What Came' });
		const document = await generate();
		assert.match(document.getText(), /^\{\n {2}"code": "CUT",\n {2}"cou$/);
		await until(() => problemsIn(document).length > 0);
	});

	it('is repaired from the lightbulb, only where it is wrong', async () => {
		await say('{"code":"abc","count":7}');
		person.will({ choose: 'New document' }, { type: 'x' });
		const document = await generate();
		const [problem] = await until(() => problemsIn(document).length > 0 && problemsIn(document));
		assert.ok(problem);
		const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
			'vscode.executeCodeActionProvider',
			document.uri,
			problem.range,
		);
		const repair = actions.find(({ title }) => title.startsWith('Repair'));
		await say('{"value1":"ABC"}');
		await vscode.commands.executeCommand(repair?.command?.command ?? '');
		assert.deepEqual(JSON.parse(document.getText()), { code: 'ABC', count: 7 });
		await until(() => problemsIn(document).length === 0);
		const { contents } = (await demo.lastRequest()).body;
		assert.match(JSON.stringify(contents), /must match pattern/);
	});

	it('is checked on under the name that it is saved by', async () => {
		await say('{"code":"abc","count":7}');
		person.will({ choose: 'New document' }, { type: 'x' });
		const document = await generate();
		await until(() => problemsIn(document).length > 0);
		const saved = await writeFile('saved.json', document.getText());
		const { document: copy } = await showAt(saved);
		await until(() => problemsIn(copy).length > 0);
		const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
			'vscode.executeHoverProvider',
			copy.uri,
			copy.positionAt(copy.getText().indexOf('"count"') + 1),
		);
		const words = hovers.flatMap(({ contents }) => contents.map(each => Object(each).value));
		assert.match(words.join('\n').replaceAll('&nbsp;', ' '), /How many there are/);
	});

	it('is one document for each of many files', async () => {
		const files = await Promise.all(
			['one', 'two'].map(name => writeFile(`${name}.txt`, `the ${name}`)),
		);
		await say('{"code":"ONE","count":1}');
		await say('{"code":"TWO","count":2}');
		person.will(
			{ choose: 'New document' },
			{ press: 'Add Data' },
			{ choose: 'Files' },
			{ open: files },
			{ type: 'what is in it' },
			{ choose: 'each of the 2' },
		);
		await generate();
		const texts = await until(() => {
			const found = vscode.workspace.textDocuments
				.filter(({ isUntitled }) => isUntitled)
				.map(each => each.getText());
			return ['"ONE"', '"TWO"'].every(code => found.some(text => text.includes(code))) && found;
		});
		assert.ok(texts);
		const asked = (await demo.requests())
			.slice(-2)
			.map(({ body }) => JSON.stringify(body.contents));
		assert.deepEqual(
			asked.map(text => [text.includes('the one'), text.includes('the two')]),
			[
				[true, false],
				[false, true],
			],
		);
	});

	it('is a file for each of many files, and none is written over', async () => {
		const files = await Promise.all(
			['three', 'four'].map(name => writeFile(`data/${name}.txt`, `the ${name}`)),
		);
		await writeFile('made/three.json', '"mine"');
		await say('{"code":"ABC","count":3}');
		await say('{"code":"ABC","count":4}');
		person.will(
			{ choose: 'New document' },
			{ press: 'Add Data' },
			{ choose: 'Files' },
			{ open: files },
			{ type: 'what is in it' },
			{ choose: 'A file for each' },
			{ open: [inWorkspace('made')] },
		);
		await generate();
		const contents = await Promise.all(
			['three', 'three-2', 'four'].map(async name =>
				JSON.parse(
					new TextDecoder().decode(
						await vscode.workspace.fs.readFile(inWorkspace(`made/${name}.json`)),
					),
				),
			),
		);
		assert.deepEqual(contents, ['mine', { code: 'ABC', count: 3 }, { code: 'ABC', count: 4 }]);
	});

	it('says how it was made: in comments above it where these may stand, else in a file beside it', async () => {
		await say('{"code":"ABC","count":3}');
		person.will(
			{ choose: 'New file' },
			{ type: 'three\nof them' },
			{ open: [inWorkspace('made.jsonc')] },
		);
		const document = await generate();
		assert.match(
			document.getText(),
			/^\/\/ Generated by answers\.schema\.json: model "gemini[\s\S]*seed \d+[\s\S]*\n\/\/ three\n\/\/ of them\n\{\n {2}"code"/,
		);
		assert.deepEqual([document.isDirty, problemsIn(document)], [false, []]);
		person.will({ press: 'Show the Request' });
		await vscode.commands.executeCommand('cometGemini.openJsonHistory');
		const record = await shown();
		assert.deepEqual(
			[record.uri.path.endsWith('/made.request.json'), JSON.parse(record.getText()).request],
			[true, 'three\nof them'],
		);
	});

	it('has its facts from the selection, the clipboard, an image and a PDF', async () => {
		const files = await Promise.all(
			['plan.png', 'plan.pdf'].map(name => writeFile(`data/${name}`, `bytes of ${name}`)),
		);
		await vscode.env.clipboard.writeText('words from the clipboard');
		const content = 'chosen words, and others';
		await showAt(await vscode.workspace.openTextDocument({ content }), 'chosen words', {
			select: true,
		});
		person.will({ choose: 'New document' });
		for (const choose of ['The selection', 'clipboard', 'Files']) {
			person.will({ press: 'Add Data' }, { choose });
		}
		person.will({ open: files }, { type: 'the facts' }, { choose: 'One document' });
		await generate();
		const parts = (await demo.lastRequest()).body.contents.at(-1)?.parts ?? [];
		const sent = JSON.stringify(parts);
		assert.deepEqual(
			[
				/chosen words(?!, and)/.test(sent),
				/words from the clipboard/.test(sent),
				parts.flatMap(part => ('inlineData' in part ? [Object(part.inlineData).mimeType] : [])),
			],
			[true, true, ['image/png', 'application/pdf']],
		);
	});
});
