/** What slash commands need: loaded with the first slash. */
export { slashCompletions } from './slashCompletions.ts';
export { slashOutcome, slashRequest } from './slashQuestions.ts';
