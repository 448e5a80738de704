import { compileFunctionParameters, toFunctionName } from '../gemini/schema/functions.ts';
import type { FunctionDeclaration } from '../shared/prompt.ts';
import type { PlainTool } from './plainMessage.ts';

/** The documented limit of one request. */
const MAX_DECLARATIONS = 512;

export interface FunctionTools {
	readonly declarations: readonly FunctionDeclaration[];
	/** The name under which a tool is declared, or would be. */
	functionName(toolName: string): string;
	/** The tool behind a declared name. */
	toolName(functionName: string): string;
}

/** Tools of any schema as declarations that the model accepts (docs/PROTOCOL.md §5, §8). */
export function toFunctionTools(tools: readonly PlainTool[]): FunctionTools {
	const functionNames = new Map<string, string>();
	const toolNames = new Map<string, string>();
	const declarations: FunctionDeclaration[] = [];
	for (const tool of tools) {
		if (functionNames.has(tool.name) || declarations.length >= MAX_DECLARATIONS) {
			continue;
		}
		const name = toFunctionName(tool.name, new Set(toolNames.keys()));
		functionNames.set(tool.name, name);
		toolNames.set(name, tool.name);
		declarations.push(declarationOf(name, tool));
	}
	return {
		declarations,
		functionName: toolName => functionNames.get(toolName) ?? toFunctionName(toolName),
		toolName: functionName => toolNames.get(functionName) ?? functionName,
	};
}

function declarationOf(name: string, { description, inputSchema }: PlainTool): FunctionDeclaration {
	const { schema } = compileFunctionParameters(inputSchema ?? {});
	return {
		name,
		description,
		...(schema !== undefined && { parametersJsonSchema: schema }),
	};
}
