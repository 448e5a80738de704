import { invalidArgument, type Refusal } from '../refusal.ts';
import type { Scenario, ScenarioContext } from './scenario.ts';

/** Refuses requests that hold something, until they come without it. */
function refusingIf(
	about: string,
	holds: (context: ScenarioContext) => unknown,
	make: () => Refusal,
): Scenario {
	return {
		about,
		reply: context => {
			if (holds(context)) {
				throw make();
			}
			return undefined;
		},
	};
}

/** What some routes do not know, in the words they refuse it with (docs/PROTOCOL.md §3, §5, §8). */
export const REFUSED_FIELDS = {
	'no-thinking': refusingIf(
		'400 in Vertex’s words while the request has a thinkingConfig.',
		({ ask }) => ask.request.generationConfig?.thinkingConfig,
		() =>
			invalidArgument(
				'Unable to submit request because thinking_level is not supported by this model.. Learn more: https://cloud.google.com/vertex-ai/generative-ai/docs/thinking',
			),
	),
	'no-json-schema': refusingIf(
		'400 Unknown name while the request has a responseJsonSchema.',
		({ ask }) => ask.request.generationConfig?.responseJsonSchema,
		() =>
			invalidArgument(
				'Invalid JSON payload received. Unknown name "responseJsonSchema" at \'generation_config\': Cannot find field.',
			),
	),
	'no-sampling': refusingIf(
		'400 while the request has sampling parameters.',
		({ ask: { request } }) =>
			request.generationConfig?.temperature ??
			request.generationConfig?.topP ??
			request.generationConfig?.topK,
		() =>
			invalidArgument(
				'Sampling parameters are not supported for this model: temperature, top_p, top_k.',
			),
	),
	'no-server-side-invocations': refusingIf(
		'400 Unknown name while the request has includeServerSideToolInvocations, as on Vertex.',
		({ ask }) => ask.request.toolConfig?.includeServerSideToolInvocations,
		() =>
			invalidArgument(
				'Invalid JSON payload received. Unknown name "includeServerSideToolInvocations" at \'tool_config\': Cannot find field.',
			),
	),
} as const satisfies Readonly<Record<string, Scenario>>;
