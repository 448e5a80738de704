/** What makes explanations: loaded together, with the first of them. */
export * as entryPoints from './entryPoints.ts';
export { explainArgs } from './explainArgs.ts';
export { Explainer } from './explainer.ts';
export { explanationCommands } from './explanationCommands.ts';
export { terminalRequest } from './terminalSelection.ts';
