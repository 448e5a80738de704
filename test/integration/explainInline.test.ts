import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { cardOf } from '../../src/conversations/answerCard.ts';
import { ConversationSession } from '../../src/conversations/conversationSession.ts';
import { CodeFollower } from '../../src/explain/codeFollower.ts';
import { Explainer } from '../../src/explain/explainer.ts';
import { Explanation } from '../../src/explain/explanation.ts';
import type { TextDeps } from '../../src/explain/explanationText.ts';
import { InlineThreads } from '../../src/explain/inlineThreads.ts';
import { answerWords } from '../../src/explain/words.ts';
import type { ModelEvent } from '../../src/shared/events.ts';
import { closeEditors, openCopy, openSample } from './explainSupport.ts';
import { until } from './json/generating.ts';

/** The last thread that anybody has made. */
let thread: vscode.CommentThread | undefined;
let onThread: (thread: vscode.CommentThread) => void = () => undefined;
const { createCommentController } = vscode.comments;

function watchThreads(id: string, label: string): vscode.CommentController {
	const controller = createCommentController(id, label);
	const createCommentThread: typeof controller.createCommentThread = (...args) => {
		thread = controller.createCommentThread(...args);
		onThread(thread);
		return thread;
	};
	// What VS Code hands out is frozen.
	return Object.create(controller, { createCommentThread: { value: createCommentThread } });
}

const replaceController = (value: typeof createCommentController) =>
	Object.defineProperty(vscode.comments, 'createCommentController', { value, configurable: true });

const texts: TextDeps = {
	cardOf: turn => cardOf(turn, 'example.com'),
	words: answerWords,
	summary: () => 'all of it',
	staleNote: () => 'stale',
};

function explanationOf(session: ConversationSession, { uri }: vscode.TextDocument): Explanation {
	return new Explanation('e', session, {
		subject: { kind: 'line', languageId: 'typescript', code: 'x' },
		code: 'x',
		context: { sent: [], leftOut: [] },
		symbols: new Map([['helper', new vscode.Location(uri, new vscode.Position(7, 0))]]),
		level: 'normal',
		location: new vscode.Location(uri, new vscode.Range(0, 0, 1, 0)),
		message: { parts: [{ text: 'Explain' }] },
		tokens: 1,
	});
}

