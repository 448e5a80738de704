import { GeminiError } from '../../gemini/errors.ts';
import type { Adjustment, ModelEvent, Usage } from '../../shared/events.ts';
import type { Prompt } from '../../shared/prompt.ts';
import type { JsonPrompt, JsonRequest } from '../prompt.ts';
import { LivePretty } from './livePretty.ts';
import { rootKinds } from './scalarRoot.ts';

/** How much of the schema the endpoint is held to. */
export type Constraint = NonNullable<JsonRequest['constraint']>;

/** What a person is told while nothing else is to be seen. */
export type Notice =
	| { readonly kind: 'thinking' | 'writing' }
	/** The endpoint refused the schema; it is sent without bounds, or in words only. */
	| { readonly kind: 'withoutBounds' | 'withoutSchema' }
	/** `resumes`: the connection broke and the answer goes on from where it stood. */
	| { readonly kind: 'waiting'; readonly seconds: number; readonly resumes: boolean }
	/** The endpoint refused a field, and gets the request without it. */
	| { readonly kind: 'adjusted'; readonly adjustment: Adjustment; readonly message: string };

export interface JsonAnswer {
	/** As it came, with whatever prose stands around the JSON. */
	readonly text: string;
	/** Every document that was begun has also ended. */
	readonly isComplete: boolean;
	readonly isCancelled: boolean;
	readonly finish: { readonly reason: string; readonly message?: string | undefined } | undefined;
	readonly usage: Usage | undefined;
	/** What the endpoint took. */
	readonly constraint: Constraint;
}

export interface StreamOptions {
	/** The events of an answer, those of one network read at a time. */
	generate(
		prompt: Prompt,
		options: { readonly signal: AbortSignal },
	): AsyncIterable<readonly ModelEvent[]>;
	readonly signal: AbortSignal;
	/** Where to begin; the endpoint may have refused more before. Default: `full`. */
	readonly constraint?: Constraint | undefined;
	/** Gets the JSON laid out for people, piece by piece; nothing that was given comes again. */
	onText?(text: string): void;
	onNotice(notice: Notice): void;
}

/** `compiled` is absent when the endpoint is held to no schema. */
export type Request = Pick<JsonPrompt, 'prompt'> & Partial<JsonPrompt>;

const WEAKER = { full: 'lean', lean: 'none' } as const;

/**
 * Streams one answer. A schema that the endpoint refuses is sent again without bounds, and then in words only
 * (docs/PROTOCOL.md §8); an abort ends the stream with what came until then.
 *
 * @throws what the engine throws, but for the abort.
 */
export async function streamJson(
	build: (constraint: Constraint) => Request,
	options: StreamOptions,
): Promise<JsonAnswer> {
	const { constraint = 'full', onNotice } = options;
	const progress = { hasBegun: false };
	try {
		return await streamOnce(build(constraint), constraint, options, progress);
	} catch (error) {
		if (constraint === 'none' || progress.hasBegun || !isSchemaRefusal(error)) {
			throw error;
		}
		onNotice({ kind: constraint === 'full' ? 'withoutBounds' : 'withoutSchema' });
		return streamJson(build, { ...options, constraint: WEAKER[constraint] });
	}
}

async function streamOnce(
	{ prompt, compiled }: Request,
	constraint: Constraint,
	{ generate, signal, onText, onNotice }: StreamOptions,
	progress: { hasBegun: boolean },
): Promise<JsonAnswer> {
	const pretty = new LivePretty({ scalars: takesScalars(compiled, constraint) });
	let text = '';
	let finish: JsonAnswer['finish'];
	let usage: Usage | undefined;
	const take = (event: ModelEvent) => {
		const notice = noticeOf(event);
		if (notice !== undefined) {
			onNotice(notice);
		}
		if (event.type === 'text') {
			progress.hasBegun = true;
			text += event.text;
			// It tells, also where nobody wants the text, whether the answer is complete.
			const laidOut = pretty.push(event.text);
			onText?.(laidOut);
		} else if (event.type === 'finish' || event.type === 'blocked') {
			finish = { reason: event.reason, message: event.message };
		} else if (event.type === 'usage') {
			usage = event.usage;
		}
	};
	try {
		for await (const events of generate(prompt, { signal })) {
			for (const event of events) {
				take(event);
			}
		}
	} catch (error) {
		if (!signal.aborted) {
			throw error;
		}
	}
	const { isComplete } = pretty;
	return { text, isComplete, isCancelled: signal.aborted, finish, usage, constraint };
}

/** These two come with every delta. */
const THINKING: Notice = { kind: 'thinking' };
const WRITING: Notice = { kind: 'writing' };

function noticeOf(event: ModelEvent): Notice | undefined {
	switch (event.type) {
		case 'thought':
			return THINKING;
		case 'text':
			return WRITING;
		case 'retry':
			return {
				kind: 'waiting',
				seconds: Math.ceil(event.waitMs / 1_000),
				resumes: event.resumes === true,
			};
		case 'adjusted':
			return { kind: 'adjusted', adjustment: event.adjustment, message: event.message };
		default:
			return undefined;
	}
}

/** Only the endpoint's words tell a schema that it cannot take from other requests that it refuses. */
function isSchemaRefusal(error: unknown): boolean {
	return (
		error instanceof GeminiError &&
		error.kind === 'badRequest' &&
		/schema|invalid argument|too many states|constraint|grammar/i.test(error.message)
	);
}

/** An endpoint that is held to nothing may begin with prose, whose words look like scalars. */
function takesScalars(compiled: Request['compiled'], constraint: Constraint): boolean {
	const schema = compiled?.jsonSchema.schema;
	if (schema === undefined) {
		return false;
	}
	const { scalar, container } = rootKinds(schema);
	return scalar && (constraint !== 'none' || !container);
}
