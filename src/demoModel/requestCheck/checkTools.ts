import type { Model } from '../models.ts';
import { invalidArgument } from '../refusal.ts';
import { MAX_SCHEMA_DEPTH, schemaDepth } from './checkGeneration.ts';
import type { GenerateRequest } from './requestSchema.ts';
import type { RequestFunction } from './toolSchema.ts';

const FUNCTION_NAME = /^[A-Za-z_][\w.:-]{0,127}$/;

/** Declarations, modes, and what cannot be combined for the model's generation (docs/PROTOCOL.md §5). */
export function checkTools(request: GenerateRequest, model: Model): void {
	const declarations = declaredFunctions(request);
	const builtIns = builtInTools(request);
	for (const [index, declaration] of declarations.entries()) {
		checkDeclaration(declaration, index);
	}
	checkCallingConfig(request, declarations, builtIns);
	if (declarations.length + builtIns.length === 0) {
		return;
	}
	checkSupport(model, declarations, builtIns);
	checkJsonMode(request, model, declarations.length > 0);
	if (declarations.length > 0 && builtIns.length > 0) {
		checkCombination(request, model);
	}
}

export function declaredFunctions({ tools = [] }: GenerateRequest): readonly RequestFunction[] {
	return tools.flatMap(tool => tool.functionDeclarations ?? []);
}

/** Wire names of the requested tools that the endpoint runs itself. */
export function builtInTools({ tools = [] }: GenerateRequest): readonly string[] {
	return tools.flatMap(tool => Object.keys(tool).filter(key => key !== 'functionDeclarations'));
}

function checkDeclaration(declaration: RequestFunction, index: number): void {
	const where = `GenerateContentRequest.tools[0].function_declarations[${index}]`;
	if (!FUNCTION_NAME.test(declaration.name)) {
		throw invalidArgument(
			`* ${where}.name: [FIELD_INVALID] Invalid function name. Must start with a letter or an underscore. Must be alphanumeric (a-z, A-Z, 0-9), underscores (_), dots (.), colons (:), or dashes (-), with a maximum length of 128.\n`,
		);
	}
	const { parameters, parametersJsonSchema } = declaration;
	if (parameters !== undefined && parametersJsonSchema !== undefined) {
		throw invalidArgument(
			`* ${where}: only one of parameters and parameters_json_schema can be set.\n`,
		);
	}
	if (parameters?.type === 'OBJECT' && Object.keys(parameters.properties ?? {}).length === 0) {
		throw invalidArgument(
			`* ${where}.parameters.properties: should be non-empty for OBJECT type\n`,
		);
	}
	if (schemaDepth(parameters ?? parametersJsonSchema) > MAX_SCHEMA_DEPTH) {
		throw invalidArgument(
			'A FunctionDeclaration in the request exceeds the maximum allowed nesting depth.',
		);
	}
}

function checkCallingConfig(
	{ toolConfig }: GenerateRequest,
	declarations: readonly RequestFunction[],
	builtIns: readonly string[],
): void {
	const { mode, allowedFunctionNames = [] } = toolConfig?.functionCallingConfig ?? {};
	if (allowedFunctionNames.length > 0 && mode !== 'ANY' && mode !== 'VALIDATED') {
		throw invalidArgument(
			'Allowed function names can only be set when function calling mode is ANY or VALIDATED.',
		);
	}
	const unknown = allowedFunctionNames.find(name => !declarations.some(each => each.name === name));
	if (unknown !== undefined) {
		throw invalidArgument(
			`Allowed function name ${unknown} is not among the function declarations.`,
		);
	}
	if (mode === 'ANY' && declarations.length === 0 && builtIns.length === 0) {
		throw invalidArgument('Function calling config is set without function_declarations.');
	}
	const names = declarations.map(each => each.name);
	const twice = names.find((name, index) => names.indexOf(name) !== index);
	if (twice !== undefined) {
		throw invalidArgument(`Duplicate function declaration found: ${twice}`);
	}
}

function checkSupport(
	model: Model,
	declarations: readonly RequestFunction[],
	builtIns: readonly string[],
): void {
	if (model.kind === 'text') {
		const tooOld = builtIns.find(
			name => ['urlContext', 'googleMaps'].includes(name) && model.generation < 2.5,
		);
		if (tooOld !== undefined || builtIns.includes('googleSearchRetrieval')) {
			throw invalidArgument(`${tooOld ?? 'google_search_retrieval'} is not supported.`);
		}
		return;
	}
	if (declarations.length > 0) {
		throw invalidArgument('Function calling is not enabled for this model.');
	}
	const refused = builtIns.find(name => name !== 'googleSearch' || model.kind !== 'image');
	if (refused !== undefined) {
		throw invalidArgument(`Tool ${refused} is not enabled for this model.`);
	}
}

function checkJsonMode({ generationConfig }: GenerateRequest, model: Model, calls: boolean): void {
	const type = generationConfig?.responseMimeType;
	if (model.generation >= 3 || type === undefined || type === 'text/plain') {
		return;
	}
	const what = calls ? 'Function calling' : 'Tool use';
	throw invalidArgument(`${what} with a response mime type: '${type}' is unsupported`);
}

function checkCombination({ toolConfig }: GenerateRequest, model: Model): void {
	if (model.generation < 3) {
		throw invalidArgument('Tool use with function calling is unsupported');
	}
	if (!toolConfig?.includeServerSideToolInvocations) {
		throw invalidArgument(
			'Please enable tool_config.include_server_side_tool_invocations to use Built-in tools with Function calling.',
		);
	}
	if (toolConfig.functionCallingConfig?.mode === 'AUTO') {
		throw invalidArgument(
			'Function calling mode AUTO is not supported together with built-in tools. Use VALIDATED instead.',
		);
	}
}
