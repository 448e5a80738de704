import process from 'node:process';
import { processorTime, sample } from '../harness/sampling.ts';
import { clients, drain } from './clients.ts';
import { eventTexts } from './stream.ts';

/** Arguments: the candidate, the endpoint's origin, how many samples. Prints milliseconds of processor time. */

const [name = '', origin = '', iterations = '1'] = process.argv.slice(2);

const texts = name === 'floor' ? eventTexts() : [];
const expected = eventTexts()
	.map(text => JSON.parse(text).candidates[0].content.parts[0].text.length)
	.reduce((total, length) => total + length, 0);

/** No client can do without these two: the bytes, and the values of the JSON in them. */
async function floor(): Promise<void> {
	await drain(origin);
	for (const text of texts) {
		JSON.parse(text);
	}
}

async function client(): Promise<void> {
	const take = Object.entries(clients).find(([known]) => known === name)?.[1];
	const length = await take?.(origin);
	if (length !== expected) {
		throw new Error(`${name} read ${length} of ${expected} characters.`);
	}
}

const work = { floor, drain: () => drain(origin) }[name] ?? client;
const samples = await sample(work, { iterations: Number(iterations), now: processorTime });
process.stdout.write(JSON.stringify(samples));
process.exit();
