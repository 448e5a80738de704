import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import * as vscode from 'vscode';
import { addFiles } from '../../src/chat/composer/attachCommands.ts';
import { ChatComposer } from '../../src/chat/composer/chatComposer.ts';
import type { ComposerRequest } from '../../src/chat/composer/composerRequests.ts';
import { DraftMemory } from '../../src/chat/composer/draftMemory.ts';
import type { SlashAction } from '../../src/chat/composer/slash/slashQuestions.ts';
import { ConversationSession } from '../../src/conversations/conversationSession.ts';
import { guessCapabilities, type ModelInfo } from '../../src/gemini/modelInfo.ts';
import { gitDiff } from '../../src/platform/tools/gitDiff.ts';
import type { UserTurn } from '../../src/shared/conversation.ts';
import type { ComposerState, ToWebview } from '../../src/shared/protocol.ts';
import { typedText } from '../../src/shared/typedText.ts';
import { changeSetting, closeEditors, openSample, startLanguageServer } from './explainSupport.ts';

const MODEL = 'gemini-3.5-flash';
const PNG =
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

function modelInfo(facts: Partial<ModelInfo>): ModelInfo {
	const capabilities = guessCapabilities(MODEL);
	return { id: MODEL, thinkingLevels: [], capabilities, isGemini: true, sources: [], ...facts };
}

/** A composer with a page that keeps what it is told, and a conversation that answers at once. */
class Desk {
	readonly posted: ToWebview[] = [];
	readonly performed: SlashAction[] = [];
	readonly session: ConversationSession;
	model = modelInfo({ inputTokenLimit: 1_000_000 });
	readonly composer: ChatComposer;
	#requests = 0;

	constructor(memory?: DraftMemory) {
		let id = 0;
		const conversation = { id: 'c', title: '', createdAt: 0, updatedAt: 0, turns: [] };
		this.session = new ConversationSession(conversation, {
			async *generate() {
				yield { type: 'text', candidate: 0, text: 'a', part: { text: 'a' } } as const;
			},
			buildPrompt: () => ({ model: MODEL, contents: [] }),
			now: () => 0,
			createId: () => `t${++id}`,
			report: error => assert.fail(String(error)),
		});
		this.composer = new ChatComposer({
			catalogue: { known: () => this.model },
			memory,
			chooseModel: async () => undefined,
			perform: async command => void this.performed.push(command),
		});
		this.composer.connect(message => this.posted.push(message));
	}

	get state(): ComposerState {
		const last = this.posted.findLast(message => message.type === 'composer');
		assert.ok(last?.type === 'composer');
		return last.state;
	}

	get labels(): string[] {
		return this.state.attachments.map(({ label }) => label);
	}

	/** The last question. */
	get asked(): UserTurn {
		const turn = this.session.conversation.turns.findLast(({ role }) => role === 'user');
		assert.ok(turn?.role === 'user');
		return turn;
	}

	do(message: ComposerRequest): Promise<void> {
		return this.composer.perform(message, this.session);
	}

	attach(...paths: readonly string[]): Promise<void> {
		return this.composer.addUris(paths.map(uriOf));
	}

	async decide(action: string): Promise<void> {
		assert.ok(this.state.notice);
		await this.do({ type: 'decide', id: this.state.notice.id, action });
	}

	/** Takes the first row of the list; whether there was one. */
	async accept(trigger: '@' | '#', query: string): Promise<boolean> {
		await this.complete(trigger, query);
		const answer = this.posted.findLast(message => message.type === 'completions');
		const item = answer?.type === 'completions' ? answer.items[0] : undefined;
		await this.do({ type: 'accept', id: item?.id ?? '' });
		return item !== undefined;
	}

	/** The labels of the list for what was typed. */
	async complete(trigger: '@' | '#' | '/', query: string): Promise<string[]> {
		const request = ++this.#requests;
		await this.do({ type: 'complete', request, trigger, query });
		const answer = this.posted.findLast(message => message.type === 'completions');
		assert.ok(answer?.type === 'completions' && answer.request === request);
		return answer.items.map(({ label }) => label);
	}
}

function root(): vscode.Uri {
	const folder = vscode.workspace.workspaceFolders?.[0];
	assert.ok(folder);
	return folder.uri;
}

