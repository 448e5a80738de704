import process from 'node:process';
import { parseTree } from 'jsonc-parser';
import { parse } from 'partial-json';
import { type Request, streamJson } from '../../src/json/stream/streamJson.ts';
import { validateText } from '../../src/json/validation/validate.ts';
import type { ModelEvent } from '../../src/shared/events.ts';
import { processorTime, sample } from '../harness/sampling.ts';
import { deltasOf, jsonText, schema } from './document.ts';

/** Arguments: the candidate, characters of the document, how many samples. Prints milliseconds of processor time. */

const [name = '', length = '0', iterations = '1'] = process.argv.slice(2);
const deltas = deltasOf(jsonText(Number(length)));

/** As the engine hands them out, a delta in each read. */
async function* events(): AsyncGenerator<readonly ModelEvent[]> {
	for (const text of deltas) {
		yield [{ type: 'text', candidate: 0, text, part: { text } }];
	}
	yield [{ type: 'finish', candidate: 0, reason: 'STOP' }];
}

const request: Request = { prompt: { model: 'gemini-3.5-flash', contents: [] } };

/** The text that a person gets, as it grows. */
async function stream(): Promise<string> {
	let shown = '';
	await streamJson(() => request, {
		generate: events,
		signal: new AbortController().signal,
		onText: text => {
			shown += text;
		},
		onNotice: () => undefined,
	});
	return shown;
}

const candidates: Readonly<Record<string, () => unknown>> = {
	floor() {
		let text = '';
		for (const delta of deltas) {
			text += delta;
		}
		return JSON.stringify(JSON.parse(text), undefined, 2);
	},
	stream,
	async command() {
		const { problems, unchecked } = validateText(await stream(), schema);
		if (problems.length > 0 || unchecked !== undefined) {
			throw new Error('The document does not satisfy its schema.');
		}
	},
	jsonc: () => parsedAnew(text => parseTree(text)),
	partial: () => parsedAnew(parse),
};

function parsedAnew(parseText: (text: string) => unknown): void {
	let text = '';
	for (const delta of deltas) {
		text += delta;
		parseText(text);
	}
}

const work = candidates[name];
if (work === undefined) {
	throw new Error(`No candidate ${name}.`);
}
const warmups = Number(iterations) > 1 ? 5 : 0;
process.stdout.write(
	JSON.stringify(
		await sample(work, { iterations: Number(iterations), warmups, now: processorTime }),
	),
);
process.exit();
