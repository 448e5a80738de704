import { bareFunctionName } from '../../gemini/callEvents.ts';
import { functionErrorPart, functionResponsePart } from '../../gemini/functionResponse.ts';
import type { AgentTool } from '../../platform/tools/agentTool.ts';
import type { Part } from '../../shared/content.ts';

export interface ToolRunnerDeps {
	/** The tool that a function of the model stands for. */
	find(functionName: string): AgentTool | undefined;
	/** Asks the person; `false` is a refusal. */
	permit(tool: AgentTool, input: Readonly<Record<string, unknown>>): Promise<boolean>;
}

/** A longer result is cut, and says so: one tool must not fill the whole context. */
const MAX_RESULT_LENGTH = 60_000;

/**
 * Runs the calls of one answer at once and resolves to their responses in the order of the calls, one each:
 * a failure, a refusal and a stop are responses too, because the model needs as many as it made calls
 * (docs/PROTOCOL.md §5). Pictures that came with them follow. Never rejects.
 * @param calls parts with a `functionCall`.
 */
export async function runCalls(
	calls: readonly Part[],
	signal: AbortSignal,
	deps: ToolRunnerDeps,
): Promise<Part[]> {
	const answers = await Promise.all(calls.map(call => respond(call, signal, deps)));
	return [
		...answers.map(({ response }) => response),
		...answers.flatMap(({ media = [] }) => media),
	];
}

interface Answer {
	readonly response: Part;
	readonly media?: readonly Part[] | undefined;
}

async function respond(call: Part, signal: AbortSignal, deps: ToolRunnerDeps): Promise<Answer> {
	const fail = (message: string): Answer => ({ response: functionErrorPart(call, message) });
	const { find, permit } = deps;
	const { name = '', args = {} } = call.functionCall ?? {};
	const tool = find(bareFunctionName(name));
	if (tool === undefined) {
		return fail(`There is no tool named “${name}”.`);
	}
	try {
		if (tool.needsPermission && !(await permit(tool, args))) {
			return fail('The user refused this call. Do not repeat it; go on without it or ask.');
		}
		signal.throwIfAborted();
		const { text, media } = await tool.invoke(args, signal);
		return { response: functionResponsePart(call, shorten(text)), media };
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		return fail(signal.aborted ? 'The user stopped this call.' : message);
	}
}

function shorten(text: string): string {
	return text.length > MAX_RESULT_LENGTH
		? `${text.slice(0, MAX_RESULT_LENGTH)}\n[cut: ${text.length - MAX_RESULT_LENGTH} more characters; ask for a part]`
		: text;
}