function uriOf(path: string): vscode.Uri {
	return vscode.Uri.joinPath(root(), path);
}

describe('the composer', () => {
	const files: Readonly<Record<string, string | Uint8Array>> = {
		'.gitignore': 'ignored/\n*.log\n',
		'.aiexclude': 'private.txt\n',
		'ignored/inside.txt': 'i',
		'debug.log': 'l',
		'private.txt': 'p',
		'.env': 'TOKEN=1',
		'hidden/.DS_Store': 'h',
		'parts/one.txt': 'one '.repeat(40),
		'parts/two.txt': 'two '.repeat(40),
		'parts/key.pem': 'secret',
		'changing.txt': 'before',
		'archive.zip': 'PK\0\0',
		'codes/wide.txt': Buffer.from('\uFEFFgrün und groß', 'utf16le'),
		'codes/narrow.txt': Buffer.from('grün und groß', 'latin1'),
		'.github/prompts/review.prompt.md':
			'---\nmode: agent\ndescription: Looks it over\n---\nBe strict about names.\n',
	};

	before(async () => {
		for (const [path, text] of Object.entries(files)) {
			const file = join(root().fsPath, path);
			await mkdir(dirname(file), { recursive: true });
			await writeFile(file, text);
		}
	});
	after(async () => {
		for (const path of Object.keys(files)) {
			await rm(join(root().fsPath, path), { force: true });
		}
		await closeEditors();
	});

	it('completes names of files and folders, and leaves out what is ignored or secret', async () => {
		const desk = new Desk();
		assert.ok((await desk.complete('@', 'schedule')).includes('schedule.ts'));
		assert.ok((await desk.complete('@', 'part')).includes('parts/'));
		assert.deepEqual(await desk.complete('@', 'parts/'), ['parts/', 'one.txt', 'two.txt']);
		assert.deepEqual(
			[await desk.complete('@', 'inside.txt'), await desk.complete('@', 'key.pem')].flat(),
			[],
		);
	});

	it('names what it holds back, and attaches it to who insists', async () => {
		const desk = new Desk();
		const held = ['.env', 'debug.log', 'ignored/inside.txt', 'private.txt', 'hidden/.DS_Store'];
		await desk.attach('changing.txt', ...held);
		assert.deepEqual(desk.labels, ['changing.txt']);
		assert.deepEqual(desk.state.notice?.detail.split('\n'), [
			'.env — may hold secrets',
			'debug.log — ignored by .gitignore',
			'ignored/inside.txt — ignored by .gitignore',
			'private.txt — ignored by .aiexclude',
			'hidden/.DS_Store — hidden by the setting files.exclude',
		]);
		await desk.decide('attachAnyway');
		assert.equal(desk.labels.length, 6);
		assert.equal(desk.state.notice, undefined);
	});

	it('attaches an ignored folder to who insists, but not its secrets', async () => {
		const desk = new Desk();
		await desk.attach('ignored');
		await desk.decide('attachAnyway');
		await desk.do({ type: 'send', text: 'And this?' });
		assert.match(desk.asked.parts[0]?.text ?? '', /`ignored` \(1 file\)\n\n```\ninside\.txt\n```/);
	});

	it('adds all files that are selected in the explorer, else that of the editor', async () => {
		const added: string[][] = [];
		const composer = {
			addUris: async (uris: readonly vscode.Uri[]) =>
				void added.push(uris.map(uri => uri.path.slice(root().path.length + 1))),
		};
		const [one, two] = [uriOf('parts/one.txt'), uriOf('parts/two.txt')];
		await openSample('src/orbit.py');
		await addFiles(composer, one, [one, two]);
		await addFiles(composer, two, undefined);
		await addFiles(composer, undefined, undefined);
		assert.deepEqual(added, [
			['parts/one.txt', 'parts/two.txt'],
			['parts/two.txt'],
			['src/orbit.py'],
		]);
	});

	it('answers the last letter typed, however long an earlier answer takes', async () => {
		const desk = new Desk();
		const first = desk.do({ type: 'complete', request: 101, trigger: '@', query: 'one' });
		const second = desk.do({ type: 'complete', request: 102, trigger: '@', query: 'two.txt' });
		await Promise.all([first, second]);
		const answers = desk.posted.flatMap(each => (each.type === 'completions' ? [each] : []));
		assert.deepEqual([...new Set(answers.map(({ request }) => request))], [102]);
		await desk.do({ type: 'accept', id: answers.at(-1)?.items[0]?.id ?? '' });
		assert.deepEqual(desk.labels, ['two.txt']);
	});

	it('reads files when they are sent, and keeps a selection as it was', async () => {
		const desk = new Desk();
		const editor = await openSample('changing.txt', [1, 1]);
		await desk.attach('changing.txt');
		assert.ok(await desk.accept('#', 'sel'));
		await editor.edit(edit => edit.replace(new vscode.Range(0, 0, 0, 6), 'after'));
		await desk.do({ type: 'send', text: 'Compare' });
		const [file, selection] = desk.asked.parts.map(({ text = '' }) => text);
		assert.match(file ?? '', /^Attached file: `changing\.txt`\n\n```plaintext\nafter\n```\n$/);
		assert.match(selection ?? '', /, line 1\n\n```plaintext\nbefore\n```\n$/);
		assert.deepEqual(desk.labels, []);
		await vscode.commands.executeCommand('workbench.action.files.revert');
	});

	it('sends of a folder the names, and the contents up to a budget, without secrets', async () => {
		const desk = new Desk();
		await changeSetting('chat.folderBudget', 60);
		await desk.attach('parts');
		await desk.do({ type: 'send', text: 'What is this?' });
		await changeSetting('chat.folderBudget', undefined);
		const text = desk.asked.parts[0]?.text ?? '';
		assert.match(text, /^Attached folder: `parts` \(2 files\)\n\n```\none\.txt\ntwo\.txt\n```\n/);
		assert.match(text, /`parts\/one\.txt`/);
		assert.doesNotMatch(text, /secret|two two/);
		assert.match(text, /The contents of 1 of these files are left out\.\n$/);
		assert.match(
			desk.asked.attachments?.[0]?.detail ?? '',
			/^parts\/\nOf 2 files the contents of 1; of the others the names\nHeld back as secret or ignored: 1$/,
		);
	});

	it('sends problems, and the selection of the terminal as it was', async () => {
		const desk = new Desk();
		const problems = vscode.languages.createDiagnosticCollection('test');
		const range = new vscode.Range(4, 0, 4, 3);
		problems.set(uriOf('src/orbit.py'), [new vscode.Diagnostic(range, 'No such planet')]);
		const writes = new vscode.EventEmitter<string>();
		const opened = new Promise<vscode.Terminal>(resolve => {
			const pty: vscode.Pseudoterminal = {
				onDidWrite: writes.event,
				open: () => resolve(terminal),
				close: () => undefined,
			};
			const terminal = vscode.window.createTerminal({ name: 'test', pty });
			terminal.show();
		});
		const terminal = await opened;
		writes.fire('npm ERR! missing script\r\n');
		await new Promise(resolve => setTimeout(resolve, 500));
		await vscode.commands.executeCommand('workbench.action.terminal.selectAll');
		assert.ok(await desk.accept('#', 'terminal'));
		assert.ok(await desk.accept('@', 'problems'));
		await desk.do({ type: 'send', text: 'Why?' });
		problems.dispose();
		terminal.dispose();
		const [output, list] = desk.asked.parts.map(({ text = '' }) => text);
		assert.match(
			output ?? '',
			/selection of the terminal\n\n```console\nnpm ERR! missing script\n/,
		);
		assert.match(list ?? '', /^Error src\/orbit\.py:5: No such planet$/m);
	});

	it('completes symbols, and sends their lines', async function () {
		await startLanguageServer.call(this);
		const desk = new Desk();
		await openSample('src/schedule.ts');
		assert.ok(await desk.accept('@', 'findClashes'));
		await desk.do({ type: 'send', text: 'Is it right?' });
		assert.match(
			desk.asked.parts[0]?.text ?? '',
			/^Attached symbol `findClashes` of `src\/schedule\.ts`, lines 11-21\n\n```typescript\nexport function findClashes/,
		);
	});

	it('asks before it leaves out what does not fit into the context', async () => {
		const desk = new Desk();
		await desk.do({ type: 'send', text: 'x'.repeat(4_000) });
		await desk.do({ type: 'send', text: 'y'.repeat(400) });
		desk.model = modelInfo({ inputTokenLimit: 400, price: { inputPerMillion: 1_000 } });
		await desk.do({ type: 'send', text: 'z'.repeat(400) });
		const { notice } = desk.state;
		assert.match(notice?.detail ?? '', /takes 400\.\nReading all of it costs about \$1\.20/);
		assert.deepEqual(
			notice?.actions.map(({ label }) => label),
			['Leave Out the Oldest Question', 'Back to the Question', 'Send Anyway'],
		);
		assert.equal(desk.session.conversation.turns.length, 4);
		await desk.decide('leaveOutOldest');
		assert.equal(desk.asked.request?.earlierQuestions, 1);
		await desk.do({ type: 'send', text: 'w'.repeat(4_000) });
		await desk.do({ type: 'send', text: 'z'.repeat(4_000) });
		const restored = desk.posted.find(message => message.type === 'restoreDraft');
		assert.equal(restored?.type === 'restoreDraft' && restored.text[0], 'w');
		await desk.decide('back');
		assert.deepEqual(desk.posted.at(-1), { type: 'restoreDraft', text: 'z'.repeat(4_000) });
	});

	it('sends media as they are, and says first what the model does not take', async () => {
		const desk = new Desk();
		const capabilities = { ...guessCapabilities(MODEL), imageInput: false };
		await desk.do({
			type: 'attachData',
			name: 'shot.png',
			mimeType: 'image/png',
			size: 70,
			data: PNG,
		});
		await desk.do({ type: 'send', text: 'What is this?' });
		assert.deepEqual(desk.asked.parts[0], { inlineData: { mimeType: 'image/png', data: PNG } });
		desk.model = modelInfo({ capabilities });
		await desk.do({
			type: 'attachData',
			name: 'b.png',
			mimeType: 'image/png',
			size: 70,
			data: PNG,
		});
		assert.equal(desk.state.attachments[0]?.warning, `${MODEL} does not take this`);
		await desk.do({ type: 'send', text: 'And this?' });
		assert.equal(desk.state.notice?.title, `${MODEL} does not take all of this`);
		await desk.decide('sendWithout');
		assert.deepEqual(desk.asked.parts, [{ text: 'And this?' }]);
	});

	it('sends PDF, audio and video as native parts', async () => {
		const desk = new Desk();
		const media = {
			'paper.pdf': 'application/pdf',
			'talk.mp3': 'audio/mp3',
			'film.mp4': 'video/mp4',
		};
		for (const [name, mimeType] of Object.entries(media)) {
			await desk.do({ type: 'attachData', name, mimeType, size: 3, data: 'QUJD' });
		}
		await desk.do({ type: 'send', text: 'Summarise them' });
		assert.deepEqual(desk.asked.parts, [
			...Object.values(media).map(mimeType => ({ inlineData: { mimeType, data: 'QUJD' } })),
			{ text: 'Summarise them' },
		]);
		assert.deepEqual(
			desk.asked.attachments?.map(({ kind }) => kind),
			['pdf', 'audio', 'video'],
		);
	});

	it('sends what Git has staged, and what has changed beside it', async () => {
		const git = (...args: readonly string[]) =>
			promisify(execFile)('git', args, { cwd: root().fsPath });
		const api = await vscode.extensions.getExtension('vscode.git')?.activate();
		try {
			await git('init', '--quiet');
			await git('add', 'parts/one.txt', 'changing.txt');
			await writeFile(join(root().fsPath, 'changing.txt'), 'and after');
			await api.getAPI(1).openRepository(root());
			const desk = new Desk();
			assert.ok(await desk.accept('@', 'staged'));
			assert.ok(await desk.accept('@', 'changes'));
			await desk.do({ type: 'send', text: 'Write a commit message' });
			const [staged, changes] = desk.asked.parts.map(({ text = '' }) => text);
			assert.match(staged ?? '', /^\+before$/m);
			assert.match(staged ?? '', /parts\/one\.txt/);
			assert.match(changes ?? '', /^-before\n[\s\S]*^\+and after$/m);
			assert.doesNotMatch(changes ?? '', /one\.txt/);
			const told = await gitDiff();
			assert.match(told, /^\+before$[\s\S]*^\+and after$/m);
			assert.match(told, /^not tracked yet: parts\/two\.txt$/m);
			assert.doesNotMatch(told, /tracked yet: (.*\.env|parts\/one\.txt)$/m);
		} finally {
			// The repository stays: VS Code’s Git goes on looking at it, and fails aloud when it is gone.
			await writeFile(join(root().fsPath, 'changing.txt'), 'before');
		}
	});

	it('reads files as the editor would show them, whatever their encoding', async () => {
		const settings = vscode.workspace.getConfiguration('files');
		await settings.update('encoding', 'windows1252', vscode.ConfigurationTarget.Global);
		try {
			const desk = new Desk();
			await desk.attach('codes/wide.txt', 'codes/narrow.txt', 'codes');
			await desk.do({ type: 'send', text: 'Equal?' });
			const [wide = '', narrow = '', folder = ''] = desk.asked.parts.map(({ text }) => text);
			assert.match(wide, /```\ngrün und groß\n```/);
			assert.match(narrow, /```\ngrün und groß\n```/);
			assert.equal(folder.match(/grün und groß/g)?.length, 2);
		} finally {
			await settings.update('encoding', undefined, vscode.ConfigurationTarget.Global);
		}
	});

	it('refuses with words what no model takes, and what is too large', async () => {
		const desk = new Desk();
		await desk.attach('archive.zip');
		while (desk.state.notice === undefined) {
			await new Promise(resolve => setTimeout(resolve, 10));
		}
		assert.match(desk.state.notice.detail, /^archive\.zip is neither text nor an image/);
		await desk.decide('dismiss');
		const film = { name: 'film.mp4', mimeType: 'video/mp4', size: 300_000_000, data: '' };
		await desk.do({ type: 'attachData', ...film });
		assert.equal(
			desk.state.notice?.detail,
			'film.mp4 has 300 MB; at most 100 MB can go with a question.',
		);
		assert.deepEqual(desk.labels, []);
	});

	it('keeps what is attached over a reload, but no bytes', async () => {
		const kept = new Map<string, unknown>([['cometGemini.composerAttachments', [{ kind: 'odd' }]]]);
		const state = {
			get: (key: string) => kept.get(key),
			// As it is stored.
			update: async (key: string, value: unknown) =>
				void kept.set(key, JSON.parse(JSON.stringify(value))),
		};
		const before = new Desk(new DraftMemory(state));
		await openSample('src/schedule.ts', [2, 3]);
		await before.attach('parts/one.txt', 'parts');
		assert.ok(await before.accept('#', 'sel'));
		await before.do({
			type: 'attachData',
			name: 'shot.png',
			mimeType: 'image/png',
			size: 70,
			data: PNG,
		});
		const after = new Desk(new DraftMemory(state));
		await after.attach();
		assert.deepEqual(after.labels, ['one.txt', 'parts/', 'schedule.ts:2-3']);
		await after.do({ type: 'send', text: 'Go' });
		assert.deepEqual(kept.get('cometGemini.composerAttachments'), []);
	});

	it('gives a text back that waited for a decision or in the queue when the window was reloaded', async () => {
		const kept = new Map<string, unknown>();
		const state = {
			get: (key: string) => kept.get(key),
			update: async (key: string, value: unknown) => void kept.set(key, value),
		};
		const before = new Desk(new DraftMemory(state));
		before.model = modelInfo({ inputTokenLimit: 1 });
		await before.do({ type: 'send', text: 'What waits for a decision' });
		assert.ok(before.state.notice);
		before.composer.keepQueue(['What waits in the queue']);
		const after = new Desk(new DraftMemory(state));
		await after.attach();
		const restored = (desk: Desk) =>
			desk.posted.flatMap(message => (message.type === 'restoreDraft' ? [message.text] : []));
		assert.deepEqual(restored(after), ['What waits in the queue\nWhat waits for a decision']);
		const later = new Desk(new DraftMemory(state));
		assert.deepEqual(restored(later), [], 'the page keeps what it has got back');
	});

	it('opens what an imported conversation names as a file, or shows its text, but runs nothing', async () => {
		const desk = new Desk();
		const uris = [
			'command:workbench.action.files.newUntitledFile',
			uriOf('parts/one.txt').toString(),
		];
		desk.session.conversation.turns.push({
			id: 'q',
			role: 'user',
			createdAt: 0,
			parts: [{ text: 'the text' }, { text: 'one' }],
			attachments: uris.map((uri, part) => ({ label: 'a', kind: 'file', uri, part })),
		});
		await closeEditors();
		await desk.do({ type: 'openAttached', turnId: 'q', index: 0 });
		assert.equal(vscode.window.activeTextEditor?.document.getText(), 'the text');
		await desk.do({ type: 'openAttached', turnId: 'q', index: 1 });
		assert.match(vscode.window.activeTextEditor?.document.uri.path ?? '', /parts\/one\.txt$/);
		await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
		await closeEditors();
	});

	it('attaches an editor that was never saved', async () => {
		const desk = new Desk();
		// VS Code gives the names of closed ones again, a moment before it forgets these.
		const uri = vscode.Uri.parse('untitled:never-saved.txt');
		const editor = await vscode.window.showTextDocument(uri);
		await editor.edit(edit => edit.insert(new vscode.Position(0, 0), 'not saved yet'));
		await desk.do({ type: 'attachUris', uris: [uri.toString()] });
		await desk.do({ type: 'send', text: 'Read' });
		assert.match(desk.asked.parts[0]?.text ?? '', /not saved yet/);
		await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
	});

	it('says what was dropped that is no file', async () => {
		const desk = new Desk();
		const remote = uriOf('parts/one.txt').with({ scheme: 'vscode-remote', authority: 'host' });
		const uris = ['https://example.com/a b', remote.toString()];
		await desk.do({ type: 'attachUris', uris });
		assert.deepEqual(desk.labels, ['one.txt']);
		assert.equal(
			desk.state.notice?.detail,
			'https://example.com/a b is no file that can be read here.',
		);
	});

	it('edits a question with its attachments, of which some go and others come', async () => {
		const desk = new Desk();
		await desk.attach('parts/one.txt', 'changing.txt');
		await desk.do({ type: 'send', text: 'first' });
		await desk.do({ type: 'send', text: 'later' });
		await desk.attach('parts');
		const [turn] = desk.session.conversation.turns;
		assert.ok(turn?.role === 'user');
		await desk.do({ type: 'beginEdit', turnId: turn.id });
		assert.deepEqual(desk.state.editing, { turnId: turn.id, text: 'first' });
		assert.deepEqual(desk.labels, ['one.txt', 'changing.txt']);
		await desk.do({ type: 'detach', id: desk.state.attachments[1]?.id ?? '' });
		await desk.attach('parts/two.txt');
		await desk.do({ type: 'edit', turnId: turn.id, text: 'second' });
		assert.equal(typedText(desk.asked), 'second');
		assert.deepEqual(desk.asked.attachments?.[0], turn.attachments?.[0]);
		assert.deepEqual(desk.asked.parts[0], turn.parts[0]);
		assert.match(desk.asked.parts[1]?.text ?? '', /`parts\/two\.txt`/);
		assert.equal(desk.session.conversation.turns.length, 2);
		// What was attached for the next question is there again.
		assert.deepEqual([desk.state.editing, desk.labels], [undefined, ['parts/']]);
	});

	it('leaves the question and what is attached as they were when an edit is given up', async () => {
		const desk = new Desk();
		await desk.attach('parts/one.txt');
		await desk.do({ type: 'send', text: 'first' });
		const { id } = desk.asked;
		await desk.attach('changing.txt');
		await desk.do({ type: 'beginEdit', turnId: id });
		await desk.do({ type: 'detach', id: desk.state.attachments[0]?.id ?? '' });
		await desk.do({ type: 'cancelEdit' });
		assert.deepEqual([desk.state.editing, desk.labels], [undefined, ['changing.txt']]);
		assert.equal(desk.asked.attachments?.length, 1);
	});

	it('shows the pictures of what is attached again when an edit ends', async () => {
		const desk = new Desk();
		const shot = { name: 'shot.png', mimeType: 'image/png', size: 70, data: PNG };
		const pictures = (from: number) =>
			desk.posted.slice(from).flatMap(each => (each.type === 'thumbnail' ? [each.id] : []));
		await desk.do({ type: 'send', text: 'first' });
		const { id: turnId } = desk.asked;
		const ends = [{ type: 'cancelEdit' }, { type: 'edit', turnId, text: 'second' }] as const;
		await desk.do({ type: 'attachData', ...shot });
		for (const end of ends) {
			while (pictures(0).length === 0) {
				await new Promise(resolve => setTimeout(resolve, 10));
			}
			const [{ id } = { id: '' }] = desk.state.attachments;
			await desk.do({ type: 'beginEdit', turnId });
			assert.deepEqual(desk.labels, []);
			const before = desk.posted.length;
			await desk.do(end);
			assert.deepEqual([desk.labels, pictures(before)], [['shot.png'], [id]]);
		}
	});

	it('asks before an edited question, or one that is asked again, overflows the context', async () => {
		const desk = new Desk();
		await desk.do({ type: 'send', text: 'x'.repeat(1_200) });
		await desk.do({ type: 'send', text: 'y'.repeat(400) });
		const { id } = desk.asked;
		desk.model = modelInfo({ inputTokenLimit: 350 });
		await desk.do({ type: 'beginEdit', turnId: id });
		await desk.do({ type: 'edit', turnId: id, text: 'z'.repeat(400) });
		assert.match(desk.state.notice?.detail ?? '', /the conversation before it 30\d;/);
		await desk.decide('back');
		assert.deepEqual(desk.posted.at(-1), { type: 'restoreDraft', text: 'z'.repeat(400) });
		assert.equal(desk.state.editing?.turnId, id);
		await desk.do({ type: 'cancelEdit' });

		const again = {
			type: 'regenerate',
			turnId: desk.session.conversation.turns[3]?.id ?? '',
		} as const;
		await desk.do(again);
		assert.equal(desk.state.notice?.title, `More than the context of ${MODEL} holds`);
		await desk.decide('back');
		assert.equal(desk.session.conversation.turns[3]?.id, again.turnId);
		await desk.do(again);
		await desk.decide('leaveOutOldest');
		assert.equal(typedText(desk.asked), 'y'.repeat(400));
		assert.equal(desk.asked.request?.earlierQuestions, 0);
		// What was decided once is not asked again.
		await desk.do({ type: 'regenerate', turnId: desk.session.conversation.turns[3]?.id ?? '' });
		assert.equal(desk.state.notice, undefined);
		assert.equal(desk.session.conversation.turns.length, 4);
	});

	it('sends what waited for a decision with its own attachments, and leaves an edit open', async () => {
		const desk = new Desk();
		await desk.attach('parts/one.txt');
		await desk.do({ type: 'send', text: 'earlier' });
		const { id } = desk.asked;
		await desk.attach('changing.txt');
		desk.model = modelInfo({ inputTokenLimit: 50 });
		await desk.do({ type: 'send', text: 'later' });
		await desk.do({ type: 'beginEdit', turnId: id });
		await desk.decide('sendAnyway');
		assert.equal(typedText(desk.asked), 'later');
		assert.deepEqual(
			desk.asked.attachments?.map(({ label }) => label),
			['changing.txt'],
		);
		assert.deepEqual([desk.state.editing?.turnId, desk.labels], [id, ['one.txt']]);
		await desk.do({ type: 'cancelEdit' });
		assert.deepEqual(desk.labels, []);
	});

	it('leaves out what cannot be sent where it was attached, not where an edit is open', async () => {
		const desk = new Desk();
		await desk.do({ type: 'send', text: 'earlier' });
		const { id } = desk.asked;
		desk.model = modelInfo({ capabilities: { ...guessCapabilities(MODEL), imageInput: false } });
		const shot = { name: 'shot.png', mimeType: 'image/png', size: 70, data: PNG };
		await desk.do({ type: 'attachData', ...shot });
		await desk.attach('changing.txt');
		await desk.do({ type: 'send', text: 'later' });
		await desk.do({ type: 'beginEdit', turnId: id });
		await desk.decide('sendWithout');
		assert.deepEqual(
			desk.asked.attachments?.map(({ label }) => label),
			['changing.txt'],
		);
		await desk.do({ type: 'cancelEdit' });
		assert.deepEqual(desk.labels, []);
	});

	it('sends an edited question that waited for a decision as it was edited, after the edit was left', async () => {
		const desk = new Desk();
		await desk.attach('parts/one.txt');
		await desk.do({ type: 'send', text: 'first' });
		const { id } = desk.asked;
		await desk.attach('changing.txt');
		await desk.do({ type: 'beginEdit', turnId: id });
		desk.model = modelInfo({ inputTokenLimit: 50 });
		await desk.do({ type: 'edit', turnId: id, text: 'second' });
		await desk.do({ type: 'cancelEdit' });
		await desk.decide('sendAnyway');
		assert.equal(typedText(desk.asked), 'second');
		assert.deepEqual(
			desk.asked.attachments?.map(({ label }) => label),
			['one.txt'],
		);
		assert.equal(desk.session.conversation.turns.length, 2);
		assert.deepEqual(desk.labels, ['changing.txt']);
	});

	it('attaches what it held back where it was dropped, whatever is edited meanwhile', async () => {
		const desk = new Desk();
		await desk.do({ type: 'send', text: 'first' });
		const { id } = desk.asked;
		await desk.attach('.env');
		await desk.do({ type: 'beginEdit', turnId: id });
		await desk.decide('attachAnyway');
		assert.deepEqual(desk.labels, []);
		await desk.attach('debug.log');
		assert.ok(desk.state.notice);
		// What was dropped on an edit is of no use without it.
		await desk.do({ type: 'cancelEdit' });
		assert.deepEqual([desk.labels, desk.state.notice], [['.env'], undefined]);
	});

	it('edits what a command or a prompt began, and asks what the new words say', async () => {
		const desk = new Desk();
		await openSample('src/schedule.ts', [2, 3]);
		await desk.do({ type: 'send', text: '/review this' });
		const first = desk.asked;
		await desk.do({ type: 'beginEdit', turnId: first.id });
		await desk.do({ type: 'edit', turnId: first.id, text: '/review that' });
		assert.deepEqual(
			desk.asked.attachments?.map(({ label }) => label),
			['/review'],
		);
		await desk.do({ type: 'send', text: '/explain' });
		const { id } = desk.asked;
		await desk.do({ type: 'beginEdit', turnId: id });
		await desk.do({ type: 'edit', turnId: id, text: 'and in plain words?' });
		assert.equal(desk.asked.request?.systemInstruction, undefined);
		assert.equal(desk.asked.attachments?.[0]?.label, 'schedule.ts:2-3');
	});

	it('offers commands and prompts after a slash, and does what they say', async () => {
		const desk = new Desk();
		assert.deepEqual(await desk.complete('/', 're'), ['/review']);
		await openSample('src/schedule.ts', [2, 3]);
		await desk.do({ type: 'send', text: '/explain briefly' });
		assert.equal(typedText(desk.asked), '/explain briefly');
		assert.equal(desk.asked.attachments?.[0]?.label, 'schedule.ts:2-3');
		assert.match(desk.asked.request?.systemInstruction ?? '', /command \/explain/);
		await desk.do({ type: 'send', text: '/review this' });
		assert.match(desk.asked.parts[0]?.text ?? '', /Be strict about names\.\n$/);
		assert.equal(desk.asked.attachments?.[0]?.label, '/review');
		await desk.do({ type: 'send', text: '/image a red fox' });
		assert.equal(typedText(desk.asked), 'a red fox');
		assert.equal(desk.asked.request?.model, 'gemini-3.1-flash-image');
		await desk.do({ type: 'send', text: '/clear' });
		await desk.do({ type: 'send', text: '/json five products' });
		await desk.do({ type: 'send', text: '/usr/bin is full' });
		assert.deepEqual(desk.performed, [{ kind: 'clear' }, { kind: 'json', wish: 'five products' }]);
		assert.deepEqual(desk.asked.parts, [{ text: '/usr/bin is full' }]);
	});

	it('says what a command about code needs when there is no code', async () => {
		const desk = new Desk();
		await closeEditors();
		await desk.do({ type: 'send', text: '/fix' });
		assert.match(desk.state.notice?.detail ?? '', /^Open a file/);
		assert.ok(desk.posted.some(({ type }) => type === 'restoreDraft'));
		assert.equal(desk.session.conversation.turns.length, 0);
	});
});