describe('An explanation at the code', () => {
	before(() => replaceController(watchThreads));
	after(async () => {
		replaceController(createCommentController);
		await closeEditors();
	});

	/** Answers that end for one of these reasons each. */
	function sessionOf(...reasons: string[]): ConversationSession {
		let id = 0;
		const conversation = { id: 'c', title: '', createdAt: 0, updatedAt: 0, turns: [] };
		return new ConversationSession(conversation, {
			async *generate(): AsyncGenerator<ModelEvent> {
				yield { type: 'text', candidate: 0, text: 'a', part: { text: 'a' } };
				yield { type: 'finish', candidate: 0, reason: reasons.shift() ?? 'STOP' };
			},
			buildPrompt: () => ({ model: 'gemini-x', contents: [] }),
			now: () => 0,
			createId: () => `t${++id}`,
			report: error => assert.fail(String(error)),
		});
	}

	it('shows what waits after a stop, and asks it before the next reply', async () => {
		const { document } = await openSample('src/schedule.ts');
		const explanation = explanationOf(sessionOf('SAFETY'), document);
		const threads = new InlineThreads(texts);
		const shown = (count: number) =>
			until(() => {
				threads.refresh(explanation);
				const comments = thread?.comments ?? [];
				return comments.length === count && comments.map(({ label }) => label);
			});
		try {
			threads.show(explanation);
			const asking = explanation.ask();
			await explanation.followUp('First');
			explanation.session.stop();
			await asking;
			assert.deepEqual(await shown(2), [undefined, 'Not sent yet']);
			await explanation.followUp('Second');
			assert.deepEqual(await shown(5), Array(5).fill(undefined));
			const asked = explanation.turns.filter(({ role }) => role === 'user');
			assert.deepEqual(
				asked.map(({ parts }) => parts),
				['Explain', 'First', 'Second'].map(text => [{ text }]),
			);
		} finally {
			threads.dispose();
		}
	});

	it('goes along with its file, and with the folder of that, as folded as it was', async () => {
		const { document } = await openCopy('src/schedule.ts');
		const explanation = explanationOf(sessionOf(), document);
		const threads = new InlineThreads(texts);
		const follower = new CodeFollower(each => threads.refresh(each));
		const folder = vscode.Uri.joinPath(document.uri, '..', 'renaming');
		const places = ['one/two/moved.ts', 'one/three/moved.ts'].map(path =>
			vscode.Uri.joinPath(folder, path).toString(),
		);
		const rename = async (from: vscode.Uri, to: vscode.Uri) => {
			const edit = new vscode.WorkspaceEdit();
			edit.renameFile(from, to);
			assert.equal(await vscode.workspace.applyEdit(edit), true);
		};
		try {
			follower.add(explanation);
			threads.show(explanation);
			assert.ok(thread);
			thread.collapsibleState = vscode.CommentThreadCollapsibleState.Collapsed;
			await rename(document.uri, vscode.Uri.joinPath(folder, 'one/two/moved.ts'));
			await until(() => thread?.uri.toString() === places[0]);
			await rename(
				vscode.Uri.joinPath(folder, 'one/two'),
				vscode.Uri.joinPath(folder, 'one/three'),
			);
			await until(() => thread?.uri.toString() === places[1]);
			assert.equal(explanation.uri?.toString(), places[1]);
			const helper = explanation.question.symbols.get('helper');
			assert.deepEqual([helper?.uri.toString(), helper?.range.start.line], [places[1], 7]);
			assert.equal(thread.collapsibleState, vscode.CommentThreadCollapsibleState.Collapsed);
			assert.equal(threads.find(thread), explanation);
		} finally {
			follower.dispose();
			threads.dispose();
			await closeEditors();
			await vscode.workspace.fs.delete(folder, { recursive: true });
		}
	});

	it('comes back in an untitled document only where its code is, and in a file in any case', async () => {
		const untitled = await vscode.workspace.openTextDocument({ content: 'new\nlet x;\n' });
		const { document: file } = await openSample('src/schedule.ts');
		const later = vscode.Uri.joinPath(file.uri, '../later.ts').with({ scheme: 'untitled' });
		const session = sessionOf();
		await session.send({ parts: [{ text: 'Explain' }] });
		const saved = (id: string, uri: vscode.Uri, code: string) => ({
			id,
			conversation: 'c',
			turn: session.conversation.turns[0]?.id,
			uri: uri.toString(),
			asked: [0, 0, 0, 6],
			range: [0, 0, 0, 6],
			subject: { kind: 'line', languageId: 'typescript' },
			code,
			level: 'normal',
			sent: [],
			leftOut: [],
			tokens: 1,
		});
		let kept: readonly { readonly id: string }[] = [
			saved('here', untitled.uri, 'let x;'),
			saved('another', untitled.uri, 'let y;'),
			saved('later', later, 'let z;'),
			saved('file', file.uri, 'is not in there'),
		];
		const explainer = new Explainer({
			panel: {
				current: () => session,
				show: async () => undefined,
				onDidShow: () => ({ dispose: () => undefined }),
			},
			beginConversation: () => session,
			openConversation: async () => session,
			state: {
				keys: () => [],
				get: () => kept,
				update: async (_key: string, value: typeof kept) => {
					kept = value;
				},
			},
			endpointHost: () => 'example.com',
			createId: () => 'x',
		});
		const ids = () => kept.map(({ id }) => id);
		try {
			const seen: (string | undefined)[] = [];
			onThread = ({ uri, range }) => seen.push(`${uri.scheme} ${range?.start.line}`);
			await explainer.restore();
			assert.deepEqual(seen, ['untitled 1', 'file 0']);
			// The document of one of them may come yet, and then is another one.
			assert.deepEqual(ids(), ['here', 'later', 'file']);
			await vscode.workspace.openTextDocument(later);
			await until(() => ids().length === 2);
			assert.deepEqual([seen.length, ids()], [2, ['here', 'file']]);
		} finally {
			onThread = () => undefined;
			explainer.dispose();
		}
	});

	it('offers under the last answer alone to ask for it again', async () => {
		const { document } = await openSample('src/schedule.ts');
		const explanation = explanationOf(sessionOf('SAFETY', 'STOP', 'SAFETY'), document);
		const threads = new InlineThreads(texts);
		/** For each comment whether it can be asked for again. */
		const shown = (count: number) =>
			until(async () => {
				threads.refresh(explanation);
				const bodies = thread?.comments.map(({ body }) =>
					body instanceof vscode.MarkdownString ? body.value : body,
				);
				return bodies?.length === count && bodies.map(body => body.includes('[Try Again]'));
			});
		try {
			threads.show(explanation);
			await explanation.ask();
			assert.deepEqual(await shown(1), [true]);
			await explanation.followUp('And then?');
			assert.deepEqual(await shown(3), [false, false, false]);
			await explanation.followUp('And after that?');
			assert.deepEqual(await shown(5), [false, false, false, false, true]);
		} finally {
			threads.dispose();
		}
	});
});
