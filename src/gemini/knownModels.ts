import type { ModelEntry } from './modelInfo.ts';

const TEXT_LIMITS = { inputTokenLimit: 1_048_576, outputTokenLimit: 65_536 };
/** Input, thoughts and output share one context. */
const SHARED_LIMITS = { inputTokenLimit: 1_048_576, outputTokenLimit: 1_048_576 };
const UNKNOWN_LIMITS = {};

type Row = readonly [id: string, displayName: string, limits: object, retirement?: string];

const ROWS: readonly Row[] = [
	['gemini-4-argon', 'Gemini 4 Argon', SHARED_LIMITS],
	['gemini-3.8-flash', 'Gemini 3.8 Flash', TEXT_LIMITS],
	['gemini-3.7-flash', 'Gemini 3.7 Flash', TEXT_LIMITS],
	['gemini-3.6-flash', 'Gemini 3.6 Flash', TEXT_LIMITS],
	['gemini-3.5-flash', 'Gemini 3.5 Flash', TEXT_LIMITS],
	['gemini-3.5-flash-lite', 'Gemini 3.5 Flash-Lite', TEXT_LIMITS],
	['gemini-3.1-pro-preview', 'Gemini 3.1 Pro Preview', TEXT_LIMITS],
	['gemini-3.1-flash-lite', 'Gemini 3.1 Flash-Lite', TEXT_LIMITS],
	['gemini-3-flash-preview', 'Gemini 3 Flash Preview', TEXT_LIMITS],
	['gemini-2.5-flash-lite', 'Gemini 2.5 Flash-Lite', TEXT_LIMITS],
	['gemini-2.5-pro', 'Gemini 2.5 Pro', TEXT_LIMITS, '2026-12-01'],
	['gemini-2.5-flash', 'Gemini 2.5 Flash', TEXT_LIMITS, '2026-12-01'],
	['gemini-3.1-flash-image', 'Gemini 3.1 Flash Image', UNKNOWN_LIMITS],
	['gemini-3.1-flash-lite-image', 'Gemini 3.1 Flash-Lite Image', UNKNOWN_LIMITS],
	['gemini-3-pro-image', 'Gemini 3 Pro Image', UNKNOWN_LIMITS],
	['gemini-2.5-flash-image', 'Gemini 2.5 Flash Image', UNKNOWN_LIMITS],
];

/**
 * What is said of models where no list says more, and what is offered where there is no list at all
 * (docs/PROTOCOL.md §11). Not a whitelist: any id can be used.
 */
export const KNOWN_MODELS: readonly ModelEntry[] = ROWS.map(
	([id, displayName, limits, retirement]) => ({
		id,
		source: 'builtIn',
		displayName,
		...limits,
		...(retirement !== undefined && { retirement }),
	}),
);
