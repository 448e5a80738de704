import { isImageModel } from '../gemini/modelName.ts';
import type { Settings } from '../platform/settingValues.ts';
import type { Part } from '../shared/content.ts';
import type { GenerationConfig, Prompt, ThinkingLevel } from '../shared/prompt.ts';
import { convertMessages } from './contents.ts';
import { type FunctionTools, toFunctionTools } from './functionTools.ts';
import { chooseOptions } from './modelOptions.ts';
import type { PlainMessage, PlainTool } from './plainMessage.ts';
import type { SignatureMemory } from './signatureMemory.ts';

/** One request of VS Code as plain data. */
export interface ChatRequest {
	readonly messages: readonly PlainMessage[];
	readonly tools: readonly PlainTool[];
	readonly requiresTool: boolean;
	readonly modelOptions: Readonly<Record<string, unknown>> | undefined;
	/** What the picker beside the model says; nothing where it is left at the settings. */
	readonly pickedLevel: ThinkingLevel | undefined;
}

/** What the settings say for all requests. */
export type RequestSettings = Pick<
	Settings,
	| 'thinkingLevel'
	| 'includeThoughts'
	| 'systemInstruction'
	| 'temperature'
	| 'topP'
	| 'maxOutputTokens'
	| 'safetySettings'
>;

export interface Target {
	readonly model: string;
	readonly baseUrl: string;
}

/** The request as the engine takes it, and how to read the calls of the answer. */
export function buildPrompt(
	request: ChatRequest,
	settings: RequestSettings,
	target: Target,
	memory: SignatureMemory,
): { readonly prompt: Prompt; readonly tools: FunctionTools } {
	const tools = toFunctionTools(isImageModel(target.model) ? [] : request.tools);
	const { systemInstruction, contents } = convertMessages(request.messages, {
		...target,
		memory,
		functionName: tools.functionName,
	});
	const instruction = withSetting(systemInstruction, settings.systemInstruction);
	const options = chooseOptions(request.modelOptions);
	const hasFunctions = tools.declarations.length > 0;
	const prompt: Prompt = {
		model: target.model,
		contents,
		...(instruction.length > 0 && { systemInstruction: instruction }),
		thinkingLevel: request.pickedLevel ?? options.thinkingLevel ?? settings.thinkingLevel,
		includeThoughts: settings.includeThoughts,
		safetySettings: settings.safetySettings,
		generationConfig: { ...configured(settings), ...options.generationConfig },
		// The endpoint's own tools and functions exclude each other on most endpoints.
		tools: hasFunctions ? { functionDeclarations: tools.declarations } : options.builtIns,
		...(hasFunctions && request.requiresTool && { toolConfig: { mode: 'ANY' } }),
	};
	return { prompt, tools };
}

function withSetting(instruction: readonly Part[], setting: string): readonly Part[] {
	return setting === '' ? instruction : [...instruction, { text: setting }];
}

function configured({ temperature, topP, maxOutputTokens }: RequestSettings): GenerationConfig {
	return { temperature, topP, maxOutputTokens };
}
