/** What people ask for now and then: loaded together, with the first of them, not when VS Code starts. */
export { diagnoseConnection } from './help/diagnoseConnection.ts';
export { reportProblem } from './help/reportProblem.ts';
export { chooseEndpoint, clearApiKey, setApiKey } from './keyActions.ts';
export { pickModel } from './modelPicker.ts';
export { pickThinkingLevel } from './thinkingPicker.ts';
