import type { BatchJob } from './batch.ts';
import type { BatchFormat } from './itemText.ts';

/** How many items are to be made, and how they are written down. */
export interface BatchPlan {
	readonly job: BatchJob;
	readonly format: BatchFormat;
}
