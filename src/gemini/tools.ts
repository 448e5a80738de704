import type { Prompt, Tools } from '../shared/prompt.ts';
import { bareModelId } from './endpoint.ts';

export type ToolName = keyof Tools;

/** Two things in one request that the endpoint would refuse together. */
export interface ToolConflict {
	readonly tools: readonly (ToolName | 'json')[];
	readonly reason: 'functionsWithBuiltIns' | 'toolsWithJson' | 'imageModel' | 'unavailable';
}

const BUILT_INS = [
	'googleSearch',
	'googleMaps',
	'urlContext',
	'codeExecution',
	'fileSearch',
] as const;

export function usedTools(tools: Tools = {}): readonly ToolName[] {
	const builtIns: ToolName[] = BUILT_INS.filter(name => Boolean(tools[name]));
	return tools.functionDeclarations?.length ? [...builtIns, 'functionDeclarations'] : builtIns;
}

export function isBuiltInWithFunctions(tools: Tools = {}): boolean {
	const used = usedTools(tools);
	return used.length > 1 && used.includes('functionDeclarations');
}

/** The number in `gemini-N…`: 2.5 → 2.5; 0 for other ids, aliases count as the newest. */
export function generationOf(model: string): number {
	const id = bareModelId(model).toLowerCase();
	if (/^gemini-.*latest$/.test(id)) {
		return Number.POSITIVE_INFINITY;
	}
	return Number(/^gemini-(\d+(?:\.\d+)?)/.exec(id)?.[1] ?? 0);
}

export function isImageModel(model: string): boolean {
	return /-image\b|nano-banana|^imagen/.test(bareModelId(model).toLowerCase());
}

/**
 * What cannot be asked for together, known before sending (docs/PROTOCOL.md §5). An unknown id is given
 * the benefit of the doubt: the endpoint's own refusal then says why.
 */
export function toolConflicts(
	prompt: Pick<Prompt, 'model' | 'tools' | 'toolConfig' | 'generationConfig'>,
): readonly ToolConflict[] {
	const used = usedTools(prompt.tools);
	if (used.length === 0) {
		return [];
	}
	if (isImageModel(prompt.model)) {
		const refused = used.filter(name => name !== 'googleSearch');
		return refused.length > 0 ? [{ tools: refused, reason: 'imageModel' }] : [];
	}
	const generation = generationOf(prompt.model);
	if (generation === 0) {
		return [];
	}
	const conflicts: ToolConflict[] = [];
	if (isBuiltInWithFunctions(prompt.tools) && !mayMix(prompt, generation)) {
		conflicts.push({ tools: used, reason: 'functionsWithBuiltIns' });
	}
	if (generation < 3 && isJson(prompt)) {
		conflicts.push({ tools: ['json', ...used], reason: 'toolsWithJson' });
	}
	const tooNew = used.filter(
		name => generation < 2.5 && (name === 'urlContext' || name === 'googleMaps'),
	);
	if (tooNew.length > 0) {
		conflicts.push({ tools: tooNew, reason: 'unavailable' });
	}
	return conflicts;
}

function mayMix(prompt: Pick<Prompt, 'toolConfig'>, generation: number): boolean {
	return generation >= 3 && prompt.toolConfig?.includeServerSideToolInvocations === true;
}

function isJson(prompt: Pick<Prompt, 'generationConfig'>): boolean {
	return prompt.generationConfig?.responseMimeType === 'application/json';
}
