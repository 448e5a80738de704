import type { Prompt, Tools } from '../shared/prompt.ts';
import type { Provider } from './endpoint.ts';
import { generationOf, isImageModel } from './modelName.ts';

export { generationOf, isImageModel } from './modelName.ts';

export const BUILT_IN_TOOLS = [
	'googleSearch',
	'googleMaps',
	'urlContext',
	'codeExecution',
	'fileSearch',
] as const;

export type ToolName = (typeof BUILT_IN_TOOLS)[number] | 'functionDeclarations';

/** Things in one request that the endpoint would refuse together, or one that it refuses at all. */
export interface ToolConflict {
	/** `json` stands for `responseMimeType: application/json`. */
	readonly tools: readonly (ToolName | 'json')[];
	readonly reason: ToolConflictReason;
}

/**
 * - `functionsWithBuiltIns`: functions and the endpoint's own tools exclude each other here;
 * - `toolsWithJson`: the model writes JSON only without tools;
 * - `imageModel`: an image model takes Google Search only;
 * - `unavailable`: the model, or the endpoint, does not have the tool.
 */
export type ToolConflictReason =
	| 'functionsWithBuiltIns'
	| 'toolsWithJson'
	| 'imageModel'
	| 'unavailable';

type Question = Pick<Prompt, 'model' | 'tools' | 'toolConfig' | 'generationConfig'>;

/**
 * What cannot be asked for together, known before sending (docs/PROTOCOL.md §5): an empty list means that
 * the request will not be refused for its tools, as far as anybody knows. A model whose name says nothing
 * is given the benefit of the doubt; the endpoint's own refusal then says why.
 *
 * `provider` tells the endpoints apart that take different combinations (see `providerOf`).
 */
export function toolConflicts(prompt: Question, provider: Provider): readonly ToolConflict[] {
	const used = usedTools(prompt.tools);
	const json = isJson(prompt) ? (['json'] as const) : [];
	const generation = generationOf(prompt.model);
	if (isImageModel(prompt.model)) {
		const refused = [
			...used.filter(name => name !== 'googleSearch'),
			...(generation < 3 ? json : []),
		];
		return refused.length > 0 ? [{ tools: refused, reason: 'imageModel' }] : [];
	}
	if (generation === 0) {
		return [];
	}
	const conflicts: ToolConflict[] = [];
	const missing = used.filter(name => !isAvailable(name, generation, provider));
	if (missing.length > 0) {
		conflicts.push({ tools: missing, reason: 'unavailable' });
	}
	if (isBuiltInWithFunctions(prompt.tools) && !mayMix(prompt, generation, provider)) {
		conflicts.push({ tools: used, reason: 'functionsWithBuiltIns' });
	}
	if (generation < 3 && json.length > 0 && used.length > 0) {
		conflicts.push({ tools: [...json, ...used], reason: 'toolsWithJson' });
	}
	return conflicts;
}

/**
 * What adding one more tool would collide with: for switches that know which exclude each other. Nothing
 * when it can be added.
 */
export function conflictOfAdding(
	tool: ToolName,
	prompt: Question,
	provider: Provider,
): ToolConflict | undefined {
	const added =
		tool === 'functionDeclarations'
			? { functionDeclarations: [{ name: 'any' }] }
			: { [tool]: true };
	const tools = { ...prompt.tools, ...added };
	return toolConflicts({ ...prompt, tools }, provider).find(({ tools: named }) =>
		named.includes(tool),
	);
}

export function usedTools(tools: Tools = {}): readonly ToolName[] {
	const builtIns: ToolName[] = BUILT_IN_TOOLS.filter(name => Boolean(tools[name]));
	return tools.functionDeclarations?.length ? [...builtIns, 'functionDeclarations'] : builtIns;
}

export function isBuiltInWithFunctions(tools: Tools = {}): boolean {
	const used = usedTools(tools);
	return used.length > 1 && used.includes('functionDeclarations');
}

/**
 * Whether functions and built-in tools go together: from Gemini 3 on, where the flag for it is known. Google
 * gets the flag from us; other endpoints only if the caller insists, because Vertex does not know it.
 */
function mayMix(
	{ toolConfig }: Pick<Prompt, 'toolConfig'>,
	generation: number,
	provider: Provider,
): boolean {
	return (
		generation >= 3 &&
		(provider === 'google' || toolConfig?.includeServerSideToolInvocations === true)
	);
}

function isAvailable(name: ToolName, generation: number, provider: Provider): boolean {
	switch (name) {
		case 'functionDeclarations':
			return true;
		case 'googleSearch':
		case 'codeExecution':
			return generation >= 2;
		case 'fileSearch':
			return generation >= 2.5 && provider !== 'vertex' && provider !== 'comet';
		default:
			return generation >= 2.5;
	}
}

function isJson(prompt: Pick<Prompt, 'generationConfig'>): boolean {
	return prompt.generationConfig?.responseMimeType === 'application/json';
}
