import type { Content, Part } from '../shared/content.ts';
import type { Adjustment } from '../shared/events.ts';
import type { GenerationConfig, Prompt, ToolConfig, Tools } from '../shared/prompt.ts';
import { bypassMissingSignatures, withoutSignatures } from './signatures.ts';
import { type ThinkingConfig, thinkingConfig } from './thinking.ts';
import { isBuiltInWithFunctions } from './tools.ts';

/** The JSON body of one request, camelCase throughout (docs/PROTOCOL.md §2). */
export interface RequestBody {
	readonly contents: readonly Content[];
	readonly systemInstruction?: { readonly parts: readonly Part[] };
	readonly tools?: readonly Readonly<Record<string, unknown>>[];
	readonly toolConfig?: Readonly<Record<string, unknown>>;
	readonly safetySettings?: readonly unknown[];
	readonly generationConfig?: WireGenerationConfig;
	readonly cachedContent?: string;
	readonly serviceTier?: string;
	readonly continuationToken?: string;
}

export type WireGenerationConfig = GenerationConfig & {
	readonly thinkingConfig?: ThinkingConfig | undefined;
};

const NO_ADJUSTMENTS: ReadonlySet<Adjustment> = new Set();

/**
 * A prompt as the endpoint wants it: only what was set is sent, since an unknown key is a hard 400.
 * `adjustments` name what this endpoint has refused before.
 */
export function buildRequest(
	prompt: Prompt,
	adjustments: ReadonlySet<Adjustment> = NO_ADJUSTMENTS,
): RequestBody {
	const generationConfig = buildGenerationConfig(prompt, adjustments);
	const shared = {
		contents: buildContents(prompt, adjustments),
		...(prompt.safetySettings?.length && { safetySettings: prompt.safetySettings }),
		...(generationConfig !== undefined && { generationConfig }),
		...(prompt.serviceTier !== undefined && { serviceTier: prompt.serviceTier }),
	};
	if (prompt.cachedContent !== undefined) {
		// What the cache holds must not be sent again.
		return { ...shared, cachedContent: prompt.cachedContent };
	}
	const systemInstruction = buildSystemInstruction(prompt.systemInstruction);
	const tools = buildTools(prompt.tools);
	const toolConfig = buildToolConfig(prompt, adjustments);
	return {
		...(systemInstruction !== undefined && { systemInstruction }),
		...shared,
		...(tools.length > 0 && { tools }),
		...(toolConfig !== undefined && { toolConfig }),
	};
}

function buildContents(prompt: Prompt, adjustments: ReadonlySet<Adjustment>): readonly Content[] {
	const contents = prompt.contents.filter(({ parts }) => parts.length > 0);
	return adjustments.has('signatures')
		? bypassMissingSignatures(withoutSignatures(contents))
		: contents;
}

function buildSystemInstruction(instruction: Prompt['systemInstruction']) {
	if (instruction === undefined || instruction.length === 0) {
		return undefined;
	}
	return { parts: typeof instruction === 'string' ? [{ text: instruction }] : instruction };
}

/** One tool object a kind, in a stable order, so that an implicit cache can find the prefix again. */
export function buildTools(tools: Tools = {}): Readonly<Record<string, unknown>>[] {
	const built: Readonly<Record<string, unknown>>[] = [];
	for (const key of [
		'googleSearch',
		'googleMaps',
		'urlContext',
		'codeExecution',
		'fileSearch',
	] as const) {
		const options = tools[key];
		if (options !== undefined && options !== false) {
			built.push({ [key]: options === true ? {} : options });
		}
	}
	if (tools.functionDeclarations?.length) {
		built.push({ functionDeclarations: tools.functionDeclarations });
	}
	return built;
}

function buildToolConfig(prompt: Prompt, adjustments: ReadonlySet<Adjustment>) {
	const { mode, allowedFunctionNames, latLng, languageCode, ...rest }: ToolConfig =
		prompt.toolConfig ?? {};
	const callsFunctions = Boolean(prompt.tools?.functionDeclarations?.length);
	const restricts = mode === 'ANY' || mode === 'VALIDATED';
	const sendsTraces = sendsServerSideToolInvocations(prompt, rest, adjustments);
	const config = {
		...(callsFunctions &&
			mode !== undefined && {
				functionCallingConfig: {
					mode,
					...(restricts && allowedFunctionNames?.length && { allowedFunctionNames }),
				},
			}),
		...((latLng ?? languageCode) !== undefined && {
			retrievalConfig: {
				...(latLng !== undefined && { latLng }),
				...(languageCode !== undefined && { languageCode }),
			},
		}),
		...(sendsTraces && { includeServerSideToolInvocations: true }),
	};
	return Object.keys(config).length === 0 ? undefined : config;
}

/** The adjustment is a toggle: asked for where it was not sent, left out where it was unknown. */
function sendsServerSideToolInvocations(
	prompt: Prompt,
	config: ToolConfig,
	adjustments: ReadonlySet<Adjustment>,
): boolean {
	const wanted = config.includeServerSideToolInvocations ?? false;
	if (!adjustments.has('serverSideToolInvocations')) {
		return wanted;
	}
	return !wanted && isBuiltInWithFunctions(prompt.tools);
}

const SAMPLING_KEYS = [
	'temperature',
	'topP',
	'topK',
	'presencePenalty',
	'frequencyPenalty',
] as const satisfies readonly (keyof GenerationConfig)[];

function buildGenerationConfig(
	prompt: Prompt,
	adjustments: ReadonlySet<Adjustment>,
): WireGenerationConfig | undefined {
	const config: Record<string, unknown> = {};
	for (const [key, value] of Object.entries(prompt.generationConfig ?? {})) {
		if (value !== undefined && value !== null) {
			config[key] = value;
		}
	}
	if (adjustments.has('sampling')) {
		for (const key of SAMPLING_KEYS) {
			delete config[key];
		}
	}
	if (adjustments.has('responseJsonSchema') && 'responseJsonSchema' in config) {
		delete config['responseJsonSchema'];
		if (prompt.fallbackResponseSchema !== undefined) {
			config['responseSchema'] = prompt.fallbackResponseSchema;
		}
	}
	const thinking = adjustments.has('thinking')
		? undefined
		: thinkingConfig(prompt.model, prompt.thinkingLevel, prompt.includeThoughts);
	if (thinking !== undefined) {
		config['thinkingConfig'] = thinking;
	}
	return Object.keys(config).length === 0 ? undefined : config;
}
