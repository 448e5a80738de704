import type { KeywordReport, Reason, SchemaProblem, Treatment } from './compiledSchema.ts';

const WEIGHT: Readonly<Record<Treatment, number>> = { enforced: 0, checkedAfter: 1, dropped: 2 };

/**
 * Collects what became of each keyword. A schema object may be used in several places; what is reported
 * is the worst that happened to it.
 */
export class Ledger {
	readonly #keywords = new Map<string, KeywordReport>();
	readonly #leftOut = new Map<string, Reason>();
	readonly #problems = new Map<string, SchemaProblem>();

	note(path: string, keyword: string, treatment: Treatment, why: Reason): void {
		const key = `${path} ${keyword}`;
		const known = this.#keywords.get(key);
		if (known === undefined || WEIGHT[known.treatment] < WEIGHT[treatment]) {
			this.#keywords.set(key, { path, keyword, treatment, why });
		}
	}

	/** Everything at and below a path was left out of what is sent. */
	leftOut(path: string, why: Reason): void {
		this.#leftOut.set(path, why);
	}

	treatmentOf(path: string, keyword: string): Treatment | undefined {
		return this.#keywords.get(`${path} ${keyword}`)?.treatment;
	}

	problem(problem: SchemaProblem): void {
		const key = `${problem.kind} ${problem.path} ${problem.reference ?? ''}`;
		this.#problems.set(key, problem);
	}

	/** A copy to try something with; `take` makes it real. */
	fork(): Ledger {
		const copy = new Ledger();
		copy.take(this);
		return copy;
	}

	take(other: Ledger): void {
		for (const { path, keyword, treatment, why } of other.#keywords.values()) {
			this.note(path, keyword, treatment, why);
		}
		for (const [path, why] of other.#leftOut) {
			this.leftOut(path, why);
		}
		for (const problem of other.problems) {
			this.problem(problem);
		}
	}

	get report(): readonly KeywordReport[] {
		return [...this.#keywords.values()].map(each => {
			const why = each.treatment === 'enforced' ? this.#reasonLeftOut(each.path) : undefined;
			return why === undefined ? each : { ...each, treatment: 'checkedAfter', why };
		});
	}

	get problems(): readonly SchemaProblem[] {
		return [...this.#problems.values()];
	}

	#reasonLeftOut(path: string): Reason | undefined {
		for (let at = path; ; at = at.slice(0, at.lastIndexOf('/'))) {
			const why = this.#leftOut.get(at);
			if (why !== undefined || at === '') {
				return why;
			}
		}
	}
}
