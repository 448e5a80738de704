import type { Part } from '../../shared/content.ts';

/** What a tool gives back to the model. */
export interface AgentToolResult {
	readonly text: string;
	/** Pictures and the like, as parts with `inlineData`. */
	readonly media?: readonly Part[] | undefined;
}

/** A tool that the model may call in the panel, run on this machine. */
export interface AgentTool {
	/** Unique; for functions of the model it is made into a name that every model takes. */
	readonly name: string;
	/** For people. */
	readonly label: string;
	/** For the model. */
	readonly description: string;
	/** JSON Schema of an object. */
	readonly inputSchema: unknown;
	/** Heading under which pickers show it. */
	readonly group: string;
	/** A person is asked before it runs, because it may change something or is a stranger's. */
	readonly needsPermission: boolean;
	/** Rejects with an error whose message is told to the model. */
	invoke(input: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<AgentToolResult>;
}
