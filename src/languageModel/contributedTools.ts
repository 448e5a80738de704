import * as vscode from 'vscode';
import { compileSchema } from '../gemini/schema/compile.ts';
import { fromBase64 } from '../platform/base64.ts';
import { abortSignalOf } from '../platform/cancellation.ts';
import type { Grounding, ModelEvent } from '../shared/events.ts';
import type { Prompt } from '../shared/prompt.ts';

export interface ContributedToolDeps {
	generate(prompt: Prompt, options: { readonly signal: AbortSignal }): AsyncIterable<ModelEvent>;
	/** Model and settings of a request that is no conversation. */
	basePrompt(): Omit<Prompt, 'contents'>;
	imageModel(): string;
}

/** What other agents get from us: only what nobody but the native API can do. */
export interface ContributedTools {
	search(input: unknown, token: vscode.CancellationToken): Promise<vscode.LanguageModelToolResult>;
	image(input: unknown, token: vscode.CancellationToken): Promise<vscode.LanguageModelToolResult>;
	json(input: unknown, token: vscode.CancellationToken): Promise<vscode.LanguageModelToolResult>;
}

export function createContributedTools(deps: ContributedToolDeps): ContributedTools {
	return {
		async search(input, token) {
			const { text, grounding, finish } = await collect(deps, token, {
				...deps.basePrompt(),
				contents: [question(textOf(input, 'question'))],
				tools: { googleSearch: true },
			});
			if (text.trim() === '') {
				throw new Error(`The model gave no answer (${finish}).`);
			}
			const end = finish === 'STOP' ? '' : `\n\n(The answer ended early: ${finish}.)`;
			return textResult(withSources(`${text}${end}`, grounding));
		},
		async image(input, token) {
			const { text, image, finish } = await collect(deps, token, {
				model: deps.imageModel(),
				contents: [question(textOf(input, 'prompt'))],
				generationConfig: { responseModalities: ['TEXT', 'IMAGE'] },
			});
			if (image === undefined) {
				throw new Error(text || `The model made no image (${finish}).`);
			}
			const bytes = fromBase64(image.data);
			return new vscode.LanguageModelToolResult([
				vscode.LanguageModelDataPart.image(bytes, image.mimeType),
			]);
		},
		async json(input, token) {
			const schema: unknown = JSON.parse(textOf(input, 'schema'));
			const { text, finish } = await collect(deps, token, {
				...deps.basePrompt(),
				contents: [question(textOf(input, 'request'))],
				generationConfig: {
					responseMimeType: 'application/json',
					responseJsonSchema: compileSchema(schema, 'jsonSchema').schema,
				},
				fallbackResponseSchema: compileSchema(schema, 'openApi').schema,
			});
			if (finish !== 'STOP' || !isJson(text)) {
				throw new Error(`The model gave no complete JSON (${finish}).`);
			}
			return textResult(text);
		},
	};
}

function isJson(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}

interface Collected {
	text: string;
	grounding: Grounding | undefined;
	image: { readonly mimeType: string; readonly data: string } | undefined;
	/** `STOP` for an answer that is whole. */
	finish: string;
}

/** An agent takes what a tool gives it for whole: a refusal is an error. */

async function collect(
	{ generate }: ContributedToolDeps,
	token: vscode.CancellationToken,
	prompt: Prompt,
): Promise<Collected> {
	const { signal, dispose } = abortSignalOf(token);
	const collected: Collected = {
		text: '',
		grounding: undefined,
		image: undefined,
		finish: 'the connection was closed',
	};
	try {
		for await (const event of generate(prompt, { signal })) {
			if (event.type === 'text') {
				collected.text += event.text;
			} else if (event.type === 'grounding') {
				collected.grounding = event.grounding;
			} else if (event.type === 'media' && !event.draft) {
				collected.image = event.media;
			} else if (event.type === 'finish' && event.candidate === 0) {
				collected.finish = event.reason;
			} else if (event.type === 'blocked') {
				throw new Error(`The request was blocked (${event.reason}).`);
			}
		}
	} finally {
		dispose();
	}
	return collected;
}

function withSources(text: string, grounding: Grounding | undefined): string {
	const sources = (grounding?.sources ?? []).map(
		({ title, uri }, index) => `[${index + 1}] ${title ?? ''} ${uri ?? ''}`,
	);
	return sources.length === 0 ? text : `${text}\n\nSources:\n${sources.join('\n')}`;
}

function question(text: string): Prompt['contents'][number] {
	return { role: 'user', parts: [{ text }] };
}

function textOf(input: unknown, key: string): string {
	const value: unknown =
		typeof input === 'object' && input !== null ? Reflect.get(input, key) : undefined;
	if (typeof value !== 'string' || value.trim() === '') {
		throw new Error(`The input needs a text “${key}”.`);
	}
	return value;
}

function textResult(text: string): vscode.LanguageModelToolResult {
	return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
}
