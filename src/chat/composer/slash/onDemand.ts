/** What slash commands need: loaded with the first slash. */
export { slashCompletions } from './slashCompletions.ts';
export { slashOutcome } from './slashQuestions.ts';
