/** What is offered while somebody edits. */
export { ExplainCodeActionProvider } from './explainCodeActionProvider.ts';
export { ProblemHoverProvider } from './problemHoverProvider.ts';
