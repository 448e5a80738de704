import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { ConversationLibrary } from '../../src/conversations/conversationLibrary.ts';
import { createAdjustmentMemory } from '../../src/gemini/adjustmentMemory.ts';
import { generate } from '../../src/gemini/client.ts';
import { createNodeFiles } from '../../src/platform/atomicFile.node.ts';
import { mapFiles } from '../../src/platform/store/recordFiles.ts';
import type { Prompt } from '../../src/shared/prompt.ts';
import { visibleText } from '../../src/shared/turnParts.ts';
import { conversation, openStore } from '../unit/store/testStore.ts';
import { recordFigure } from './figures.ts';

const LONGEST_MS = 50;
/** For a single event of more than 8 MB. */
const LONGEST_FOR_LARGE_MS = 150;
const MOST_MB = 1_500;

const encoder = new TextEncoder();
const chunkOf = (part: object, extra: object = {}) =>
	encoder.encode(
		`data: ${JSON.stringify({ candidates: [{ content: { role: 'model', parts: [part] }, ...extra }] })}\r\n\r\n`,
	);
const LAST = chunkOf({ text: '.' }, { finishReason: 'STOP' });

/** Reads of a network: at most 64 KB each, the next one when the loop has turned. */
function bodyOf(pieces: Iterable<Uint8Array>): ReadableStream<Uint8Array> {
	const reads = readsOf(pieces);
	return new ReadableStream(
		{
			async pull(controller) {
				await new Promise(resolve => setImmediate(resolve));
				const { value, done } = reads.next();
				if (done) {
					controller.close();
				} else {
					controller.enqueue(value);
				}
			},
		},
		{ highWaterMark: 0 },
	);
}

function* readsOf(pieces: Iterable<Uint8Array>): Generator<Uint8Array> {
	for (const piece of pieces) {
		for (let at = 0; at < piece.length; at += 65_536) {
			yield piece.subarray(at, at + 65_536);
		}
	}
}

async function ask(pieces: Iterable<Uint8Array>): Promise<{ characters: number; media: number }> {
	const seen = { characters: 0, media: 0 };
	for await (const event of engine(PROMPT, pieces)) {
		if (event.type === 'text') {
			seen.characters += event.text.length;
		} else if (event.type === 'media') {
			seen.media += event.part.inlineData?.data.length ?? 0;
		}
	}
	return seen;
}

const PROMPT: Prompt = {
	model: 'gemini-3.5-flash',
	contents: [{ role: 'user', parts: [{ text: 'Hi' }] }],
};

function engine(prompt: Prompt, pieces: Iterable<Uint8Array>, signal?: AbortSignal) {
	return generate(prompt, {
		endpoint: { baseUrl: 'https://x.example', authHeader: 'x-goog-api-key' },
		fetch: async () => new Response(bodyOf(pieces)),
		signal: signal ?? new AbortController().signal,
		idleTimeoutMs: 60_000,
		maxRetries: 0,
		memory: createAdjustmentMemory(),
	});
}

/**
 * The longest that nothing else could run, counted in work of this thread, so that a busy machine does not
 * matter, and how much memory there is in the end.
 */
async function watched<T>(
	name: string,
	work: () => Promise<T>,
	longestMs = LONGEST_MS,
): Promise<T> {
	const started = performance.now();
	const stop = watchBursts();
	const result = await work();
	await new Promise(resolve => setTimeout(resolve, 5));
	const burstMs = stop();
	const megabytes = process.memoryUsage().rss / 1e6;
	console.log(
		`      ${name}: ${((performance.now() - started) / 1_000).toFixed(1)} s, blocked at most ` +
			`${burstMs.toFixed(0)} ms, ${megabytes.toFixed(0)} MB`,
	);
	assert.ok(burstMs < longestMs, `${name} blocked for ${burstMs} ms`);
	assert.ok(megabytes < MOST_MB, `${name} took ${megabytes} MB`);
	return result;
}

/** @returns what tells the longest piece of work between two turns of the loop, in milliseconds. */
function watchBursts(): () => number {
	let longest = 0;
	let last = threadMs();
	const look = () => {
		const now = threadMs();
		longest = Math.max(longest, now - last);
		last = now;
	};
	const timer = setInterval(look, 1);
	return () => {
		clearInterval(timer);
		look();
		return longest;
	};
}

function threadMs(): number {
	const { user, system } = process.threadCpuUsage();
	return (user + system) / 1_000;
}

function* times(count: number, piece: Uint8Array): Generator<Uint8Array> {
	for (let index = 0; index < count; index++) {
		yield piece;
	}
	yield LAST;
}

