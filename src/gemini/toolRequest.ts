import type { Adjustment } from '../shared/events.ts';
import type { FunctionDeclaration, Prompt, Tools } from '../shared/prompt.ts';
import type { Provider } from './endpoint.ts';
import { isRecord } from './json.ts';
import { generationOf } from './modelName.ts';
import { BUILT_IN_TOOLS, isBuiltInWithFunctions } from './tools.ts';

type ToolObject = Readonly<Record<string, unknown>>;

/** One tool object a kind, in a stable order, so that an implicit cache can find the prefix again. */
export function buildTools(tools: Tools = {}): readonly ToolObject[] {
	const built: ToolObject[] = [];
	for (const key of BUILT_IN_TOOLS) {
		const options = tools[key];
		if (options !== undefined && options !== false) {
			built.push({ [key]: options === true ? {} : options });
		}
	}
	built.push(...(tools.others ?? []));
	if (tools.functionDeclarations?.length) {
		built.push({ functionDeclarations: tools.functionDeclarations.map(toDeclaration) });
	}
	return built;
}

/** The two forms of the parameters exclude each other, and some models refuse an object without properties. */
function toDeclaration(declaration: FunctionDeclaration): ToolObject {
	const { parameters, parametersJsonSchema, ...rest } = declaration;
	if (parametersJsonSchema !== undefined) {
		return takesNothing(parametersJsonSchema) ? rest : { ...rest, parametersJsonSchema };
	}
	return parameters === undefined || takesNothing(parameters) ? rest : { ...rest, parameters };
}

const SAYS_NOTHING: ReadonlySet<string> = new Set([
	'type',
	'properties',
	'required',
	'additionalProperties',
	'$schema',
	'title',
	'description',
]);

function takesNothing(schema: unknown): boolean {
	return (
		isRecord(schema) &&
		/^object$/i.test(String(schema['type'] ?? 'object')) &&
		Object.keys(isRecord(schema['properties']) ? schema['properties'] : {}).length === 0 &&
		!isRecord(schema['additionalProperties']) &&
		Object.keys(schema).every(key => SAYS_NOTHING.has(key))
	);
}

export function buildToolConfig(
	prompt: Prompt,
	adjustments: ReadonlySet<Adjustment>,
	provider: Provider,
): ToolObject | undefined {
	const { latLng, languageCode } = prompt.toolConfig ?? {};
	const sendsTraces = sendsServerSideToolInvocations(prompt, adjustments, provider);
	const functionCallingConfig = buildCallingConfig(prompt, sendsTraces);
	const config = {
		...(functionCallingConfig !== undefined && { functionCallingConfig }),
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

function buildCallingConfig({ tools, toolConfig }: Prompt, sendsTraces: boolean) {
	const { mode, allowedFunctionNames } = toolConfig ?? {};
	if (mode === undefined || !tools?.functionDeclarations?.length) {
		return undefined;
	}
	const restricts = mode === 'ANY' || mode === 'VALIDATED';
	return {
		// Where the endpoint's own tools run beside functions, AUTO is refused and VALIDATED is the same freedom.
		mode: sendsTraces && mode === 'AUTO' ? 'VALIDATED' : mode,
		...(restricts && allowedFunctionNames?.length && { allowedFunctionNames }),
	};
}

/**
 * The flag that lets functions and built-in tools go together (docs/PROTOCOL.md §5): the caller's word; else
 * where Google needs it, where an endpoint has asked for it, or where the history shows that it was on, since
 * it must then stay on.
 */
function sendsServerSideToolInvocations(
	{ model, contents, tools, toolConfig }: Prompt,
	adjustments: ReadonlySet<Adjustment>,
	provider: Provider,
): boolean {
	if (adjustments.has('withoutServerSideToolInvocations')) {
		return false;
	}
	if (toolConfig?.includeServerSideToolInvocations !== undefined) {
		return toolConfig.includeServerSideToolInvocations;
	}
	const isNeeded = adjustments.has('serverSideToolInvocations') || provider === 'google';
	const mixes = isBuiltInWithFunctions(tools) && generationOf(model) >= 3;
	return (
		(isNeeded && mixes) ||
		contents.some(({ parts }) => parts.some(part => part.toolCall ?? part.toolResponse))
	);
}
