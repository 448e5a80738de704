import type { Usage } from '../shared/events.ts';

/** Tokens that were paid for. */
export interface TokenSum {
	readonly answers: number;
	readonly input: number;
	readonly output: number;
}

/** By model, because each has its price. */
export type UsageByModel = Readonly<Record<string, TokenSum>>;

/** The part of VS Code's `Memento` that is needed. */
export interface UsageMemory {
	get(key: string): unknown;
	update(key: string, value: unknown): PromiseLike<void>;
}

const KEY = 'usage.today';

/** What one answer was billed for: thoughts count as output, what tools brought as input. */
export function billedTokens(usage: Usage): TokenSum {
	return {
		answers: 1,
		input: (usage.billedPrompt ?? usage.prompt ?? 0) + (usage.toolUsePrompt ?? 0),
		output: (usage.candidates ?? 0) + (usage.thoughts ?? 0),
	};
}

export function addUsage(sums: UsageByModel, model: string, usage: Usage): UsageByModel {
	const before = sums[model] ?? { answers: 0, input: 0, output: 0 };
	const added = billedTokens(usage);
	return {
		...sums,
		[model]: {
			answers: before.answers + added.answers,
			input: before.input + added.input,
			output: before.output + added.output,
		},
	};
}

/**
 * The tokens of the day, of all windows and of everything that asks a model. Another window's figures are
 * read again before each change; two that end in the same instant may count as one.
 */
export class UsageTotals {
	private readonly memory: UsageMemory;
	private readonly today: () => string;
	private readonly report: (error: unknown) => void;
	private readonly listeners = new Set<() => void>();

	/** `today` names the day as people here count it, e.g. `2026-11-22`. */
	constructor(memory: UsageMemory, today: () => string, report: (error: unknown) => void) {
		this.memory = memory;
		this.today = today;
		this.report = report;
	}

	get ofToday(): UsageByModel {
		const stored = this.memory.get(KEY);
		if (!isRecord(stored) || stored['day'] !== this.today() || !isRecord(stored['models'])) {
			return {};
		}
		return Object.fromEntries(
			Object.entries(stored['models']).flatMap(([model, sum]) =>
				isTokenSum(sum) ? [[model, sum]] : [],
			),
		);
	}

	add(model: string, usage: Usage): void {
		const models = addUsage(this.ofToday, model, usage);
		this.memory
			.update(KEY, { day: this.today(), models })
			.then(undefined, error => this.report(error));
		for (const listener of this.listeners) {
			listener();
		}
	}

	onDidChange(listener: () => void): { dispose(): void } {
		this.listeners.add(listener);
		return { dispose: () => this.listeners.delete(listener) };
	}
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTokenSum(value: unknown): value is TokenSum {
	return (
		isRecord(value) && ['answers', 'input', 'output'].every(key => Number.isSafeInteger(value[key]))
	);
}