describe('A heavy load', function () {
	this.timeout(300_000);
	let folder: string;
	before(async () => {
		folder = await mkdtemp(join(tmpdir(), 'comet-gemini-load-'));
	});
	after(() => rm(folder, { recursive: true, force: true }));

	it('of 50 streams at once is stored in full, each in its own conversation', async () => {
		const { store, problems } = openStore(createNodeFiles(join(folder, 'streams')));
		const failures: unknown[] = [];
		let streams = 0;
		const library = new ConversationLibrary({
			generate: (prompt, { signal }) => {
				const words = encoder.encode('');
				const piece = chunkOf({ text: `stream ${streams++} ` });
				return engine(prompt, [words, ...times(500, piece)], signal);
			},
			buildPrompt: () => PROMPT,
			now: Date.now,
			createId: () => crypto.randomUUID(),
			store: async () => store,
			workspace: () => undefined,
			report: error => failures.push(error),
		});
		const sessions = Array.from({ length: 50 }, () => library.begin());
		await watched('50 streams at once', async () => {
			await Promise.all(sessions.map(session => session.send({ parts: [{ text: 'Go' }] })));
			await library.settled();
			await store.flush();
		});
		const texts = sessions.map(({ conversation: { turns } }) =>
			visibleText(turns.at(-1)?.parts ?? []),
		);
		assert.ok(texts.every(text => new Set(text.match(/\d+/g)).size === 1 && text.length > 4_000));
		assert.equal(new Set(texts).size, 50);
		const reopened = openStore(createNodeFiles(join(folder, 'streams'))).store;
		for (const { conversation: each } of sessions) {
			assert.deepEqual((await reopened.load(each.id))?.turns.length, 2);
		}
		assert.deepEqual([failures, problems], [[], []]);
		await recordFigure(
			'streams at once, each stored in its own conversation',
			50,
			'none is mixed up or lost',
		);
	});

	it('of one answer of 50 MB arrives in full', async () => {
		const text = 'All work and no play makes a long answer. '.repeat(25);
		const count = Math.ceil(50_000_000 / text.length);
		const { characters } = await watched('50 MB of text', () =>
			ask(times(count, chunkOf({ text }))),
		);
		assert.equal(characters, count * text.length + 1);
		await recordFigure(
			'megabytes of text in one answer',
			50,
			'all of it arrives, memory stays bounded',
		);
	});

	it('of images of 20 MB arrives in full', async () => {
		const data = Buffer.alloc(20_000_000, 7).toString('base64');
		const image = chunkOf({ inlineData: { mimeType: 'image/png', data } });
		const { media } = await watched(
			'two images of 20 MB',
			() => ask([image, image, LAST]),
			LONGEST_FOR_LARGE_MS,
		);
		assert.equal(media, data.length * 2);
		await recordFigure('megabytes in one image', 20, 'it arrives whole');
	});

	it('of an event over 48 MB is refused with words', async () => {
		const huge = chunkOf({ text: 'x'.repeat(49 * 1024 * 1024) });
		await watched(
			'an event over 48 MB',
			() =>
				assert.rejects(
					ask([chunkOf({ text: 'Hello' }), huge]),
					/event.*(large|long|MB)|(large|long).*event/i,
				),
			LONGEST_FOR_LARGE_MS,
		);
		await recordFigure(
			'megabytes of one event that are refused',
			49,
			'with words, and what came before stays',
		);
	});

	it('of 10,000 conversations is stored and listed', async () => {
		const root = join(folder, 'list');
		const count = 10_000;
		const open = () => {
			const { store, problems } = openStore(createNodeFiles(root));
			const library = new ConversationLibrary({
				generate: () => assert.fail('Nothing is asked.'),
				buildPrompt: () => PROMPT,
				now: Date.now,
				createId: () => crypto.randomUUID(),
				store: async () => store,
				workspace: () => 'file:///here',
				report: error => problems.push(String(error)),
			});
			return { store, library, problems };
		};
		const first = open();
		const numbers = Array.from({ length: count }, (_, index) => index);
		await watched('storing 10,000 conversations', async () => {
			await mapFiles(numbers, async number => {
				const each = { ...conversation(number, 1), updatedAt: number };
				await first.store.saveTurn(each, each.turns[0] ?? assert.fail());
			});
		});
		const rows = await watched('the first list of 10,000', () => first.library.list());
		await first.store.flush();
		const next = open();
		const again = await watched('the list in a new window', () => next.library.list());
		const [newest] = await watched('the list once more', () => next.library.list());
		await next.library.rename(newest?.id ?? '', 'Renamed');
		const renamed = await watched('the list after a rename', () => next.library.list());
		assert.deepEqual(
			[rows.length, again, renamed.length, renamed[0]?.title],
			[count, rows, count, 'Renamed'],
		);
		assert.deepEqual([first.problems, next.problems], [[], []]);
		await recordFigure(
			'conversations in the list',
			count,
			'all are there in a new window, the newest first, memory stays bounded',
		);
	});

	it('of a conversation of 2,000 turns is stored, opened and shown', async () => {
		const root = join(folder, 'long');
		const { store } = openStore(createNodeFiles(root));
		const long = conversation(1, 2_000);
		await watched('saving 2,000 turns', async () => {
			for (const turn of long.turns) {
				await store.saveTurn(long, turn);
			}
			await store.flush();
		});
		const reopened = openStore(createNodeFiles(root)).store;
		const loaded = await watched('opening 2,000 turns', () => reopened.load(long.id));
		assert.deepEqual(loaded?.turns, long.turns);
		await recordFigure(
			'turns in one conversation',
			2_000,
			'all are there after it is opened again',
		);
	});
});
