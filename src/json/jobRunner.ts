import * as vscode from 'vscode';
import { changeText } from '../platform/changeText.ts';
import type { Notifier } from '../platform/notify.ts';
import { finishCard } from '../platform/words.ts';
import type { JobHistory, PastJob } from './jobHistory.ts';
import type { JsonJob } from './jobs.ts';
import type { JsonPlace } from './jsonPlace.ts';
import type { JsonRepairer } from './repair/jsonRepairer.ts';
import { commentOf } from './requestRecord.ts';
import { writeJson } from './stream/jsonWriter.ts';
import type { JsonAnswer, StreamOptions } from './stream/streamJson.ts';
import type { Target } from './targetPicker.ts';
import type { JsonDocuments } from './validation/jsonDocuments.ts';
import { isValid } from './validation/verdict.ts';
import { uncheckedWords } from './words.ts';

export interface JobRunnerDeps {
	readonly documents: JsonDocuments;
	readonly history: JobHistory;
	readonly repairer: JsonRepairer;
	readonly notifier: Notifier;
	readonly generate: StreamOptions['generate'];
}

/** Does what a job asks for: writes the JSON where it goes, checks it, and offers to repair it. */
export class JobRunner implements vscode.Disposable {
	private readonly deps: JobRunnerDeps;
	/** What open documents were asked for with. */
	private readonly jobs = new WeakMap<vscode.TextDocument, PastJob>();
	private readonly subscription: vscode.Disposable;

	constructor(deps: JobRunnerDeps) {
		this.deps = deps;
		this.subscription = deps.documents.onDidSaveAs(({ from, to }) => {
			const job = this.jobs.get(from);
			if (job !== undefined) {
				this.jobs.set(to, job);
			}
		});
	}

	jobOf(document: vscode.TextDocument): PastJob | undefined {
		return this.jobs.get(document);
	}

	dispose(): void {
		this.subscription.dispose();
	}

	/**
	 * Resolves when everything is written; what is wrong with it is then still a matter of conversation. False
	 * when the person has stopped it.
	 */
	async run(job: JsonJob, target: Target): Promise<boolean> {
		const place = await target.open();
		if (place === undefined) {
			return false;
		}
		const { documents, history, generate, notifier } = this.deps;
		const past = { ...job, askedAt: Date.now() };
		this.jobs.set(place.document, past);
		documents.describe(place, job.schema);
		await history.add(past);
		const answer = await writeJson(job, place, generate);
		if (place.isWholeDocument && place.document.languageId === 'jsonc') {
			await prepend(place.document, commentOf(job, vscode.l10n));
		}
		await target.finish?.(place);
		if (answer.isCancelled) {
			place.dispose();
			return false;
		}
		// The next document need not wait until a person has looked at this one.
		this.conclude(job, place, answer).catch(error => notifier.error(error));
		return true;
	}

	private async conclude(job: JsonJob, place: JsonPlace, answer: JsonAnswer): Promise<void> {
		const verdict = await this.deps.documents.follow(place, job);
		const card = answer.isComplete ? undefined : finishCard(answer.finish, place.text === '');
		if (card !== undefined) {
			void vscode.window.showWarningMessage([card.title, card.detail].filter(Boolean).join(' — '));
		} else if (verdict.unchecked !== undefined) {
			void vscode.window.showWarningMessage(uncheckedWords(verdict.unchecked));
		} else if (isValid(verdict)) {
			vscode.window.setStatusBarMessage(
				`$(pass) ${vscode.l10n.t('The JSON satisfies {0}.', job.name)}`,
				10_000,
			);
		} else {
			await this.deps.repairer.offer(job, place, verdict.problems);
		}
	}
}

/** Part of the same step to undo as what stands below. */
async function prepend(document: vscode.TextDocument, text: string): Promise<void> {
	const change = { rangeOffset: 0, rangeLength: 0, text };
	await changeText(document, () => change, { undoStopBefore: false, undoStopAfter: true });
}
