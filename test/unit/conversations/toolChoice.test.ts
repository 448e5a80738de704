import assert from 'node:assert/strict';
import { ConversationSession } from '../../../src/conversations/conversationSession.ts';
import { lastToolChoice } from '../../../src/conversations/toolChoice.ts';
import { usableTools } from '../../../src/conversations/usableTools.ts';
import type { Conversation, Turn } from '../../../src/shared/conversation.ts';
import type { Tools } from '../../../src/shared/prompt.ts';

const question = (tools: object | undefined): Turn => ({
	id: 'q',
	role: 'user',
	createdAt: 0,
	parts: [{ text: 'q' }],
	...(tools && { request: { tools } }),
});

describe('the tools of a conversation', () => {
	it('are those of its last question', () => {
		const result: Turn = { ...question({ googleMaps: true }), role: 'user', isToolResults: true };
		assert.deepEqual(
			[
				lastToolChoice([]),
				lastToolChoice([question({ googleSearch: true }), question(undefined)]),
				lastToolChoice([
					question({ googleMaps: true }),
					question({ googleSearch: {}, urlContext: false, functionDeclarations: [] }),
					result,
				]),
			],
			[{}, {}, { googleSearch: true, urlContext: false }],
		);
	});

	it('go with each question, so that the conversation opens with them again', async () => {
		const conversation: Conversation = {
			id: 'c',
			title: '',
			createdAt: 0,
			updatedAt: 0,
			turns: [],
		};
		const asked: Tools[] = [];
		const open = () =>
			new ConversationSession(conversation, {
				async *generate() {},
				buildPrompt(_turns, tools) {
					asked.push(tools);
					return { model: 'x', contents: [] };
				},
				now: () => 0,
				createId: () => `t${conversation.turns.length}`,
				report: error => assert.fail(String(error)),
			});
		const session = open();
		const changes: string[] = [];
		session.onDidChange(({ type }) => changes.push(type));
		await session.send({ parts: [{ text: 'plain' }] });
		session.setTool('googleSearch', true);
		session.setTool('urlContext', false);
		await session.send({ parts: [{ text: 'with search' }] });
		session.setTool('googleSearch', false);
		await session.regenerate();
		const again = open();
		await again.send({ parts: [{ text: 'as before' }] });
		const searching = { googleSearch: true, urlContext: false };
		assert.deepEqual(
			{ asked, reopened: again.tools, told: changes.filter(type => type === 'tools').length },
			{
				asked: [{}, searching, { ...searching, googleSearch: false }, searching],
				reopened: searching,
				told: 3,
			},
		);
	});

	it('leave out what the model would refuse, so that the question is not lost', () => {
		const all = { googleSearch: true, googleMaps: true, urlContext: true, codeExecution: true };
		const sent = (model: string, tools: object) =>
			Object.entries(usableTools({ model, tools: { ...all, ...tools } }, 'comet')).flatMap(
				([name, value]) => (value ? [name] : []),
			);
		assert.deepEqual(
			[
				sent('gemini-3.5-flash', {}),
				sent('gemini-2.0-flash', {}),
				sent('gemini-3.1-flash-image', {}),
				sent('gemini-3.5-flash', { functionDeclarations: [{ name: 'read' }] }),
				sent('someone-elses-model', {}),
			],
			[
				['googleSearch', 'googleMaps', 'urlContext', 'codeExecution'],
				['googleSearch', 'codeExecution'],
				['googleSearch'],
				['functionDeclarations'],
				['googleSearch', 'googleMaps', 'urlContext', 'codeExecution'],
			],
		);
	});
});
