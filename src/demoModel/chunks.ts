import type { Part } from '../shared/content.ts';
import type { Answer } from './answer/answer.ts';
import type { Ask } from './answer/ask.ts';
import { THINKING_TOKENS } from './answer/thoughts.ts';
import { promptTokens } from './requestCheck/checkRequest.ts';
import { declaredFunctions } from './requestCheck/checkTools.ts';
import { signatureSubject } from './requestCheck/checkTurns.ts';
import { issueSignature } from './signatures.ts';
import { partTokens } from './tokens.ts';
import type { WireCandidate, WireChunk, WirePart, WireUsage } from './wire.ts';

const DELTA_LENGTH = 28;

export interface ChunkOptions {
	readonly responseId: string;
	readonly index?: number;
}

/** An answer as the deltas that a stream sends: thoughts, then parts, then the end with its finish reason. */
export function* toChunks(answer: Answer, ask: Ask, options: ChunkOptions): Generator<WireChunk> {
	const { responseId, index = 0 } = options;
	const { generationConfig = {} } = ask.request;
	const usage = createUsage(ask, answer.toolTokens ?? 0);
	const limit = generationConfig.maxOutputTokens ?? ask.model.outputTokenLimit;
	let opening = answer.opening;
	const envelope = (candidate: WireCandidate): WireChunk => {
		const candidates = [{ ...candidate, ...opening, index }];
		opening = undefined;
		return { candidates, usageMetadata: usage.report(), modelVersion: ask.model.id, responseId };
	};

	for (const text of usage.think(answer.thoughts, THINKING_TOKENS[ask.effort], limit)) {
		if (generationConfig.thinkingConfig?.includeThoughts) {
			yield envelope({ content: { parts: [{ text, thought: true }], role: 'model' } });
		}
	}
	for (const part of signed(deltas(answer.parts, generationConfig.stopSequences ?? []), ask)) {
		if (!usage.emit(part, limit)) {
			yield envelope({ content: { role: 'model' }, finishReason: 'MAX_TOKENS' });
			return;
		}
		yield envelope({ content: { parts: [part], role: 'model' } });
	}
	const hasCalls = answer.parts.some(part => part.functionCall);
	const last = ask.model.generation >= 3 && !hasCalls ? sign({ text: '' }, ask) : { text: '' };
	yield envelope({
		content: { parts: [last], role: 'model' },
		finishReason: 'STOP',
		...(hasCalls && { finishMessage: 'Model generated function call(s).' }),
		...answer.closing,
	});
}

/** Makes chunks by hand: each counts its text on top of what came before. */
export function chunkMaker(ask: Ask, responseId: string): (candidate?: WireCandidate) => WireChunk {
	const usage = createUsage(ask, 0);
	return candidate => {
		for (const part of candidate?.content?.parts ?? []) {
			usage.emit(part, Number.POSITIVE_INFINITY);
		}
		return {
			...(candidate && { candidates: [candidate] }),
			usageMetadata: usage.report(),
			modelVersion: ask.model.id,
			responseId,
		};
	};
}

/** On Gemini 3 and later the first call, code, traces and final images are signed; on 2.5 the first part beside tools. */
function* signed(parts: Iterable<Part>, ask: Ask): Generator<Part> {
	const isOld = ask.model.generation < 3;
	let mayCall = true;
	let isFirst = isOld && ask.model.generation >= 2.5 && declaredFunctions(ask.request).length > 0;
	for (const part of parts) {
		const isSubject =
			part.executableCode ||
			part.toolCall ||
			part.toolResponse ||
			part.inlineData ||
			(mayCall && part.functionCall);
		yield isFirst || (!isOld && isSubject && !part.thought) ? sign(part, ask) : part;
		mayCall &&= part.functionCall === undefined;
		isFirst = false;
	}
}

function sign(part: Part, ask: Ask): Part {
	const nonce = ask.random.int(0, 0x7fffffff);
	const thoughtSignature = issueSignature(ask.model.id, signatureSubject(part), nonce);
	return { ...part, thoughtSignature };
}

