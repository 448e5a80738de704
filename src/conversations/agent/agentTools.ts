import { compileFunctionParameters, toFunctionName } from '../../gemini/schema/functions.ts';
import type { AgentTool } from '../../platform/tools/agentTool.ts';
import type { Part } from '../../shared/content.ts';
import type { FunctionDeclaration } from '../../shared/prompt.ts';
import { runCalls, type ToolRunnerDeps } from './toolRunner.ts';

export interface AgentToolsDeps {
	/** All tools there are now. */
	available(): readonly AgentTool[];
	/** Names of those that the person has switched on. */
	chosen(): ReadonlySet<string>;
	permit: ToolRunnerDeps['permit'];
}

/** The tools that the panel's model may call: declared to it, and run when it calls them. */
export class AgentTools {
	private readonly deps: AgentToolsDeps;

	constructor(deps: AgentToolsDeps) {
		this.deps = deps;
	}

	/** Empty when none is switched on. */
	declarations(): readonly FunctionDeclaration[] {
		return [...this.byFunctionName()].map(([name, { description, inputSchema }]) => {
			const { schema } = compileFunctionParameters(inputSchema);
			return { name, description, ...(schema !== undefined && { parametersJsonSchema: schema }) };
		});
	}

	/** See {@link runCalls}. */
	run(calls: readonly Part[], signal: AbortSignal): Promise<Part[]> {
		const tools = this.byFunctionName();
		return runCalls(calls, signal, { find: name => tools.get(name), permit: this.deps.permit });
	}

	private byFunctionName(): ReadonlyMap<string, AgentTool> {
		const chosen = this.deps.chosen();
		const tools = new Map<string, AgentTool>();
		for (const tool of this.deps.available()) {
			if (chosen.has(tool.name)) {
				tools.set(toFunctionName(tool.name, new Set(tools.keys())), tool);
			}
		}
		return tools;
	}
}
