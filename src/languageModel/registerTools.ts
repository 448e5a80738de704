import * as vscode from 'vscode';
import { lazy } from '../platform/lazy.ts';
import type { ContributedToolDeps, ContributedTools } from './contributedTools.ts';

const TOOLS = {
	cometGemini_search: 'search',
	cometGemini_image: 'image',
	cometGemini_json: 'json',
} as const satisfies Record<string, keyof ContributedTools>;

/** Offers our tools to every agent in VS Code; what they do is loaded with their first call. */
export function registerTools(deps: ContributedToolDeps): vscode.Disposable {
	const tools = lazy(async () => {
		const { createContributedTools } = await import('./onDemand.ts');
		return createContributedTools(deps);
	});
	return vscode.Disposable.from(
		...Object.entries(TOOLS).map(([name, method]) =>
			vscode.lm.registerTool(name, {
				invoke: async ({ input }, token) => (await tools())[method](input, token),
			}),
		),
	);
}
