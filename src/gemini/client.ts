import type { ModelEvent } from '../shared/events.ts';
import type { Prompt } from '../shared/prompt.ts';
import { Answer } from './answer.ts';
import type { IsDeclared } from './callEvents.ts';
import type { ClientOptions } from './clientOptions.ts';
import { providerOf } from './endpoint.ts';
import { flatten } from './flatten.ts';
import { afterEnd, afterFailure, type Run, type Step } from './nextStep.ts';
import { buildRequest } from './request.ts';
import { openResponse } from './response.ts';
import { sleep } from './retry.ts';
import { createEventMapper } from './toEvents.ts';

/**
 * Asks the model and yields what comes, in order, until the answer ends. Leaving the loop aborts the request.
 *
 * Before anything is shown, a failed request is repeated as the `RetryPolicy` says (`retry` events announce
 * the wait), and a refused field is left out once (`adjusted`). An answer that the endpoint delivers in
 * several requests is followed without a sign of it, and a connection that breaks is resumed where the
 * endpoint gave a token for that (docs/PROTOCOL.md §4.6). After that an error is thrown, and what was yielded
 * stays true.
 *
 * Whether tools can be combined at all is known before: see `toolConflicts`.
 * @throws GeminiError of every kind; `aborted` when the signal fired.
 */
export function generate(prompt: Prompt, options: ClientOptions): AsyncGenerator<ModelEvent> {
	return flatten(generateBatches(prompt, options));
}

/** The same in batches, one a network read: for callers that handle many events at once. */
export async function* generateBatches(
	prompt: Prompt,
	options: ClientOptions,
): AsyncGenerator<readonly ModelEvent[]> {
	const run = startRun(prompt, options);
	for (;;) {
		let step: Step;
		try {
			yield* request(run);
			step = afterEnd(run);
		} catch (error) {
			step = afterFailure(run, error);
		}
		if (step.events.length > 0) {
			yield step.events;
		}
		if (step.next === 'end') {
			return;
		}
		if (step.waitMs !== undefined) {
			await (options.sleep ?? sleep)(step.waitMs, options.signal);
		}
	}
}

function startRun(prompt: Prompt, options: ClientOptions): Run {
	const isDeclared = declaredFunctions(prompt);
	return {
		prompt,
		options,
		isDeclared,
		adjustments: new Set(options.memory.recall(options.endpoint, prompt.model)),
		answer: new Answer(),
		mapper: createEventMapper(isDeclared),
		body: { contents: [] },
		attempt: 1,
		stalls: 0,
		hasRepeatedEmpty: false,
		failure: undefined,
	};
}

function declaredFunctions({ tools, cachedContent }: Prompt): IsDeclared {
	if (cachedContent) {
		// The declarations live in the cache.
		return () => true;
	}
	const names = new Set((tools?.functionDeclarations ?? []).map(({ name }) => name));
	return name => names.has(name);
}

async function* request(run: Run): AsyncGenerator<readonly ModelEvent[]> {
	const { prompt, options, answer, adjustments } = run;
	const { token } = answer;
	if (token === undefined) {
		run.mapper = createEventMapper(run.isDeclared);
		run.body = buildRequest(prompt, adjustments, providerOf(options.endpoint.baseUrl));
	} else {
		run.mapper.resume();
	}
	answer.begin();
	const body = token === undefined ? run.body : { ...run.body, continuationToken: token };
	for await (const batch of openResponse({ model: prompt.model, body }, run.mapper, options)) {
		const events = answer.sift(batch);
		if (events.length > 0) {
			yield events;
		}
	}
}
