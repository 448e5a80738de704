import assert from 'node:assert/strict';
import { generate } from '../../../src/gemini/client.ts';
import { createSseDecoder } from '../../../src/gemini/sse.ts';
import { clientOptions, reads } from './fakeEndpoint.ts';
import { createRandom } from './random.ts';
import { loadRecordings, missingRecordings } from './recordings.ts';

const SMALL = 32 * 1024;
const RANDOM_CUTS = 1_000;

/**
 * What the decoder makes of a stream in pieces. Everything behind it works on these texts alone, so equal
 * texts mean equal events; to compare them is what makes a million cuts affordable.
 */
function decode(pieces: Iterable<Uint8Array>): string[] {
	const seen: string[] = [];
	const decoder = createSseDecoder({
		data: (text, { isError, isLast }) => {
			seen.push(`${isError} ${isLast}`, text);
		},
		bare: text => {
			seen.push('bare', text);
		},
	});
	for (const piece of pieces) {
		decoder.push(piece);
	}
	decoder.end();
	return seen;
}

function isSame(texts: readonly string[], others: readonly string[]): boolean {
	return texts.length === others.length && texts.every((text, index) => text === others[index]);
}

function cutAt(bytes: Uint8Array, positions: readonly number[]): Uint8Array[] {
	const edges = [0, ...positions, bytes.length];
	return edges.slice(1).map((end, index) => bytes.subarray(edges[index], end));
}

/** Where a cut could do harm: at the edges of events, inside line ends and inside characters. */
function weakPlaces(bytes: Uint8Array): number[] {
	const places: number[] = [];
	for (let index = 1; index < bytes.length; index++) {
		const before = bytes[index - 1] ?? 0;
		const isLineEnd = before === 0x0a || before === 0x0d;
		const isInside = ((bytes[index] ?? 0) & 0xc0) === 0x80;
		if (isLineEnd || isInside || bytes[index] === 0x0d || bytes[index] === 0x0a) {
			places.push(index);
		}
	}
	return places;
}

function* oneByOne(bytes: Uint8Array): Generator<Uint8Array> {
	for (let index = 0; index < bytes.length; index++) {
		yield bytes.subarray(index, index + 1);
	}
}

/** Ten cuts at once. */
function tenCuts(length: number, random: () => number): number[] {
	return Array.from({ length: 10 }, () => Math.floor(random() * (length + 1))).sort(
		(a, b) => a - b,
	);
}

describe('A recorded stream', function () {
	this.timeout(60_000);
	const streams = loadRecordings().filter(
		({ mode, status }) => mode === 'stream' && status === 200,
	);

	before(function () {
		const reason = missingRecordings();
		if (reason !== undefined) {
			console.log(`    ${reason}`);
			this.skip();
		}
	});

	it('of up to 32 KB gives the same events cut at every byte', () => {
		let cuts = 0;
		for (const { name, body } of streams.filter(stream => stream.body.length <= SMALL)) {
			const whole = decode([body]);
			for (let position = 0; position <= body.length; position++) {
				cuts++;
				if (!isSame(decode([body.subarray(0, position), body.subarray(position)]), whole)) {
					assert.fail(`${name} at ${position}`);
				}
			}
		}
		console.log(`      ${cuts} cuts`);
	});

	it('gives the same events cut at event edges, line ends and inside characters', () => {
		let cuts = 0;
		for (const { name, body } of streams) {
			const whole = decode([body]);
			for (const position of weakPlaces(body)) {
				cuts++;
				if (!isSame(decode(cutAt(body, [position])), whole)) {
					assert.fail(`${name} at ${position}`);
				}
			}
			assert.ok(isSame(decode(cutAt(body, weakPlaces(body))), whole), name);
		}
		console.log(`      ${cuts} cuts`);
	});

	it('gives the same events byte by byte', () => {
		let bytes = 0;
		for (const { name, body } of streams) {
			bytes += body.length;
			assert.ok(isSame(decode(oneByOne(body)), decode([body])), name);
		}
		console.log(`      ${bytes} bytes`);
	});

	it(`gives the same events in ${RANDOM_CUTS} random cuts`, () => {
		const random = createRandom(1);
		for (const { name, body } of streams) {
			const whole = decode([body]);
			for (let cuts = 0; cuts < RANDOM_CUTS; cuts += 10) {
				const positions = tenCuts(body.length, random);
				if (!isSame(decode(cutAt(body, positions)), whole)) {
					assert.fail(`${name} at ${positions.join(', ')}`);
				}
			}
		}
		console.log(`      ${streams.length * RANDOM_CUTS} cuts`);
	});

	it('gives the same events to the caller, however it was cut', async () => {
		const random = createRandom(2);
		const eventsOf = async (pieces: Uint8Array[]) => {
			const events: unknown[] = [];
			try {
				const options = clientOptions([reads(pieces)], { maxRetries: 0 });
				for await (const event of generate({ model: 'gemini-3.5-flash', contents: [] }, options)) {
					events.push(event);
				}
			} catch (error) {
				events.push(error);
			}
			return events;
		};
		for (const { name, body } of streams) {
			const whole = await eventsOf([body]);
			for (let round = 0; round < 5; round++) {
				const positions = tenCuts(body.length, random);
				assert.deepEqual(await eventsOf(cutAt(body, positions)), whole, `${name} ${positions}`);
			}
		}
	});
});
