import assert from 'node:assert/strict';
import { join } from 'node:path';
import process from 'node:process';
import * as vscode from 'vscode';
import { createNodeFiles } from '../../src/platform/atomicFile.node.ts';
import { errorWords } from '../../src/platform/errorWords.ts';
import { FileConversationStore } from '../../src/platform/store/fileConversationStore.ts';
import type { ModelTurn } from '../../src/shared/conversation.ts';
import type { ErrorInfo } from '../../src/shared/errorInfo.ts';
import { visibleText } from '../../src/shared/turnParts.ts';
import { recordFigure } from '../faults/figures.ts';
import { HALF, WHOLE, whole } from '../unit/faults/behaviours.ts';
import { type Behaviour, type FaultServer, startFaultServer } from '../unit/faults/faultServer.ts';
import { type Fault, faults } from '../unit/faults/faults.ts';
import { plainL10n } from '../unit/plainL10n.ts';
import { changeSetting, closeEditors, openSample } from './explainSupport.ts';
import { closeAll, GENERATE, writeFile } from './json/generating.ts';
import { Person } from './json/person.ts';

/** One of each sort that can be had without a key and without minutes of waiting. */
const EACH_SORT =
	/^nobody|of its own$|another protocol|hangs up|reset before|silence in|mid-stream$|half an event|shorter|no event|page with|breaks off|empty 200|302 to https|307 to \/login|: (401|403|404 page|429 of the day|500|502 page)$|as an event|without a reason|slow drip|a compressed body$/;
const isWhole = process.env['npm_lifecycle_event'] === 'test:faults';
const chosen = faults.filter(({ name }) => EACH_SORT.test(name));

const storage = join(
	process.env['HOME'] ?? '',
	...['data', 'User', 'globalStorage', 'comet-gemini.comet-gemini', 'conversations'],
);

interface Outcome {
	/** The answer so far, without white space. */
	readonly text: string;
	/** All that a person sees of it. */
	readonly shown: string;
	/** The answer as it lies on the disk, where one is kept. */
	readonly stored?: ModelTurn | undefined;
}

const wordsOf = (error: ErrorInfo) => {
	const host = new URL(
		vscode.workspace.getConfiguration('cometGemini').get<string>('baseUrl') ?? '',
	).host;
	return errorWords(error, host, plainL10n);
};
const titleOf = (error: ErrorInfo) => wordsOf(error).title;

const compact = (text: string) => text.replace(/[\s\\]/g, '');

async function until<T>(
	find: () => T | undefined | Promise<T | undefined>,
	ms = 30_000,
): Promise<T> {
	for (const end = performance.now() + ms; ; ) {
		const found = await find();
		if (found !== undefined) {
			return found;
		}
		assert.ok(performance.now() < end, `not within ${ms} ms: ${find}`);
		await new Promise(resolve => setTimeout(resolve, 20));
	}
}

/** Lists of models, which VS Code asks for when it likes, are not what is tried. */
function forAnswers(behaviour: Behaviour): Behaviour {
	return (request, response) => {
		if (request.url?.includes('streamGenerateContent')) {
			behaviour(request, response);
		} else {
			response.writeHead(404).end();
		}
	};
}

/** The storage of the extension as another window would open it. */
function openStorage(): FileConversationStore {
	return new FileConversationStore({
		files: createNodeFiles(storage),
		workspace: undefined,
		now: Date.now,
		schedule: () => () => undefined,
		writer: 'onlooker',
	});
}

