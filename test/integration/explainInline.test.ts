import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { cardOf } from '../../src/conversations/answerCard.ts';
import { ConversationSession } from '../../src/conversations/conversationSession.ts';
import { Explanation } from '../../src/explain/explanation.ts';
import type { TextDeps } from '../../src/explain/explanationText.ts';
import { InlineThreads } from '../../src/explain/inlineThreads.ts';
import { answerWords } from '../../src/explain/words.ts';
import type { ModelEvent } from '../../src/shared/events.ts';
import { closeEditors, openSample } from './explainSupport.ts';
import { until } from './json/generating.ts';

/** The last thread that anybody has made. */
let thread: vscode.CommentThread | undefined;
const { createCommentController } = vscode.comments;

function watchThreads(id: string, label: string): vscode.CommentController {
	const controller = createCommentController(id, label);
	const createCommentThread: typeof controller.createCommentThread = (...args) => {
		thread = controller.createCommentThread(...args);
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
		symbols: new Map(),
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
