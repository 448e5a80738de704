import type { FunctionCall, Part } from '../shared/content.ts';

/**
 * The calls of a turn that wait for the client: those that the endpoint ran itself are answered by a
 * `functionResponse` in the same turn (docs/PROTOCOL.md §5).
 */
export function pendingCalls(parts: readonly Part[]): FunctionCall[] {
	const answered = parts.flatMap(({ functionResponse }) =>
		functionResponse === undefined ? [] : [functionResponse],
	);
	return parts.flatMap(({ functionCall }) => {
		const isAnswered = answered.some(
			({ id, name }) => name === functionCall?.name && id === functionCall.id,
		);
		return functionCall === undefined || isAnswered ? [] : [functionCall];
	});
}
