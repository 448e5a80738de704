import * as vscode from 'vscode';
import { abortSignalOf } from '../../platform/cancellation.ts';
import type { Notifier } from '../../platform/notify.ts';
import { isUnfinished, type JobHistory, type PastBatch, type PastJob } from '../jobHistory.ts';
import type { JsonJob } from '../jobs.ts';
import type { StreamOptions } from '../stream/streamJson.ts';
import type { Validator } from '../validation/verdict.ts';
import { noticeWords } from '../words.ts';
import { BatchCollector, type BatchProgress, runBatches } from './batch.ts';
import type { BatchPlan } from './batchPlan.ts';
import { type BatchStore, createBatchId } from './batchStore.ts';
import { ItemPage } from './itemPage.ts';
import { createItemSource } from './itemSource.ts';

export interface BatchRunnerDeps {
	readonly generate: StreamOptions['generate'];
	readonly validator: Pick<Validator, 'validate'>;
	readonly notifier: Notifier;
	readonly history: JobHistory;
	readonly store: BatchStore;
}

/** One batch under way. */
interface Batch {
	readonly job: JsonJob;
	readonly past: Pick<PastBatch, 'id' | 'plan'>;
	readonly page: ItemPage;
}

/** How an attempt to make what is missing has ended. */
interface Attempt {
	/** By the person. */
	readonly isCancelled: boolean;
	/** All that was made stands in the document. */
	readonly isWritten: boolean;
}

/** Makes many items in several requests; what is made stays, and the rest can be asked for later. */
export class BatchRunner {
	private readonly deps: BatchRunnerDeps;

	constructor(deps: BatchRunnerDeps) {
		this.deps = deps;
	}

	async run(job: JsonJob, plan: BatchPlan): Promise<void> {
		const page = await ItemPage.open(plan.format, []);
		await this.make({ job, page, past: { id: createBatchId(), plan } });
	}

	/** With the numbers of items that unfinished batches have really made. */
	upToDate(jobs: readonly PastJob[]): Promise<readonly PastJob[]> {
		return Promise.all(
			jobs.map(async job => {
				const { batch } = job;
				const kept = batch && isUnfinished(job) ? await this.deps.store.load(batch.id) : undefined;
				const made = kept?.items.length ?? 0;
				return batch && kept ? { ...job, batch: { ...batch, made, isKept: true } } : job;
			}),
		);
	}

	/** Goes on with a batch that was broken off, also by the end of the window. */
	async resume({ batch, askedAt: _askedAt, ...job }: PastJob): Promise<void> {
		const progress = batch && (await this.deps.store.load(batch.id));
		if (batch === undefined || progress === undefined) {
			void vscode.window.showWarningMessage(
				vscode.l10n.t('What was made of this batch is no longer kept. Ask for it anew.'),
			);
			return;
		}
		const page = await ItemPage.open(batch.plan.format, progress.items, batch.document);
		await this.make({ job, page, past: batch }, progress);
	}

	private async make(batch: Batch, progress?: BatchProgress): Promise<void> {
		const { plan } = batch.past;
		const { page } = batch;
		try {
			for (let before = progress; ; ) {
				await this.remember(batch, before?.items.length ?? 0, before !== undefined);
				const collector = new BatchCollector(plan.job, before);
				const attempt = await this.attempt(batch, collector);
				await this.remember(batch, collector.count, !attempt.isWritten);
				if (collector.isDone && attempt.isWritten) {
					await this.deps.store.remove(batch.past.id);
					vscode.window.setStatusBarMessage(
						`$(pass) ${vscode.l10n.t('All {0} items are made.', collector.count)}`,
						10_000,
					);
					return;
				}
				if (!(await wantsMore(collector, plan.job.total, attempt))) {
					return;
				}
				before = collector.progress;
				page.retry();
			}
		} finally {
			page.dispose();
		}
	}

	/** What failed has been said. */
	private attempt({ job, past, page }: Batch, collector: BatchCollector): Thenable<Attempt> {
		const { generate, validator, notifier, store } = this.deps;
		const { total, distinctOn } = past.plan.job;
		return withProgress(job.name, total, collector.count, async (signal, report) => {
			const saver = store.saver(
				past.id,
				() => collector.progress,
				error => notifier.error(error),
			);
			const onItem = (item: unknown) => {
				report.count(collector.count);
				page.add([item]);
				saver.soon();
			};
			const source = createItemSource(job, distinctOn, {
				generate,
				validator,
				onNotice: notice => report.note(noticeWords(notice)),
			});
			try {
				await runBatches(collector, past.plan.job, source, onItem, signal);
			} catch (error) {
				if (!signal.aborted) {
					notifier.error(error);
				}
			}
			const isWritten = await page.written().then(
				() => true,
				error => {
					notifier.error(error);
					return false;
				},
			);
			await saver.end();
			return { isCancelled: signal.aborted, isWritten };
		});
	}

	private async remember(
		{ job, past: { id, plan }, page }: Batch,
		made: number,
		isKept = false,
	): Promise<void> {
		const { history, store } = this.deps;
		const document = page.document.uri.toString();
		const batch = { id, plan, made, document, ...(isKept && { isKept }) };
		await history.add({ ...job, askedAt: Date.now(), batch });
		await store.keepOnly(history.jobs.flatMap(({ batch }) => (batch ? [batch.id] : [])));
	}
}

interface Report {
	count(made: number): void;
	/** Said beside the number until the next. */
	note(words: string): void;
}

function withProgress<T>(
	name: string,
	total: number,
	made: number,
	work: (signal: AbortSignal, report: Report) => Promise<T>,
): Thenable<T> {
	const options = {
		location: vscode.ProgressLocation.Notification,
		title: vscode.l10n.t('Generating JSON for {0}', name),
		cancellable: true,
	};
	return vscode.window.withProgress(options, async (progress, token) => {
		const { signal, dispose } = abortSignalOf(token);
		let last = 0;
		let note = '';
		const show = (count: number) => {
			const words = vscode.l10n.t('{0} of {1} items', count, total);
			const message = note === '' ? words : `${words} – ${note}`;
			progress.report({ message, increment: ((count - last) / total) * 100 });
			last = count;
		};
		show(made);
		try {
			return await work(signal, {
				count: show,
				note: words => {
					note = words;
					show(last);
				},
			});
		} finally {
			dispose();
		}
	});
}

async function wantsMore(
	{ progress: { items, duplicates, invalid }, isExhausted }: BatchCollector,
	total: number,
	{ isCancelled, isWritten }: Attempt,
): Promise<boolean> {
	const goOn = vscode.l10n.t('Go On');
	const words = [
		vscode.l10n.t('{0} of {1} items are made.', items.length, total),
		...(isWritten ? [] : [vscode.l10n.t('Not all of them could be written.')]),
		...(isExhausted ? [vscode.l10n.t('The model brings nothing new any more.')] : []),
		...(duplicates > 0 ? [vscode.l10n.t('Left out as alike: {0}.', duplicates)] : []),
		...(invalid > 0 ? [vscode.l10n.t('Left out as invalid: {0}.', invalid)] : []),
	].join(' ');
	const chosen = isCancelled
		? await vscode.window.showInformationMessage(words, goOn)
		: await vscode.window.showWarningMessage(words, goOn);
	return chosen === goOn;
}
