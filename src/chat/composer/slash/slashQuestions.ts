import * as vscode from 'vscode';
import { isImageModel } from '../../../gemini/modelName.ts';
import { activeResource } from '../../../platform/modelCommands.ts';
import { readSettings } from '../../../platform/settings.ts';
import { documentPath } from '../../../platform/workspacePaths.ts';
import type { TurnRequest } from '../../../shared/conversation.ts';
import type { ReadAttachment } from '../questionMessage.ts';
import type { Question } from '../sending.ts';
import { findPrompts, type PromptPlace, readPrompt } from './promptFiles.ts';
import { codeInstruction, isCodeCommand, parseSlash } from './slashCommands.ts';

/** A command that asks no question; `wish` stands after it. */
export type SlashAction =
	| { readonly kind: 'clear' | 'export' }
	| { readonly kind: 'json'; readonly wish: string };

/** What becomes of a text that a person sends. */
export type SlashOutcome =
	/** Asked, as it stands or as a command has made it; `isAboutCode` needs something attached. */
	| { readonly kind: 'question'; readonly question: Question; readonly isAboutCode: boolean }
	| SlashAction
	/** A command that asks for words, without any. */
	| { readonly kind: 'incomplete' };

/** A text that begins with no command and no prompt is a question as it stands. */
export async function slashOutcome(text: string): Promise<SlashOutcome> {
	const slash = parseSlash(text);
	const plain: Question = { text, draft: text };
	if (slash === undefined) {
		return { kind: 'question', question: plain, isAboutCode: false };
	}
	const { name, rest } = slash;
	if (name === 'clear' || name === 'export') {
		return { kind: name };
	}
	if (name === 'json') {
		return { kind: name, wish: rest };
	}
	if (name === 'image' && rest === '') {
		return { kind: 'incomplete' };
	}
	if (name === 'image') {
		const question = { ...plain, text: rest, request: imageRequest() };
		return { kind: 'question', question, isAboutCode: false };
	}
	const request = codeRequest(name);
	const isAboutCode = request !== undefined;
	const prompt = isAboutCode ? undefined : await promptNamed(name);
	const extra = prompt && [await promptAttachment(prompt)];
	return { kind: 'question', question: { ...plain, request, extra }, isAboutCode };
}

/** What a command about code asks for besides its text. */
function codeRequest(name: string): TurnRequest | undefined {
	return isCodeCommand(name)
		? { systemInstruction: codeInstruction(name, displayLanguage()) }
		: undefined;
}

/** From the chosen model if it draws, else from the one that is set for images. */
function imageRequest(): TurnRequest {
	const { model, image } = readSettings(activeResource());
	const { aspectRatio, size } = image;
	const imageConfig = {
		...(aspectRatio !== undefined && { aspectRatio }),
		...(size !== undefined && { imageSize: size }),
	};
	return {
		...(!isImageModel(model) && { model: image.model }),
		generationConfig: {
			responseModalities: ['TEXT', 'IMAGE'],
			...(Object.keys(imageConfig).length > 0 && { imageConfig }),
		},
	};
}

async function promptNamed(name: string): Promise<PromptPlace | undefined> {
	return (await findPrompts()).find(each => each.name === name);
}

/** The prompt goes along as an attachment of its own, so that the question shows what was typed. */
async function promptAttachment(place: PromptPlace): Promise<ReadAttachment> {
	const { name, body } = await readPrompt(place);
	const text = `The message begins with /${name}, which stands for these instructions of the user:\n\n${body}\n`;
	return {
		kind: 'file',
		label: `/${name}`,
		detail: documentPath(place.uri),
		uri: place.uri.toString(),
		content: { text },
	};
}

/** English name of the language that VS Code speaks. */
function displayLanguage(): string {
	return new Intl.DisplayNames(['en'], { type: 'language' }).of(vscode.env.language) ?? 'English';
}
