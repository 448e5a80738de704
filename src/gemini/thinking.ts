import type { ThinkingLevel } from '../shared/prompt.ts';
import { familyName } from './modelName.ts';

export type WireThinkingLevel = 'MINIMAL' | 'LOW' | 'MEDIUM' | 'HIGH';

/** How a model lets its thinking be steered (docs/PROTOCOL.md §3). */
export type ThinkingControl =
	| { readonly kind: 'none' }
	| { readonly kind: 'level'; readonly levels: readonly WireThinkingLevel[] }
	/** Budgets in tokens; `canBeOff` says that 0 is accepted too, `startsOff` that no budget means 0. */
	| {
			readonly kind: 'budget';
			readonly min: number;
			readonly max: number;
			readonly canBeOff: boolean;
			readonly startsOff?: boolean;
	  };

/** The wire's `generationConfig.thinkingConfig`. */
export interface ThinkingConfig {
	readonly thinkingLevel?: WireThinkingLevel | undefined;
	readonly thinkingBudget?: number | undefined;
	readonly includeThoughts?: boolean | undefined;
}

const NONE: ThinkingControl = { kind: 'none' };
const ALL_LEVELS = levels('MINIMAL', 'LOW', 'MEDIUM', 'HIGH');
const WITHOUT_MINIMAL = levels('LOW', 'MEDIUM', 'HIGH');
const MINIMAL_OR_HIGH = levels('MINIMAL', 'HIGH');

/** First match wins; what no row names is guessed from the generation in its name. */
const KNOWN: readonly (readonly [RegExp, ThinkingControl])[] = [
	[/^gemini-3\.1-flash(-lite)?-image/, MINIMAL_OR_HIGH],
	[/-(tts|image|transcribe|live)\b|embedding|nano-banana/, NONE],
	[/^gemini-2\.5-pro/, { kind: 'budget', min: 128, max: 32_768, canBeOff: false }],
	[
		/^gemini-2\.5-flash-lite/,
		{ kind: 'budget', min: 512, max: 24_576, canBeOff: true, startsOff: true },
	],
	[/^gemini-2\.5-/, { kind: 'budget', min: 1, max: 24_576, canBeOff: true }],
	[/^gemini-3-pro/, levels('LOW', 'HIGH')],
	[/^gemini-[a-z-]*latest$/, WITHOUT_MINIMAL],
	[/^gemma-4-/, MINIMAL_OR_HIGH],
];

/** Works for any id: a table for the known families, the rule of docs/PROTOCOL.md §3.2 for the others. */
export function thinkingControl(model: string): ThinkingControl {
	const id = familyName(model);
	return KNOWN.find(([pattern]) => pattern.test(id))?.[1] ?? guessedControl(id);
}

function guessedControl(id: string): ThinkingControl {
	const match = /^gemini-(\d+)(?:\.(\d+))?-(.+)$/.exec(id);
	const generation = Number(match?.[1] ?? 0);
	const minor = Number(match?.[2] ?? 0);
	if (generation < 3) {
		return NONE;
	}
	const isEarlyFlash = generation === 3 && minor < 7 && /flash/.test(match?.[3] ?? '');
	return isEarlyFlash ? ALL_LEVELS : WITHOUT_MINIMAL;
}

const BUDGETS = {
	minimal: 512,
	low: 1_024,
	medium: 8_192,
	high: Number.POSITIVE_INFINITY,
} as const;

/**
 * What to send for a level that a person chose: nothing for `auto` and for models that cannot be steered,
 * else the nearest value the model takes. `off` is the least the model accepts.
 */
export function thinkingConfig(
	model: string,
	level: ThinkingLevel = 'auto',
	includeThoughts = false,
): ThinkingConfig | undefined {
	const control = thinkingControl(model);
	const steering = steeringOf(control, level);
	const wantsThoughts = includeThoughts && mayThink(control, steering);
	if (steering === undefined && !wantsThoughts) {
		return undefined;
	}
	return { ...steering, ...(wantsThoughts && { includeThoughts: true }) };
}

/** Summaries of thinking that is off are refused by some routes, and the model's whole thinking with them. */
function mayThink(control: ThinkingControl, steering: ThinkingConfig | undefined): boolean {
	if (control.kind !== 'budget') {
		return control.kind !== 'none';
	}
	return (steering?.thinkingBudget ?? (control.startsOff ? 0 : control.max)) > 0;
}

function steeringOf(control: ThinkingControl, level: ThinkingLevel): ThinkingConfig | undefined {
	if (level === 'auto' || control.kind === 'none') {
		return undefined;
	}
	return control.kind === 'level'
		? { thinkingLevel: nearestLevel(control.levels, level) }
		: { thinkingBudget: budgetOf(control, level) };
}

function budgetOf(
	{ min, max, canBeOff }: Extract<ThinkingControl, { kind: 'budget' }>,
	level: Exclude<ThinkingLevel, 'auto'>,
): number {
	if (level === 'off') {
		return canBeOff ? 0 : min;
	}
	// A model whose thinking cannot be off has a smaller least budget; “minimal” means that least.
	const wanted = level === 'minimal' && !canBeOff ? min : BUDGETS[level];
	return Math.min(max, Math.max(min, wanted));
}

const ORDER: readonly WireThinkingLevel[] = ['MINIMAL', 'LOW', 'MEDIUM', 'HIGH'];
const RANK = { off: 0, minimal: 0, low: 1, medium: 2, high: 3 } as const;

function nearestLevel(
	available: readonly WireThinkingLevel[],
	level: Exclude<ThinkingLevel, 'auto'>,
): WireThinkingLevel {
	const distance = (wire: WireThinkingLevel) => Math.abs(ORDER.indexOf(wire) - RANK[level]);
	// `<=` lets the deeper of two equally near levels win.
	return available.reduce((best, wire) => (distance(wire) <= distance(best) ? wire : best));
}

/** The levels that make a difference for this model, for pickers: what a person may choose, least first. */
export function choosableLevels(model: string): readonly ThinkingLevel[] {
	const control = thinkingControl(model);
	if (control.kind === 'none') {
		return ['auto'];
	}
	if (control.kind === 'budget') {
		return [
			'auto',
			...(control.canBeOff ? (['off'] as const) : []),
			'minimal',
			'low',
			'medium',
			'high',
		];
	}
	const offered = { MINIMAL: 'minimal', LOW: 'low', MEDIUM: 'medium', HIGH: 'high' } as const;
	return ['auto', ...control.levels.map(wire => offered[wire])];
}

function levels(...available: WireThinkingLevel[]): ThinkingControl {
	return { kind: 'level', levels: available };
}
