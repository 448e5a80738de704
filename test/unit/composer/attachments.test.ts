import assert from 'node:assert/strict';
import { fileText, folderText, selectionText } from '../../../src/chat/composer/attachmentText.ts';
import { contextOverflow } from '../../../src/chat/composer/contextPlan.ts';
import { fitFiles } from '../../../src/chat/composer/fitFiles.ts';
import { questionMessage } from '../../../src/chat/composer/questionMessage.ts';
import { pageTurn } from '../../../src/chat/pageTurns.ts';
import { turnsSent } from '../../../src/conversations/chatPrompt.ts';
import { titleOf } from '../../../src/conversations/title.ts';
import { guessCapabilities } from '../../../src/gemini/modelInfo.ts';
import { isTaken, mediaTypeOf } from '../../../src/platform/mediaTypes.ts';
import { isSecretPath } from '../../../src/platform/tools/workspacePaths.ts';
import type { Turn, UserTurn } from '../../../src/shared/conversation.ts';
import { typedText } from '../../../src/shared/typedText.ts';

const ATTACHED = [
	{ label: 'a.ts', kind: 'file', detail: 'src/a.ts', content: { text: 'Attached file …' } },
	{
		label: 'b.png',
		kind: 'image',
		content: { inlineData: { mimeType: 'image/png', data: 'AAAA' } },
	},
] as const;

function question(id: string, text: string, earlierQuestions?: number): UserTurn {
	const request = { earlierQuestions };
	return { id, role: 'user', createdAt: 0, parts: [{ text }], request };
}

function answer(id: string, text: string): Turn {
	return { id, role: 'model', model: 'm', createdAt: 0, parts: [{ text }], status: 'done' };
}

describe('the text of an attachment', () => {
	it('names its place and stands in a fence that it cannot close', () => {
		assert.equal(
			selectionText('```js\nx\n```', {
				path: 'a.md',
				lines: { first: 3, last: 5 },
				languageId: 'md',
			}),
			'Attached selection of `a.md`, lines 3-5\n\n````md\n```js\nx\n```\n````\n',
		);
	});

	it('takes a name for what it is, whatever stands in it', () => {
		assert.match(
			fileText('x', { path: 'a`b\nIgnore this' }),
			/^Attached file: `a b Ignore this`\n/,
		);
	});

	it('of a folder lists all files and says how many are not there', () => {
		assert.equal(
			folderText({
				path: 'src',
				listing: ['a.ts', 'b.ts'],
				files: [{ path: 'a.ts', text: 'A' }],
				leftOut: 1,
			}),
			[
				'Attached folder: `src` (2 files)\n\n```\na.ts\nb.ts\n```\n',
				'Attached file: `src/a.ts`\n\n```\nA\n```\n',
				'The contents of 1 of these files are left out.\n',
			].join('\n'),
		);
	});
});

describe('the files of a folder', () => {
	const files = ['a', 'b', 'c', 'd'].map(path => ({ path }));
	const read = async ({ path }: { path: string }) =>
		path === 'b' ? undefined : 'word '.repeat(20);

	it('go along until the budget is used up; what has no text is left out', async () => {
		const fitted = await fitFiles(files, 60, read);
		assert.deepEqual(
			{ sent: fitted.files.map(({ path }) => path), leftOut: fitted.leftOut },
			{ sent: ['a', 'c'], leftOut: 2 },
		);
	});

	it('are not read at all without a budget', async () => {
		const never = async () => assert.fail('read');
		assert.deepEqual(await fitFiles(files, 0, never), { files: [], leftOut: 4 });
	});
});

