import type { Turn } from '../shared/conversation.ts';

/** Tokens that the last answered request held together with its answer: what the next one starts from. */
export function contextTokens(turns: readonly Turn[]): number | undefined {
	const answer = turns.findLast(turn => turn.role === 'model' && turn.usage !== undefined);
	const usage = answer?.role === 'model' ? answer.usage : undefined;
	return usage?.prompt === undefined ? undefined : usage.prompt + (usage.candidates ?? 0);
}
