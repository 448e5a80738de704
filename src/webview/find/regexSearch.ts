import { findMatches, type TextMatch } from './findMatches.ts';

/** What a search needs of a worker. */
export interface SearchWorker {
	postMessage(message: SearchRequest): void;
	terminate(): void;
	onmessage: ((event: MessageEvent<readonly TextMatch[]>) => void) | null;
	onerror: ((event: ErrorEvent) => void) | null;
}

export interface SearchRequest {
	readonly texts: readonly string[];
	readonly pattern: RegExp;
	readonly limit: number;
}

export type SearchResult = readonly TextMatch[] | 'tooSlow';

/** Longer no pattern may take: one that backtracks without end would never come back. */
export const SEARCH_DEADLINE_MS = 1_500;

/**
 * Searches with a pattern that a person wrote, beside the page: whatever it costs, the page stays alive. Each
 * search ends the one before, which resolves to `undefined`.
 */
export class RegexSearch {
	private readonly createWorker: () => SearchWorker;
	private readonly deadline: number;
	private cancel: (() => void) | undefined;

	constructor(
		createWorker: () => SearchWorker = createSearchWorker,
		deadline = SEARCH_DEADLINE_MS,
	) {
		this.createWorker = createWorker;
		this.deadline = deadline;
	}

	find(request: SearchRequest): Promise<SearchResult | undefined> {
		this.stop();
		return new Promise((resolve, reject) => {
			const worker = this.createWorker();
			const end = (settle: () => void) => {
				clearTimeout(timer);
				worker.terminate();
				this.cancel = undefined;
				settle();
			};
			const timer = setTimeout(() => end(() => resolve('tooSlow')), this.deadline);
			this.cancel = () => end(() => resolve(undefined));
			worker.onmessage = ({ data }) => end(() => resolve(data));
			worker.onerror = ({ message }) => end(() => reject(new Error(message)));
			worker.postMessage(request);
		});
	}

	stop(): void {
		this.cancel?.();
	}
}

/** The part of Trusted Types that makes a worker of our own source possible. */
declare const trustedTypes: {
	createPolicy(
		name: string,
		rules: { createScriptURL(url: string): string },
	): { createScriptURL(url: string): URL };
};

/** The policy lets through what is made here, and nothing that came from elsewhere. */
function createSearchWorker(): SearchWorker {
	const source = `const find = ${findMatches.toString()};
onmessage = ({ data: { texts, pattern, limit } }) => postMessage(find(texts, pattern, limit));`;
	const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
	policy ??= trustedTypes.createPolicy('comet-gemini-find', { createScriptURL: own => own });
	const worker = new Worker(policy.createScriptURL(url));
	URL.revokeObjectURL(url);
	return worker;
}

let policy: ReturnType<typeof trustedTypes.createPolicy> | undefined;
