import type { Part } from '../shared/content.ts';
import type { Prompt } from '../shared/prompt.ts';
import { generationOf } from './modelName.ts';
import { buildRequest } from './request.ts';

/** Roles and delimiters of one turn. */
const TURN_TOKENS = 4;
const DOCUMENT_PAGE_TOKENS = 560;
const VIDEO_SECOND_TOKENS = 70;
const OLD_VIDEO_SECOND_TOKENS = 258;
const AUDIO_SECOND_TOKENS = 32;

/**
 * Tokens of a text, guessed without asking anybody (docs/PROTOCOL.md §11): about four characters of Latin
 * text make one, three of code or digits, and most characters of other scripts are one each.
 */
export function estimateTextTokens(text: string): number {
	let wide = 0;
	let marks = 0;
	for (let index = 0; index < text.length; index++) {
		const code = text.charCodeAt(index);
		if (code > 0x2e7f) {
			// Half of a pair counts half: an emoji is about two tokens, its two units are one each.
			wide++;
		} else if (isMark(code)) {
			marks++;
		}
	}
	const narrow = text.length - wide;
	// Code is known by its punctuation: beyond a tenth of it, text is denser in tokens.
	const charactersPerToken = marks > narrow / 10 ? 3 : 4;
	return Math.ceil(narrow / charactersPerToken + wide * 1.2);
}

/** ASCII punctuation and digits. */
function isMark(code: number): boolean {
	return (
		(code > 0x20 && code < 0x41) || (code > 0x5a && code < 0x61) || (code > 0x7a && code < 0x7f)
	);
}

/** Tokens of one part for a model. */
export function estimatePartTokens(part: Part, model: string): number {
	if (part.text !== undefined) {
		return estimateTextTokens(part.text);
	}
	if (part.inlineData !== undefined) {
		const { mimeType, data } = part.inlineData;
		return estimateMediaTokens(mimeType, Math.floor((data.length * 3) / 4), model);
	}
	if (part.fileData !== undefined) {
		return estimateMediaTokens(part.fileData.mimeType ?? '', 0, model);
	}
	const { thoughtSignature: _opaque, ...rest } = part;
	return estimateTextTokens(JSON.stringify(rest));
}

/** Without looking inside: sizes stand for pages and seconds at the usual rates. */
export function estimateMediaTokens(mimeType: string, bytes: number, model: string): number {
	const isOld = generationOf(model) > 0 && generationOf(model) < 3;
	if (mimeType.startsWith('image/')) {
		return isOld ? 258 : 1_120;
	}
	if (mimeType.startsWith('audio/')) {
		return atLeastOne(bytes / BYTES_PER_AUDIO_SECOND) * AUDIO_SECOND_TOKENS;
	}
	if (mimeType.startsWith('video/')) {
		const rate = isOld ? OLD_VIDEO_SECOND_TOKENS : VIDEO_SECOND_TOKENS;
		return atLeastOne(bytes / BYTES_PER_VIDEO_SECOND) * rate;
	}
	if (mimeType === 'application/pdf') {
		return atLeastOne(bytes / BYTES_PER_PAGE) * (isOld ? 258 : DOCUMENT_PAGE_TOKENS);
	}
	return Math.ceil(bytes / 4);
}

const BYTES_PER_AUDIO_SECOND = 16_000;
const BYTES_PER_VIDEO_SECOND = 250_000;
const BYTES_PER_PAGE = 50_000;

function atLeastOne(value: number): number {
	return Math.max(1, Math.ceil(value));
}

/** Tokens of a whole request: history, instruction and declared functions. Always an estimate. */
export function estimatePromptTokens(prompt: Prompt): number {
	const { contents, systemInstruction, tools } = buildRequest(prompt);
	const parts = [
		...contents.flatMap(content => content.parts),
		...(systemInstruction?.parts ?? []),
	];
	return (
		parts.reduce((sum, part) => sum + estimatePartTokens(part, prompt.model), 0) +
		contents.length * TURN_TOKENS +
		(tools === undefined ? 0 : estimateTextTokens(JSON.stringify(tools)))
	);
}
