import { getEventListeners } from 'node:events';
import { isDeepStrictEqual } from 'node:util';
import { ConversationLibrary } from '../../../src/conversations/conversationLibrary.ts';
import type { ConversationSession } from '../../../src/conversations/conversationSession.ts';
import { Explanation } from '../../../src/explain/explanation.ts';
import { documentText } from '../../../src/explain/explanationText.ts';
import type { Question } from '../../../src/explain/question.ts';
import { createAdjustmentMemory } from '../../../src/gemini/adjustmentMemory.ts';
import { generate, generateBatches } from '../../../src/gemini/client.ts';
import type { ClientOptions } from '../../../src/gemini/clientOptions.ts';
import { toErrorInfo } from '../../../src/gemini/errors.ts';
import { buildJsonPrompt } from '../../../src/json/prompt.ts';
import { streamJson } from '../../../src/json/stream/streamJson.ts';
import { NoAnswerError } from '../../../src/languageModel/noAnswerError.ts';
import { respond } from '../../../src/languageModel/respond.ts';
import { createSignatureMemory } from '../../../src/languageModel/signatureMemory.ts';
import { errorWords } from '../../../src/platform/errorWords.ts';
import type { Conversation, ModelTurn } from '../../../src/shared/conversation.ts';
import type { ErrorInfo } from '../../../src/shared/errorInfo.ts';
import type { ModelEvent } from '../../../src/shared/events.ts';
import type { Prompt } from '../../../src/shared/prompt.ts';
import { visibleText } from '../../../src/shared/turnParts.ts';
import { settings, text as textPart, user, words } from '../languageModel/messages.ts';
import { plainL10n } from '../plainL10n.ts';
import { MemoryDisk } from '../store/memoryDisk.ts';
import { openStore } from '../store/testStore.ts';

/** What a person has in the end. */
export interface Outcome {
	/** The answer so far, without white space. */
	readonly text: string;
	/** All that is shown, the words about a failure included. */
	readonly shown: string;
	readonly error: ErrorInfo | undefined;
}

export interface Door {
	readonly name: string;
	ask(): Promise<Outcome>;
	/** What is wrong with what was stored; nothing where nothing is kept. */
	storedWrong?(): Promise<readonly string[]>;
}

export interface Engine {
	generate(prompt: Prompt, signal: AbortSignal): AsyncGenerator<ModelEvent>;
	generateBatches(prompt: Prompt, signal: AbortSignal): AsyncGenerator<readonly ModelEvent[]>;
	/** Listeners that ended requests have left on the signals of their callers. */
	leftListeners(): number;
}

/** The real engine with the real `fetch`; waits between attempts are over at once. */
export function engineFor(baseUrl: () => string, idleTimeoutMs: number): Engine {
	const signals: AbortSignal[] = [];
	const memory = createAdjustmentMemory();
	const options = (signal: AbortSignal): ClientOptions => {
		signals.push(signal);
		return {
			endpoint: {
				baseUrl: baseUrl(),
				authHeader: 'x-goog-api-key',
				apiKey: 'sk-fault-matrix',
			},
			fetch: globalThis.fetch,
			signal,
			idleTimeoutMs,
			maxRetries: 1,
			sleep: async () => undefined,
			memory,
		};
	};
	return {
		generate: (prompt, signal) => generate(prompt, options(signal)),
		generateBatches: (prompt, signal) => generateBatches(prompt, options(signal)),
		leftListeners: () =>
			signals.reduce((sum, signal) => sum + getEventListeners(signal, 'abort').length, 0),
	};
}

const MODEL = 'gemini-3.5-flash';
const HOST = 'gateway.example';
const compact = (text: string) => text.replace(/\s/g, '');

/** The card of a failed answer, in plain English. */
function cardOf({ error, finish, status }: ModelTurn) {
	if (error !== undefined) {
		const { title, hint } = errorWords(error, HOST, plainL10n);
		return { severity: 'error' as const, title, detail: `${hint}\n${error.message}`, actions: [] };
	}
	return status === 'done' && finish === undefined
		? { severity: 'warning' as const, title: 'May be incomplete', detail: '', actions: [] }
		: undefined;
}

/** A library with its store, as a window has it. */
function openLibrary(engine: Engine) {
	const disk = new MemoryDisk();
	const { store } = openStore(disk.nodeFiles());
	const failures: unknown[] = [];
	const library = new ConversationLibrary({
		generate: (prompt, { signal }) => engine.generate(prompt, signal),
		buildPrompt: turns => ({
			model: MODEL,
			contents: turns.flatMap(({ role, parts }) => (parts.length === 0 ? [] : [{ role, parts }])),
		}),
		now: Date.now,
		createId: () => crypto.randomUUID(),
		store: async () => store,
		workspace: () => undefined,
		report: error => failures.push(error),
	});
	/** Compares what a new window would read with what this one shows. */
	async function storedWrong({ conversation }: ConversationSession): Promise<string[]> {
		await library.settled();
		await store.flush();
		const { store: reopened, problems } = openStore(disk.copy().nodeFiles());
		const stored = await reopened.load(conversation.id);
		return [
			...problems,
			...failures.map(String),
			...(isDeepStrictEqual(outline(stored), outline(conversation))
				? []
				: [`stored: ${JSON.stringify(outline(stored))}`]),
		];
	}
	return { library, storedWrong };
}

