import type { Part } from '../shared/content.ts';
import type { Answer } from './answer/answer.ts';
import type { Ask } from './answer/ask.ts';
import { THINKING_TOKENS } from './answer/thoughts.ts';
import { promptTokens } from './requestCheck/checkRequest.ts';
import { signatureSubject } from './requestCheck/checkTurns.ts';
import { issueSignature } from './signatures.ts';
import { partTokens } from './tokens.ts';
import type { WireCandidate, WireChunk, WireUsage } from './wire.ts';

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
	const envelope = (candidate: WireCandidate): WireChunk => ({
		candidates: [{ ...candidate, index }],
		usageMetadata: usage.report(),
		modelVersion: ask.model.id,
		responseId,
	});
	let opening = answer.opening ?? {};
	const withParts = (parts: readonly Part[]) => {
		const chunk = envelope({ content: { parts, role: 'model' }, ...opening });
		opening = {};
		return chunk;
	};

	const limit = generationConfig.maxOutputTokens ?? ask.model.outputTokenLimit;
	const thoughts = answer.thoughts.length > 0 ? answer.thoughts : [''];
	const cost = Math.min(THINKING_TOKENS[ask.effort], limit);
	for (const text of thoughts) {
		usage.addThoughts(Math.ceil(cost / thoughts.length), limit);
		if (generationConfig.thinkingConfig?.includeThoughts && text !== '') {
			yield withParts([{ text, thought: true }]);
		}
	}
	let wasSigned = false;
	for (const part of deltas(answer.parts, generationConfig.stopSequences ?? [])) {
		if (usage.output() + partTokens(part) > limit) {
			yield envelope({ content: { role: 'model' }, finishReason: 'MAX_TOKENS', ...opening });
			return;
		}
		usage.addCandidates(partTokens(part));
		const signed: Part = !wasSigned && needsSignature(part, ask) ? sign(part, ask) : part;
		wasSigned ||= signed !== part && part.functionCall !== undefined;
		yield withParts([signed]);
	}
	const last = wasSigned || ask.model.generation < 3 ? { text: '' } : sign({ text: '' }, ask);
	yield envelope({
		content: { parts: [last], role: 'model' },
		finishReason: 'STOP',
		...(answer.parts.some(part => part.functionCall) && {
			finishMessage: 'Model generated function call(s).',
		}),
		...opening,
		...answer.closing,
	});
}

/** The first call of a step, every final image, and code parts carry one on Gemini 3 and later. */
function needsSignature(part: Part, { model }: Ask): boolean {
	const isSubject = part.functionCall || part.executableCode || part.toolCall || part.inlineData;
	return model.generation >= 3 && isSubject !== undefined && !part.thought;
}

function sign(part: Part, ask: Ask): Part {
	const nonce = ask.random.int(0, 0x7fffffff);
	return {
		...part,
		thoughtSignature: issueSignature(ask.model.id, signatureSubject(part), nonce),
	};
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
export function cutText(text: string): string[] {
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
	return {
		output: () => thoughts + candidates,
		addThoughts(tokens: number, limit: number) {
			thoughts = Math.min(thoughts + tokens, limit);
		},
		addCandidates(tokens: number) {
			candidates += tokens;
		},
		report: (): WireUsage => ({
			promptTokenCount: prompt,
			...(candidates > 0 && { candidatesTokenCount: candidates }),
			totalTokenCount: prompt + candidates + thoughts + toolTokens,
			promptTokensDetails: [{ modality: 'TEXT', tokenCount: prompt }],
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

function addPart(parts: Part[], part: Part): void {
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
