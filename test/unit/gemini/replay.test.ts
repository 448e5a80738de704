import assert from 'node:assert/strict';
import { generate } from '../../../src/gemini/client.ts';
import { GeminiError } from '../../../src/gemini/errors.ts';
import type { ErrorInfo } from '../../../src/shared/errorInfo.ts';
import type { ModelEvent, Usage } from '../../../src/shared/events.ts';
import { type Expected, expectedOf, partsOf } from './expected.ts';
import { clientOptions } from './fakeEndpoint.ts';
import { loadRecordings, missingRecordings, type Recording } from './recordings.ts';

/** What the engine makes of a recording. */
async function replay(recording: Recording, names: readonly string[]) {
	const { status, contentType, body, mode } = recording;
	const response = () => new Response(body, { status, headers: { 'content-type': contentType } });
	const options = clientOptions([response], { maxRetries: 0, mode });
	const events: ModelEvent[] = [];
	let error: ErrorInfo | undefined;
	try {
		for await (const event of generate(
			{
				model: 'gemini-3.5-flash',
				contents: [{ role: 'user', parts: [{ text: 'Hi' }] }],
				tools: { functionDeclarations: names.map(name => ({ name })) },
			},
			options,
		)) {
			events.push(event);
		}
	} catch (thrown) {
		assert.ok(thrown instanceof GeminiError, String(thrown));
		error = thrown.info;
	}
	return { events, error };
}

/** The engine's events in the terms of {@link Expected}. */
function summaryOf(events: readonly ModelEvent[]) {
	const of = <T extends ModelEvent['type']>(type: T) =>
		events.filter((event): event is Extract<ModelEvent, { type: T }> => event.type === type);
	const grounding = of('grounding').at(-1)?.grounding;
	return {
		text: of('text')
			.map(({ text }) => text)
			.join(''),
		thoughts: of('thought')
			.map(({ text }) => text)
			.join(''),
		calls: of('functionCall').map(({ call }) => ({ name: call.name, args: call.args ?? {} })),
		media: of('media')
			.filter(({ draft }) => !draft)
			.map(({ media }) => media.data),
		code: events.flatMap<object>(event =>
			event.type === 'executableCode'
				? [event.code]
				: event.type === 'codeExecutionResult'
					? [event.result]
					: [],
		),
		finish: of('finish').at(-1)?.reason,
		block: of('blocked')[0]?.reason,
		usage: wireUsage(of('usage').at(-1)?.usage ?? {}),
		modelVersion: of('meta').at(-1)?.meta.modelVersion,
		supports: grounding?.supports.map(({ text }) => text) ?? [],
		sources: grounding?.sources.length ?? 0,
		citations: of('citations').at(-1)?.citations.length ?? 0,
		urls: of('urlContext').at(-1)?.urls.length ?? 0,
	};
}

/** The names of the wire, and no details of modality, which are compared apart. */
function wireUsage(usage: Usage) {
	return {
		promptTokenCount: usage.prompt,
		candidatesTokenCount: usage.candidates,
		thoughtsTokenCount: usage.thoughts,
		toolUsePromptTokenCount: usage.toolUsePrompt,
		cachedContentTokenCount: usage.cached,
		totalTokenCount: usage.total,
		trafficType: usage.trafficType,
		details: (usage.promptDetails ?? []).map(({ modality, tokens }) => [modality, tokens]),
	};
}

function expectedSummary({
	usage,
	error: _error,
	isEmpty: _isEmpty,
	isForeign: _isForeign,
	...rest
}: Expected) {
	const {
		promptTokenCount,
		candidatesTokenCount,
		thoughtsTokenCount,
		toolUsePromptTokenCount,
		cachedContentTokenCount,
		totalTokenCount,
		trafficType,
		promptTokensDetails,
	} = usage;
	return {
		...rest,
		usage: {
			promptTokenCount,
			candidatesTokenCount,
			thoughtsTokenCount,
			toolUsePromptTokenCount,
			cachedContentTokenCount,
			totalTokenCount,
			trafficType,
			details: (Array.isArray(promptTokensDetails) ? promptTokensDetails : []).map(
				({ modality, tokenCount }) => [modality, tokenCount ?? 0],
			),
		},
	};
}

describe('A recorded response', () => {
	const recordings = loadRecordings();

	before(function () {
		const reason = missingRecordings();
		if (reason !== undefined) {
			console.log(`    ${reason}`);
			this.skip();
		}
	});

	it('is there in every form that recorders write', () => {
		const counts = Object.groupBy(recordings, ({ origin, mode }) => `${origin} ${mode}`);
		console.log(
			`      ${recordings.length} responses:`,
			Object.entries(counts)
				.map(([form, list]) => `${list?.length} ${form}`)
				.join(', '),
		);
		for (const origin of ['firebase', 'genai', 'vercel', 'cli']) {
			assert.ok(
				recordings.some(recording => recording.origin === origin && recording.mode === 'stream'),
			);
		}
	});

	for (const recording of recordings) {
		it(`gives what it says: ${recording.name}`, async () => {
			const expected = expectedOf(recording);
			const { events, error } = await replay(
				recording,
				expected.calls.map(({ name }) => String(name)),
			);
			if (recording.contentType === 'text/html') {
				assert.deepEqual([error?.kind, error?.code], ['notFound', 'NOT_AN_API']);
				return;
			}
			assert.deepEqual(summaryOf(events), expectedSummary(expected));
			if (expected.error !== undefined) {
				assert.deepEqual({ status: error?.status, message: error?.message }, expected.error);
			} else {
				const empty = expected.isForeign ? 'NOT_AN_API' : 'EMPTY_RESPONSE';
				assert.equal(error?.code, expected.isEmpty ? empty : undefined);
			}
		});
	}

	it('places every passage of grounding in the answer', async () => {
		let passages = 0;
		for (const recording of recordings) {
			const { events } = await replay(recording, []);
			const text = events.map(event => (event.type === 'text' ? event.text : '')).join('');
			const last = events.findLast(event => event.type === 'grounding');
			for (const support of last?.grounding.supports ?? []) {
				passages++;
				assert.equal(text.slice(support.start, support.end), support.text, recording.name);
			}
		}
		console.log(`      ${passages} passages`);
		assert.ok(passages > 0);
	});

	it('keeps the parts of the wire verbatim', async () => {
		let parts = 0;
		for (const recording of recordings) {
			const wire = new Set(partsOf(recording).map(part => JSON.stringify(part)));
			const { events } = await replay(recording, []);
			const hasPieces = [...wire].some(part => part.includes('"partialArgs"'));
			for (const event of events) {
				if ('part' in event && !(hasPieces && event.type === 'functionCall')) {
					parts++;
					assert.ok(wire.has(JSON.stringify(event.part)), recording.name);
				}
			}
		}
		console.log(`      ${parts} parts`);
	});
});
