import * as vscode from 'vscode';
import { abortSignalOf } from '../../platform/cancellation.ts';
import type { Notifier } from '../../platform/notify.ts';
import { type JsonJob, withSeed } from '../jobs.ts';
import { JsonPlace } from '../jsonPlace.ts';
import { ItemReader } from '../stream/itemReader.ts';
import { type Constraint, type StreamOptions, streamJson } from '../stream/streamJson.ts';
import { isValid, type Validator } from '../validation/verdict.ts';
import { BatchCollector, type BatchItem, type BatchRequest, runBatches } from './batch.ts';
import { type BatchFormat, renderItems } from './batchFormat.ts';
import type { BatchPlan } from './batchPicker.ts';
import { buildBatchPrompt } from './batchPrompt.ts';

export interface BatchRunnerDeps {
	readonly generate: StreamOptions['generate'];
	readonly validator: Pick<Validator, 'validate'>;
	readonly notifier: Notifier;
}

const LANGUAGES = { array: 'json', jsonl: 'jsonl', csv: 'plaintext' } as const;

/** Makes many items of a job in several requests; what is made stays, and the rest can be asked for again. */
export async function runBatchJob(
	job: JsonJob,
	{ job: batch, format }: BatchPlan,
	deps: BatchRunnerDeps,
): Promise<void> {
	const document = await vscode.workspace.openTextDocument({ language: LANGUAGES[format] });
	await vscode.window.showTextDocument(document, { preview: false });
	const page = new ItemPage(new JsonPlace(document), format);
	const request = itemRequest(job, batch.distinctOn, deps);
	let collector = new BatchCollector(batch);
	for (;;) {
		const isCancelled = await withProgress(job.name, batch.total, async (signal, report) => {
			const onItem = () => {
				const { items } = collector.progress;
				report(items.length);
				page.show(items);
			};
			try {
				await runBatches(collector, batch, request, onItem, signal);
			} catch (error) {
				if (!signal.aborted) {
					deps.notifier.error(error);
				}
			}
			await page.written();
			return signal.aborted;
		});
		if (collector.isDone || !(await wantsMore(collector, batch.total, isCancelled))) {
			return;
		}
		collector = new BatchCollector(batch, collector.progress);
	}
}

/** One request of the job; the endpoint's refusals of the schema are remembered for the next. */
function itemRequest(
	job: JsonJob,
	distinctOn: readonly string[],
	{ generate, validator }: BatchRunnerDeps,
) {
	let constraint: Constraint = 'full';
	return async function* (batch: BatchRequest, signal: AbortSignal): AsyncGenerator<BatchItem> {
		const build = (allowed: Constraint) =>
			buildBatchPrompt({ ...numbered(job, batch.number), constraint: allowed }, batch, distinctOn);
		const onNotice = () => undefined;
		const answer = await streamJson(build, { generate, signal, constraint, onNotice });
		({ constraint } = answer);
		for (const item of new ItemReader({ of: 'array' }).push(answer.text)) {
			const verdict = await validator.validate(JSON.stringify(item), job.schema);
			yield { item, isValid: isValid(verdict) };
		}
	};
}

/** The same seed for all requests would give the same items. */
function numbered(job: JsonJob, number: number): JsonJob {
	const { seed, ...config } = job.base.generationConfig ?? {};
	const base = { ...job.base, generationConfig: config };
	return seed === undefined ? job : { ...job, base: withSeed(base, seed + number - 1) };
}

function withProgress<T>(
	name: string,
	total: number,
	work: (signal: AbortSignal, report: (count: number) => void) => Promise<T>,
): Thenable<T> {
	const options = {
		location: vscode.ProgressLocation.Notification,
		title: vscode.l10n.t('Generating JSON for {0}', name),
		cancellable: true,
	};
	return vscode.window.withProgress(options, async (progress, token) => {
		const { signal, dispose } = abortSignalOf(token);
		let last = 0;
		const report = (count: number) => {
			const message = vscode.l10n.t('{0} of {1} items', count, total);
			progress.report({ message, increment: ((count - last) / total) * 100 });
			last = count;
		};
		try {
			return await work(signal, report);
		} finally {
			dispose();
		}
	});
}

async function wantsMore(
	{ progress: { items, duplicates, invalid } }: BatchCollector,
	total: number,
	isCancelled: boolean,
): Promise<boolean> {
	const goOn = vscode.l10n.t('Go On');
	const words = vscode.l10n.t(
		'{0} of {1} items are made; {2} were left out as alike, {3} as invalid.',
		items.length,
		total,
		duplicates,
		invalid,
	);
	const chosen = isCancelled
		? await vscode.window.showInformationMessage(words, goOn)
		: await vscode.window.showWarningMessage(words, goOn);
	return chosen === goOn;
}

/** The items in a document: one write at a time, all of them one step to undo. */
class ItemPage {
	private readonly place: JsonPlace;
	private readonly format: BatchFormat;
	private latest: readonly unknown[] = [];
	private writing: Promise<void> | undefined;
	private hasWritten = false;
	private failure: unknown;

	constructor(place: JsonPlace, format: BatchFormat) {
		this.place = place;
		this.format = format;
	}

	show(items: readonly unknown[]): void {
		this.latest = items;
		this.writing ??= this.write().catch((error: unknown) => {
			this.failure = error;
		});
	}

	/** Resolves when the latest items stand in the document. */
	async written(): Promise<void> {
		await this.writing;
		if (this.failure !== undefined) {
			throw this.failure;
		}
	}

	private async write(): Promise<void> {
		let shown: readonly unknown[] | undefined;
		while (shown !== this.latest && !this.place.document.isClosed) {
			shown = this.latest;
			const undo = { undoStopBefore: !this.hasWritten, undoStopAfter: false };
			this.hasWritten = true;
			await this.place.replace(renderItems(shown, this.format), undo);
		}
		this.writing = undefined;
	}
}
