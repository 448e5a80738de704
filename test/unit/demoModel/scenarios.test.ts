import assert from 'node:assert/strict';
import { createDemoModel } from '../../../src/demoModel/demoModel.ts';
import { LABORATORY } from '../../../src/demoModel/laboratory.ts';
import { listScenarios } from '../../../src/demoModel/scenarios/scenario.ts';
import { SCENARIOS } from '../../../src/demoModel/scenarios/scenarios.ts';
import { partsOf, post, prompt, quickModel, textOf } from './askDemo.ts';

const STREAM = 'streamGenerateContent?alt=sse';

async function play(name: string, model?: string, demo = quickModel()) {
	const response = await post(demo, STREAM, prompt(`[[scenario:${name}]] Hello`), model);
	return { response, text: await response.text() };
}

/** The JSON of all `data:` lines. */
function eventsIn(text: string) {
	return [...text.matchAll(/^data: (.*?)\r?$/gm)].map(([, data = '']) => JSON.parse(data));
}

function finishes(events: readonly { candidates?: { finishReason?: string }[] }[]) {
	return events.flatMap(event => event.candidates?.flatMap(each => each.finishReason ?? []) ?? []);
}

describe('Scenarios of the demo model', () => {
	const ENDLESS = /^hang/;
	const BROKEN = /^reset|^continuation-cut/;

	for (const { name, about } of listScenarios(SCENARIOS)) {
		if (ENDLESS.test(name)) {
			continue;
		}
		it(`${name}: ${about}`, async () => {
			const small = { 'huge-image': ' size=1000', long: ' size=2000', 'tiny-deltas': ' count=9' };
			const params = new Map(Object.entries(small)).get(name) ?? '';
			for (const method of [STREAM, 'streamGenerateContent', 'generateContent']) {
				const demo = quickModel();
				const run = async () => {
					const body = prompt(`[[scenario:${name}${params}]] Hello`);
					const response = await post(demo, method, body, 'gemini-4-argon');
					await response.text();
				};
				await (BROKEN.test(name) ? assert.rejects(run, /terminated/) : run());
				assert.equal(demo.requests[0]?.scenario, name);
				assert.equal(demo.requests[0]?.outcome, BROKEN.test(name) ? 'reset' : 'finished');
			}
		});
	}

	it('says so when it does not know the name', async () => {
		const { response, text } = await play('no-such');
		assert.equal(response.status, 400);
		assert.match(text, /Unknown scenario no-such\. GET \/__demo\/scenarios lists them\./);
	});

	it('says what it is told to', async () => {
		const told = '![a](https://a.test/?q=1)\n\n100 % — `]]`';
		const { text } = await play(`say text=${encodeURIComponent(told)}`);
		assert.equal(
			eventsIn(text)
				.map(({ candidates }) => candidates[0].content.parts[0].text)
				.join(''),
			told,
		);
	});

	it('fails as often as the mark says, and then answers', async () => {
		const demo = quickModel();
		const statuses: number[] = [];
		for (let attempt = 0; attempt < 4; attempt++) {
			statuses.push((await play('overloaded times=2', undefined, demo)).response.status);
		}
		assert.deepEqual(statuses, [503, 503, 200, 503]);
	});

	it('fails as often as it was queued, whatever the prompt', async () => {
		const demo = quickModel();
		demo.queueScenario({ name: 'rate-limit', times: 2, params: { delay: '1.5s' } });
		const statuses: number[] = [];
		for (const words of ['a', 'a', 'b']) {
			statuses.push((await post(demo, STREAM, prompt(words))).status);
		}
		assert.deepEqual(statuses, [429, 429, 200]);
	});

	it('gives 429 a fractional delay, and the day’s quota its name', async () => {
		const details = async (name: string) => {
			const { error } = JSON.parse((await play(name)).text);
			const byType = new Map(
				error.details.map((each: { '@type': string }) => [each['@type'].split('.').at(-1), each]),
			);
			return {
				retry: Object(byType.get('RetryInfo')).retryDelay,
				quota: Object(byType.get('QuotaFailure')).violations[0].quotaId,
			};
		};
		assert.deepEqual(await details('rate-limit'), {
			retry: '0.35s',
			quota: 'GenerateRequestsPerMinutePerProjectPerModel-FreeTier',
		});
		assert.deepEqual(await details('rate-limit-daily'), {
			retry: '51234.5s',
			quota: 'GenerateRequestsPerDayPerProjectPerModel-FreeTier',
		});
	});

	it('writes error form A without data:, form B with it', async () => {
		const bare = (await play('error-mid-stream-bare')).text;
		assert.match(bare, /\r\n\r\n\{\n {2}"error": \{\n {4}"code": 499,/);
		assert.equal(
			eventsIn(bare).some(event => event.error),
			false,
		);
		const data = eventsIn((await play('error-mid-stream-data')).text);
		assert.equal(data.at(-1)?.error.status, 'UNAVAILABLE');
		assert.match(
			(await play('error-mid-stream-event')).text,
			/\r\nevent: error\r\ndata: \{"error"/,
		);
	});

	it('refuses only what the request must do without', async () => {
		const status = async (name: string, more: object) =>
			(await post(quickModel(), STREAM, prompt(`[[scenario:${name}]]`, more))).status;
		const config = (generationConfig: object) => ({ generationConfig });
		const json = { responseMimeType: 'application/json' };
		assert.deepEqual(
			await Promise.all([
				status('no-thinking', config({ thinkingConfig: { thinkingLevel: 'LOW' } })),
				status('no-thinking', {}),
				status('no-json-schema', config({ ...json, responseJsonSchema: {} })),
				status('no-json-schema', config({ ...json, responseSchema: { type: 'STRING' } })),
				status('no-sampling', config({ temperature: 1 })),
				status('no-sampling', {}),
			]),
			[400, 200, 400, 200, 400, 200],
		);
	});

	it('ends in every documented way', async () => {
		const reasons = await Promise.all(
			[
				'max-tokens',
				'max-tokens-empty',
				'safety',
				'recitation',
				'finish reason=SPII',
				'stop-twice',
				'prompt-blocked',
				'cut',
			].map(async name => finishes(eventsIn((await play(name)).text))),
		);
		assert.deepEqual(reasons, [
			['MAX_TOKENS'],
			['MAX_TOKENS'],
			['SAFETY'],
			['RECITATION'],
			['SPII'],
			['STOP', 'STOP'],
			[],
			[],
		]);
	});

	it('sends Vertex’s usage: traffic type always, counts at the end', async () => {
		const events = eventsIn((await play('vertex')).text);
		const usages = events.map(event => Object.keys(event.usageMetadata).length);
		assert.deepEqual(events[0]?.usageMetadata, { trafficType: 'ON_DEMAND' });
		assert.ok((usages.at(-1) ?? 0) > 3);
		assert.equal(events[0]?.createTime, '2026-11-22T00:00:00.000000Z');
	});

	it('goes on where a continuation token says, and nowhere else', async () => {
		const demo = quickModel();
		const body = prompt('[[scenario:continuation hops=2]] What is Rust?');
		const ask = async (more: object) =>
			(await post(demo, 'generateContent', { ...body, ...more }, 'gemini-4-argon')).json();
		const first = await ask({});
		const { continuationToken, finishReason } = first.candidates[0];
		const second = await ask({ continuationToken });
		const whole = await (
			await post(demo, 'generateContent', prompt('What is Rust?'), 'gemini-4-argon')
		).json();
		assert.equal(finishReason, 'CONTINUATION');
		assert.equal(textOf(first) + textOf(second), textOf(whole));
		assert.equal(second.candidates[0].finishReason, 'STOP');
		const other = { ...prompt('[[scenario:continuation]] What is Go?'), continuationToken };
		assert.equal((await post(demo, 'generateContent', other, 'gemini-4-argon')).status, 400);
	});

	it('draws a huge image of about the size asked for', async () => {
		const body = prompt('[[scenario:huge-image size=300000]]');
		const answer = await (await post(quickModel(), 'generateContent', body)).json();
		const { data } = Object(partsOf(answer)[0]?.inlineData);
		const size = Buffer.from(data, 'base64').length;
		assert.ok(size > 299_000 && size < 305_000, String(size));
	});

	const FRAMES: readonly (readonly [name: string, form: RegExp])[] = [
		['lf', /^data: \{[^\r]*\}\n\n$/],
		['cr', /^data: \{[^\n]*\}\r\r$/],
		['ping', /^: PING\n\ndata: \{[^\r]*\n\n: PING\n\ndata: /],
		['done', /\n\ndata: \[DONE\]\n\n$/],
		['bom', /^\uFEFFdata: \{/],
		['no-final-blank-line', /^data: .*\}\r\n\r\ndata: [\s\S]*[^\n]\r\n$/],
	];
	for (const [name, form] of FRAMES) {
		it(`frames events as ${name} says`, async () => {
			const { response } = await play(name);
			assert.equal(response.status, 200);
			const bytes = await (
				await post(quickModel(), STREAM, prompt(`[[scenario:${name}]] Hi`))
			).bytes();
			assert.match(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes), form);
		});
	}

	it('cuts writes inside characters, and one byte at a time', async () => {
		const writes = async (name: string) => {
			const { body } = await post(quickModel(), STREAM, prompt(`[[scenario:${name}]] Bonjour`));
			const chunks: Uint8Array[] = [];
			for await (const chunk of body ?? []) {
				chunks.push(chunk);
			}
			return chunks;
		};
		const split = await writes('split-utf8');
		assert.ok(split.some(chunk => (chunk.at(-1) ?? 0) >= 0xc0));
		assert.ok((await writes('one-byte')).every(chunk => chunk.length === 1));
		const joined = (chunks: readonly Uint8Array[]) => Buffer.concat(chunks).toString('utf8');
		assert.match(joined(split), /Bonjour ! 👋/);
		assert.match(joined(await writes('one-byte')), /Bonjour ! 👋/);
	});

	it('takes framing for every answer from the options', async () => {
		const demo = createDemoModel({
			pace: 0,
			...LABORATORY,
			framing: { lineEnd: '\n', done: true },
		});
		const text = await (await post(demo, STREAM, prompt('Hi'))).text();
		assert.match(text, /^data: \{[^\r]*\ndata: \[DONE\]\n\n$/);
	});

	it('streams one JSON array without alt=sse, errors included', async () => {
		const response = await post(quickModel(), 'streamGenerateContent', prompt('Hello'));
		const chunks = await response.json();
		assert.ok(chunks.length > 5);
		assert.equal(response.headers.get('content-type'), 'application/json; charset=UTF-8');
		const refused = await post(quickModel(), 'streamGenerateContent', {});
		assert.equal((await refused.json())[0].error.code, 400);
	});
});