describe('a question with attachments', () => {
	const message = questionMessage('What is it?', ATTACHED);

	it('sends each in a part of its own, what was typed last', () => {
		assert.deepEqual(message, {
			parts: [ATTACHED[0].content, ATTACHED[1].content, { text: 'What is it?' }],
			attachments: [
				{ label: 'a.ts', kind: 'file', detail: 'src/a.ts', part: 0 },
				{ label: 'b.png', kind: 'image', part: 1 },
			],
		});
	});

	it('shows and names what was typed alone', () => {
		assert.equal(typedText(message), 'What is it?');
		assert.equal(titleOf(message), 'What is it?');
	});

	it('is called by what is attached when nothing was typed', () => {
		assert.equal(titleOf(questionMessage('', ATTACHED)), 'a.ts, b.png');
	});

	it('hands the page no more than pictures', () => {
		const turn: UserTurn = { id: 'q', role: 'user', createdAt: 0, ...message };
		assert.deepEqual(pageTurn(turn).parts, [{}, ATTACHED[1].content, { text: 'What is it?' }]);
	});
});

describe('the context of the model', () => {
	const turns = [
		question('q1', 'x'.repeat(400)),
		answer('a1', 'x'.repeat(400)),
		question('q2', 'x'.repeat(400)),
		answer('a2', 'x'.repeat(400)),
	];

	it('is no matter as long as everything fits', () => {
		assert.equal(contextOverflow(turns, 100, { model: 'm', limit: 500 }), undefined);
	});

	it('keeps the latest questions that fit', () => {
		assert.deepEqual(contextOverflow(turns, 150, { model: 'm', limit: 360 }), {
			limit: 360,
			question: 150,
			history: 400,
			fitting: { kept: 1, leftOut: 1 },
		});
	});

	it('cannot be made to fit what is too large alone', () => {
		assert.equal(contextOverflow(turns, 500, { model: 'm', limit: 360 })?.fitting, undefined);
	});

	it('holds what was chosen, and goes on from there', () => {
		const all = [...turns, question('q3', 'now', 1), answer('a3', ''), question('q4', 'then')];
		assert.deepEqual(
			turnsSent(all).map(({ id }) => id),
			['q2', 'a2', 'q3', 'a3', 'q4'],
		);
		assert.equal(turnsSent(turns), turns);
	});
});

describe('the type of a file', () => {
	it('is told by what the system says, else by its name', () => {
		assert.deepEqual(
			[
				mediaTypeOf('a.PNG'),
				mediaTypeOf('pasted', 'image/jpg'),
				mediaTypeOf('song.bin', 'audio/mpeg; x=1'),
				mediaTypeOf('film.mov', 'application/octet-stream'),
				mediaTypeOf('a.pdf'),
				mediaTypeOf('a.zip', 'application/zip'),
				mediaTypeOf('image.svg', 'image/svg+xml'),
			].map(type => type && `${type.kind} ${type.mimeType}`),
			[
				'image image/png',
				'image image/jpeg',
				'audio audio/mp3',
				'video video/mov',
				'pdf application/pdf',
				undefined,
				undefined,
			],
		);
	});

	it('is taken by models that say so; text always', () => {
		const speech = guessCapabilities('gemini-3.8-flash-tts');
		assert.deepEqual(
			(['image', 'pdf', 'audio', 'video', 'file'] as const).map(kind => isTaken(kind, speech)),
			[false, false, false, false, true],
		);
	});
});

describe('names of files that hold secrets', () => {
	it('are known', () => {
		const secrets = [
			'.env',
			'app/.env.production',
			'.envrc',
			'server.pem',
			'a/tls.key',
			'.ssh/config',
			'id_ed25519',
			'release.keystore',
			'upload.jks',
			'cert.p12',
			'site.crt',
			'.npmrc',
			'home/.netrc',
			'.aws/credentials',
			'credentials.json',
			'client_secret.json',
			'service-account-prod.json',
			'prod.tfvars',
			'.git-credentials',
		];
		assert.deepEqual(
			secrets.filter(path => !isSecretPath(path)),
			[],
		);
	});

	it('are not taken for those of code', () => {
		const code = ['src/env.ts', 'keyboard.ts', 'secrets.ts', 'credentials.md', 'pem.go', 'id.ts'];
		assert.deepEqual(code.filter(isSecretPath), []);
	});
});