function* deltas(parts: readonly Part[], stops: readonly string[]): Generator<Part> {
	for (const part of parts) {
		if (part.text === undefined) {
			yield part;
			continue;
		}
		const cut = Math.min(
			...stops.map(stop => part.text?.indexOf(stop) ?? -1).filter(at => at >= 0),
		);
		for (const text of cutText(part.text.slice(0, cut))) {
			yield { ...part, text };
		}
		if (cut !== Number.POSITIVE_INFINITY) {
			return;
		}
	}
}

/** Pieces of about {@link DELTA_LENGTH} characters that end between words; never inside a surrogate pair. */
function cutText(text: string): string[] {
	const pieces: string[] = [];
	let piece = '';
	for (const word of text.match(/\s*(?:[^\s\u2e80-\uffff]{1,60}|.)|\s+/gsu) ?? []) {
		piece += word;
		if (piece.length >= DELTA_LENGTH) {
			pieces.push(piece);
			piece = '';
		}
	}
	return piece === '' ? pieces : [...pieces, piece];
}

function createUsage(ask: Ask, toolTokens: number) {
	const prompt = promptTokens(ask.request);
	let thoughts = 0;
	let candidates = 0;
	let images = 0;
	return {
		/** Hands the paragraphs on while their cost, cut at the limit, is counted. */
		*think(paragraphs: readonly string[], cost: number, limit: number): Generator<string> {
			const share = Math.ceil(cost / Math.max(paragraphs.length, 1));
			for (const text of paragraphs) {
				thoughts = Math.min(thoughts + share, cost, limit);
				yield text;
			}
			thoughts = Math.min(cost, limit);
		},
		/** `false` when the part no longer fits. */
		emit(part: WirePart, limit: number): boolean {
			const tokens = partTokens(part);
			if (thoughts + candidates + tokens > limit) {
				return false;
			}
			candidates += tokens;
			images += part.inlineData ? tokens : 0;
			return true;
		},
		report: (): WireUsage => ({
			promptTokenCount: prompt,
			...(candidates > 0 && { candidatesTokenCount: candidates }),
			totalTokenCount: prompt + candidates + thoughts + toolTokens,
			promptTokensDetails: [{ modality: 'TEXT', tokenCount: prompt }],
			...(images > 0 && { candidatesTokensDetails: [{ modality: 'IMAGE', tokenCount: images }] }),
			...(toolTokens > 0 && {
				toolUsePromptTokenCount: toolTokens,
				toolUsePromptTokensDetails: [{ modality: 'TEXT', tokenCount: toolTokens }],
			}),
			...(thoughts > 0 && { thoughtsTokenCount: thoughts }),
		}),
	};
}

/** The same answer as one response: neighbouring texts joined, the lone signature on the text before it. */
export function foldChunks(chunks: Iterable<WireChunk>): WireChunk {
	const candidates = new Map<number, WireCandidate>();
	let whole: WireChunk = {};
	for (const chunk of chunks) {
		whole = { ...whole, ...chunk };
		for (const next of chunk.candidates ?? []) {
			const index = next.index ?? 0;
			candidates.set(index, foldCandidate(candidates.get(index), next));
		}
	}
	return candidates.size > 0 ? { ...whole, candidates: [...candidates.values()] } : whole;
}

function foldCandidate(before: WireCandidate | undefined, next: WireCandidate): WireCandidate {
	const parts = [...(before?.content?.parts ?? [])];
	for (const part of next.content?.parts ?? []) {
		addPart(parts, part);
	}
	const role = next.content?.role ?? before?.content?.role;
	const content = { ...(parts.length > 0 && { parts }), ...(role && { role }) };
	return { ...before, ...next, ...((before?.content || next.content) && { content }) };
}

function addPart(parts: WirePart[], part: WirePart): void {
	const last = parts.at(-1);
	const joins =
		last?.text !== undefined &&
		part.text !== undefined &&
		!last.thoughtSignature &&
		Boolean(last.thought) === Boolean(part.thought);
	if (joins) {
		parts[parts.length - 1] = { ...last, ...part, text: `${last.text}${part.text}` };
	} else if (part.text !== '' || part.thoughtSignature) {
		parts.push(part);
	}
}