describe('A failure on the way, in the extension host of VS Code', function () {
	this.timeout(1_000_000);
	this.retries(0);
	const person = Person.use();
	const rejections: string[] = [];
	const onRejection = (reason: unknown) => {
		const text = reason instanceof Error ? `${reason.stack}` : String(reason);
		if (/comet|dist\//i.test(text)) {
			rejections.push(text);
		}
	};
	let server: FaultServer;
	let schema: vscode.Uri;
	let baseUrl: unknown;

	before(async function () {
		if (!isWhole) {
			console.log('      skipped: it takes minutes, see npm run test:faults');
			this.skip();
		}
		server = await startFaultServer();
		schema = await writeFile('faults.schema.json', {
			type: 'object',
			properties: { words: { type: 'string' } },
		});
		baseUrl = vscode.workspace.getConfiguration('cometGemini').get('baseUrl');
		await changeSetting('request.maxRetries', 0);
		await changeSetting('request.idleTimeoutSeconds', 10);
		process.on('unhandledRejection', onRejection);
	});

	after(async () => {
		if (!isWhole) {
			return;
		}
		process.off('unhandledRejection', onRejection);
		await changeSetting('request.maxRetries', undefined);
		await changeSetting('request.idleTimeoutSeconds', undefined);
		await changeSetting('explain.destination', undefined);
		await changeSetting('baseUrl', baseUrl);
		await closeAll();
		await server.close();
	});

	/** The last answer in the storage that was asked for since then, when it has ended. */
	async function answerSince(time: number): Promise<ModelTurn | undefined> {
		const store = openStorage();
		const rows = (await store.list()).toSorted((a, b) => b.updatedAt - a.updatedAt);
		const turn = rows[0] && (await store.load(rows[0].id))?.turns.at(-1);
		// Whoever looks from outside at an answer in flight takes it for an interrupted one.
		const hasEnded = turn?.role === 'model' && /done|failed/.test(turn.status);
		return hasEnded && turn.createdAt >= time ? turn : undefined;
	}

	async function explain(destination: 'panel' | 'document'): Promise<Outcome> {
		await changeSetting('explain.destination', destination);
		const start = Date.now();
		await openSample('src/schedule.ts', [11, 21]);
		await vscode.commands.executeCommand('cometGemini.explainSelection');
		const stored = await until(() => answerSince(start));
		const text = visibleText(stored.parts);
		const shown = destination === 'panel' ? text : await shownInDocument(stored);
		await closeEditors();
		return { text: compact(text), shown, stored };
	}

	/** The document follows a moment after the store. */
	async function shownInDocument({ parts, error }: ModelTurn): Promise<string> {
		const last = error ? titleOf(error) : visibleText(parts);
		return until(() => {
			const document = vscode.window.visibleTextEditors
				.map(each => each.document)
				.find(({ uri }) => uri.scheme === 'comet-gemini-explanation');
			const text = document?.getText() ?? '';
			return compact(text).includes(compact(last)) ? text : undefined;
		});
	}

	async function json(): Promise<Outcome> {
		person.heard.length = 0;
		person.will({ choose: 'New document' }, { type: 'x' });
		await vscode.commands.executeCommand(GENERATE, schema);
		const text = vscode.window.activeTextEditor?.document.getText() ?? '';
		// The words of a failure are loaded with the first one.
		await new Promise(resolve => setTimeout(resolve, 100));
		await closeAll();
		return { text: compact(text), shown: [text, ...person.heard].join('\n') };
	}

	async function languageModel(): Promise<Outcome> {
		const model = await until(async () => {
			const found = await vscode.lm.selectChatModels({ vendor: 'cometGemini' });
			return found.find(({ id }) => id === 'gemini-3.5-flash');
		});
		let text = '';
		try {
			const { stream } = await model.sendRequest([vscode.LanguageModelChatMessage.User('Hi')]);
			for await (const part of stream) {
				text += part instanceof vscode.LanguageModelTextPart ? part.value : '';
			}
		} catch (error) {
			return { text: '', shown: `${text}\n${error}` };
		}
		return { text: compact(text.split('\n\n> ')[0] ?? ''), shown: text };
	}

	const doors = {
		panel: () => explain('panel'),
		explain: () => explain('document'),
		JSON: json,
		'language model': languageModel,
	};

	async function tryFault(fault: Fault): Promise<string[]> {
		const wrong: string[] = [];
		let error: ErrorInfo | undefined;
		for (const [door, ask] of Object.entries(doors)) {
			const say = (what: string) => wrong.push(`${fault.name} × ${door}: ${what}`);
			const origin = fault.origin?.(server) ?? server.origin;
			await changeSetting('baseUrl', origin);
			server.behave(forAnswers(fault.behaviour?.() ?? whole));
			const { text, shown, stored } = await ask();
			error = stored?.error ?? error;
			const words = error && wordsOf(error);
			const expected = compact({ none: '', half: HALF, whole: WHOLE }[fault.text]);
			const isSaidInstead = door === 'language model' && fault.text === 'none';
			if (text !== expected && !isSaidInstead) {
				say(`text is “${text}”, not “${expected}”`);
			}
			if (stored && (error?.kind !== fault.kind || words?.actions[0] !== fault.action)) {
				say(`it is ${error?.kind} with ${words?.actions[0]} (${error?.message})`);
			}
			// What the panel shows is made from the stored answer by its page.
			if (words && door !== 'panel' && !compact(shown).includes(compact(words.title))) {
				say(`“${words.title}” is not said: ${shown}`);
			}
			await changeSetting('baseUrl', server.origin);
			server.behave(forAnswers(whole));
			const next = await ask();
			if (next.text !== compact(WHOLE) || next.stored?.error) {
				say(`the next request gave “${next.text}”: ${next.shown}`);
			}
		}
		await until(() => (server.openRequests() === 0 ? true : undefined));
		return wrong;
	}

	it('is said at every door, takes nothing along and leaves nothing behind', async () => {
		const wrong: string[] = [];
		for (const fault of chosen) {
			wrong.push(...(await tryFault(fault)));
		}
		assert.deepEqual({ wrong, rejections }, { wrong: [], rejections: [] });
		const cases = chosen.length * Object.keys(doors).length;
		console.log(`      ${chosen.length} faults, ${cases} cases`);
		await recordFigure(
			'failures times doors in the extension host of a real VS Code',
			cases,
			'the words are right, the text is kept and stored, the next request works, no socket and no rejection is left',
		);
	});
});