function outline(conversation: Conversation | undefined): unknown {
	return conversation?.turns.map(turn => [
		turn.role,
		visibleText(turn.parts),
		turn.role === 'model' ? [turn.status, turn.error] : [],
	]);
}

function lastAnswer({ conversation }: ConversationSession): ModelTurn {
	const turn = conversation.turns.at(-1);
	if (turn?.role !== 'model') {
		throw new Error('The conversation ends without an answer.');
	}
	return turn;
}

function panel(engine: Engine): Door {
	const { library, storedWrong } = openLibrary(engine);
	const session = library.current;
	return {
		name: 'panel',
		async ask() {
			await session.send({ parts: [{ text: 'Question' }] });
			const turn = lastAnswer(session);
			const card = cardOf(turn);
			return {
				text: compact(visibleText(turn.parts)),
				shown: [visibleText(turn.parts), card?.title, card?.detail].filter(Boolean).join('\n'),
				error: turn.error,
			};
		},
		storedWrong: () => storedWrong(session),
	};
}

function explain(engine: Engine): Door {
	const { library, storedWrong } = openLibrary(engine);
	const question: Question = {
		subject: { kind: 'selection', path: 'src/a.ts', languageId: 'typescript', code: 'a()' },
		code: 'a()',
		context: { sent: [], leftOut: [] },
		symbols: new Map(),
		level: 'normal',
		location: undefined,
		message: { parts: [{ text: 'Explain' }] },
		tokens: 1,
	};
	const explanation = new Explanation('e', library.begin(), question);
	return {
		name: 'explain',
		async ask() {
			await (explanation.turns.length === 0 ? explanation.ask() : explanation.followUp('And?'));
			const turn = lastAnswer(explanation.session);
			const shown = documentText(explanation, {
				cardOf,
				words: () => ({ waiting: '', thinking: '', stopped: '', retrying: '' }),
				summary: () => '',
				staleNote: () => '',
			});
			return { text: compact(visibleText(turn.parts)), shown, error: turn.error };
		},
		storedWrong: () => storedWrong(explanation.session),
	};
}

function json(engine: Engine): Door {
	const schema = { type: 'object', properties: { words: { type: 'string' } } };
	return {
		name: 'JSON',
		async ask() {
			let text = '';
			let error: ErrorInfo | undefined;
			try {
				await streamJson(
					constraint => buildJsonPrompt({ base: { model: MODEL }, schema, wish: 'x', constraint }),
					{
						generate: (prompt, { signal }) => engine.generateBatches(prompt, signal),
						signal: new AbortController().signal,
						onText(piece) {
							text += piece;
						},
						onNotice: () => undefined,
					},
				);
			} catch (failure) {
				error = toErrorInfo(failure);
			}
			const title = error === undefined ? '' : errorWords(error, HOST, plainL10n).title;
			return { text: compact(text), shown: `${text}\n${title}`, error };
		},
	};
}

function languageModel(engine: Engine): Door {
	const memory = createSignatureMemory();
	return {
		name: 'language model',
		async ask() {
			let shown = '';
			let error: ErrorInfo | undefined;
			const { signal } = new AbortController();
			const request = {
				messages: [user(textPart('Hello'))],
				tools: [],
				requiresTool: false,
				modelOptions: undefined,
				pickedLevel: undefined,
			};
			const parts = respond(request, {
				target: { model: MODEL, baseUrl: `https://${HOST}` },
				settings,
				inputTokens: 1_000_000,
				memory,
				words: {
					...words,
					waiting: () => '',
					failed: info => {
						error = info;
						return errorWords(info, HOST, plainL10n).title;
					},
				},
				canThink: true,
				log: () => undefined,
				generate: prompt => engine.generate(prompt, signal),
			});
			try {
				for await (const part of parts) {
					shown += part.kind === 'text' ? part.text : '';
				}
			} catch (failure) {
				if (!(failure instanceof NoAnswerError)) {
					throw failure;
				}
				shown += failure.message;
			}
			// The closing note stands apart, as a quote.
			return { text: compact(shown.split('\n\n> ')[0] ?? ''), shown, error };
		},
	};
}

export const doors: readonly ((engine: Engine) => Door)[] = [panel, explain, json, languageModel];
