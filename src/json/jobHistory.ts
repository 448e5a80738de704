import type * as vscode from 'vscode';
import type { BatchPlan } from './batch/batchPlan.ts';
import type { JsonJob } from './jobs.ts';

/** A generation that was asked for. */
export interface PastJob extends JsonJob {
	/** Milliseconds since 1970. */
	readonly askedAt: number;
	/** Of many items. */
	readonly batch?: PastBatch | undefined;
}

export interface PastBatch {
	/** Of the file that keeps what is made. */
	readonly id: string;
	readonly plan: BatchPlan;
	/** Items made so far. */
	readonly made: number;
	/** Address of the document that they stand in. */
	readonly document: string;
	/** What was made is kept beside that, because not all of it stands there. */
	readonly isKept?: boolean | undefined;
}

/** Whether there is more to be made, or to be written. */
export function isUnfinished({ batch }: PastJob): boolean {
	return batch !== undefined && (batch.isKept === true || batch.made < batch.plan.job.total);
}

const KEY = 'json.history';
const MAX_JOBS = 20;
/** Characters of JSON; a larger job is known until the window closes only. */
const MAX_STORED = 200_000;

/** The last generations of this workspace, newest first. */
export class JobHistory {
	private readonly state: Pick<vscode.Memento, 'get' | 'update'>;
	private past: readonly PastJob[];

	constructor(state: Pick<vscode.Memento, 'get' | 'update'>) {
		this.state = state;
		this.past = state.get<readonly PastJob[]>(KEY, []);
	}

	get jobs(): readonly PastJob[] {
		return this.past;
	}

	/** The same request made again moves to the front. */
	async add(job: PastJob): Promise<void> {
		const same = identityOf(job);
		this.past = [job, ...this.past.filter(each => identityOf(each) !== same)].slice(0, MAX_JOBS);
		const stored = this.past.filter(each => JSON.stringify(each).length <= MAX_STORED);
		await this.state.update(KEY, stored);
	}
}

/** The same for the same request, whenever it was asked. */
export function identityOf({ askedAt: _askedAt, batch, ...job }: PastJob): string {
	return JSON.stringify([job, batch?.plan]);
}
