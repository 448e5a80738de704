import type { KeywordReport, Reason, SchemaProblem, Treatment } from './compiledSchema.ts';

const WEIGHT: Readonly<Record<Treatment, number>> = { enforced: 0, checkedAfter: 1, dropped: 2 };

/**
 * Collects what became of each keyword. A schema object may be used in several places; what is reported
 * is the worst that happened to it.
 */
export class Ledger {
	readonly #keywords = new Map<string, KeywordReport>();
	readonly #problems = new Map<string, SchemaProblem>();

	note(path: string, keyword: string, treatment: Treatment, why: Reason): void {
		const key = `${path} ${keyword}`;
		const known = this.#keywords.get(key);
		if (known === undefined || WEIGHT[known.treatment] < WEIGHT[treatment]) {
			this.#keywords.set(key, { path, keyword, treatment, why });
		}
	}

	treatmentOf(path: string, keyword: string): Treatment | undefined {
		return this.#keywords.get(`${path} ${keyword}`)?.treatment;
	}

	problem(problem: SchemaProblem): void {
		const key = `${problem.kind} ${problem.path} ${problem.reference ?? ''}`;
		this.#problems.set(key, problem);
	}

	get report(): readonly KeywordReport[] {
		return [...this.#keywords.values()];
	}

	get problems(): readonly SchemaProblem[] {
		return [...this.#problems.values()];
	}
}
