/** What answers requests: loaded together, with the first of them. */
export { createContributedTools } from './contributedTools.ts';
export { respond } from './respond.ts';
export { estimateMessage } from './tokenCount.ts';
