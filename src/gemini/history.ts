import type { Content, Part } from '../shared/content.ts';
import { openCalls } from '../shared/turnParts.ts';
import { bareFunctionName } from './callEvents.ts';
import { functionErrorPart } from './functionResponse.ts';
import { bareModelId, generationOf } from './modelName.ts';
import { stripSignature } from './signatures.ts';

/** Who wrote a turn, or is to read it. */
export interface ModelOrigin {
	readonly model: string;
	/** The endpoint; signatures of one mean nothing to another. */
	readonly baseUrl?: string | undefined;
}

export interface HistoryTurn {
	readonly content: Content;
	/** Of a model's turn; without it the turn is taken for the target's own. */
	readonly origin?: ModelOrigin | undefined;
}

/**
 * A conversation as the target accepts it (docs/PROTOCOL.md §6), whoever wrote its answers: signatures, traces
 * and parts that only their author understands are left out for others, results without their call are
 * dropped, and calls that were never answered get an answer that says so. Turns of the target itself stay
 * verbatim. (The stand-ins for signatures that are required come with `buildRequest`.)
 */
export function prepareHistory(
	turns: readonly HistoryTurn[],
	target: ModelOrigin,
): readonly Content[] {
	const contents = turns.map(({ content, origin = target }) =>
		content.role === 'user' || understands(target, origin)
			? content
			: { ...content, parts: content.parts.flatMap(part => forOthers(part, content.parts)) },
	);
	return pairCalls(contents.filter(({ parts }) => parts.length > 0));
}

/** Signatures hold within one endpoint: for the same model, and among those of Gemini 3 and later. */
function understands(target: ModelOrigin, origin: ModelOrigin): boolean {
	const isSameEndpoint =
		origin.baseUrl === undefined ||
		target.baseUrl === undefined ||
		origin.baseUrl === target.baseUrl;
	const isSameFamily =
		bareModelId(origin.model) === bareModelId(target.model) ||
		(generationOf(origin.model) >= 3 && generationOf(target.model) >= 3);
	return isSameEndpoint && isSameFamily;
}

/** What every model has a word for. */
const COMMON = [
	'text',
	'inlineData',
	'fileData',
	'functionCall',
	'executableCode',
	'codeExecutionResult',
] as const;

function forOthers(part: Part, turn: readonly Part[]): Part[] {
	const isCommon = COMMON.some(key => part[key] !== undefined);
	const isServerRun = part.functionCall !== undefined && !openCalls(turn).includes(part);
	return isCommon && !isServerRun && part.thought !== true ? stripSignature(part) : [];
}

/** Each call its answer, in the turn right after it, and each answer its call: anything else is refused. */
function pairCalls(contents: readonly Content[]): readonly Content[] {
	const paired: Content[] = [];
	let open: readonly Part[] = [];
	for (const content of contents) {
		if (content.role === 'model') {
			paired.push(...answersTo(open, []), content);
			open = openCalls(content.parts);
			continue;
		}
		const responses = content.parts.filter(isResponse);
		if (responses.length === 0) {
			paired.push(...answersTo(open, []), content);
		} else {
			const others = content.parts.filter(part => !isResponse(part));
			const media = others.filter(({ inlineData }) => inlineData !== undefined);
			const rest = others.filter(({ inlineData }) => inlineData === undefined);
			paired.push(...answersTo(open, responses, media));
			if (rest.length > 0) {
				paired.push({ ...content, parts: rest });
			}
		}
		open = [];
	}
	return paired;
}

/** One turn with an answer to each call, in their order, and the pictures that came with them. */
function answersTo(
	calls: readonly Part[],
	responses: readonly Part[],
	media: readonly Part[] = [],
): readonly Content[] {
	const left = [...responses];
	const parts = calls.map(call => {
		const index = left.findIndex(response => isAnswer(response, call));
		return index < 0 ? functionErrorPart(call, 'This call was not run.') : left.splice(index, 1);
	});
	const all = [...parts.flat(), ...media];
	return all.length === 0 ? [] : [{ role: 'user', parts: all }];
}

function isAnswer({ functionResponse }: Part, { functionCall }: Part): boolean {
	return functionResponse?.id === undefined || functionCall?.id === undefined
		? bareFunctionName(functionResponse?.name ?? '') === bareFunctionName(functionCall?.name ?? '')
		: functionResponse.id === functionCall.id;
}

function isResponse(part: Part): boolean {
	return part.functionResponse !== undefined;
}

/**
 * The newest exchanges that fit into `limit`, whole ones only: an exchange begins with a person's message, so
 * that no result loses its call. The last one stays even if it does not fit.
 * @param sizeOf in the unit of `limit`, e.g. estimated tokens.
 */
export function truncateHistory(
	contents: readonly Content[],
	limit: number,
	sizeOf: (content: Content) => number,
): readonly Content[] {
	const starts = contents.flatMap(({ role, parts }, index) =>
		role === 'user' && !parts.some(isResponse) ? [index] : [],
	);
	let start = starts.at(-1) ?? 0;
	let size = 0;
	for (let index = contents.length - 1; index >= 0; index--) {
		const content = contents[index];
		size += content === undefined ? 0 : sizeOf(content);
		if (size > limit) {
			break;
		}
		start = starts.includes(index) ? Math.min(start, index) : start;
	}
	return start === 0 ? contents : contents.slice(start);
}
