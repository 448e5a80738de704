import * as vscode from 'vscode';
import { abortSignalOf } from '../../platform/cancellation.ts';
import { readSettings } from '../../platform/settings.ts';
import type { JsonJob } from '../jobs.ts';
import type { JsonPlace } from '../jsonPlace.ts';
import type { StreamOptions } from '../stream/streamJson.ts';
import type { JsonDocuments } from '../validation/jsonDocuments.ts';
import type { JsonProblem, Verdict } from '../validation/verdict.ts';
import type { VirtualTexts } from '../virtualTexts.ts';
import { noticeWords } from '../words.ts';
import { type RepairRound, repairCount, repairRound } from './repairRound.ts';

export interface RepairerDeps {
	readonly documents: JsonDocuments;
	readonly texts: VirtualTexts;
	readonly generate: StreamOptions['generate'];
}

/** Offers to ask for the values again that are wrong, round by round; each round can be taken back. */
export class JsonRepairer {
	private readonly deps: RepairerDeps;

	constructor(deps: RepairerDeps) {
		this.deps = deps;
	}

	/** Says what is wrong; resolves when the person needs nothing more. */
	async offer(job: JsonJob, place: JsonPlace, problems: readonly JsonProblem[]): Promise<void> {
		const maxRounds = readSettings(place.document.uri).jsonMaxRepairs;
		const words =
			problems.length === 1
				? vscode.l10n.t('The JSON does not satisfy {0}: 1 problem.', job.name)
				: vscode.l10n.t('The JSON does not satisfy {0}: {1} problems.', job.name, problems.length);
		if (await this.ask(words, maxRounds > 0 ? problems : [])) {
			await this.rounds(job, place, maxRounds);
		}
	}

	/** Repairs what is wrong in a document that was generated, as the person has asked for. */
	async repair(document: vscode.TextDocument | undefined): Promise<void> {
		const followed = document === undefined ? [] : this.deps.documents.followedIn(document);
		const wrong: (typeof followed)[number][] = [];
		for (const each of followed) {
			const { problems } = await this.deps.documents.follow(each.place, each.job);
			if (problems.length > 0) {
				wrong.push(each);
			}
		}
		if (wrong.length === 0) {
			void vscode.window.showInformationMessage(
				vscode.l10n.t('In this editor there is no generated JSON with problems.'),
			);
		}
		for (const { job, place } of wrong) {
			await this.rounds(job, place, Math.max(1, readSettings(place.document.uri).jsonMaxRepairs));
		}
	}

	/** The first round was asked for; the others are offered. */
	private async rounds(job: JsonJob, place: JsonPlace, maxRounds: number): Promise<void> {
		for (let round = 1; ; round++) {
			// A person may have mended something meanwhile.
			const now = await this.deps.documents.follow(place, job);
			const kept = now.problems.length > 0 && (await this.round(job, place, now, round, maxRounds));
			if (!kept || kept.problems.length === 0) {
				return;
			}
			const words = vscode.l10n.t('Problems left in the JSON: {0}.', kept.problems.length);
			if (!(await this.ask(words, round < maxRounds ? kept.problems : []))) {
				return;
			}
		}
	}

	/** Whether a round is wanted; `problems` is empty when none may be offered. */
	private async ask(words: string, problems: readonly JsonProblem[]): Promise<boolean> {
		const repair = problems.length > 0 ? [repairWords(repairCount(problems))] : [];
		const show = vscode.l10n.t('Show Problems');
		let chosen = await vscode.window.showWarningMessage(words, ...repair, show);
		if (chosen === show) {
			await vscode.commands.executeCommand('workbench.actions.view.problems');
			chosen =
				repair.length > 0 ? await vscode.window.showWarningMessage(words, ...repair) : undefined;
		}
		return chosen !== undefined && repair.includes(chosen);
	}

	/** One round; the verdict after it, or undefined when it was taken back or brought nothing. */
	private async round(
		job: JsonJob,
		place: JsonPlace,
		{ problems }: Verdict,
		number: number,
		maxRounds: number,
	): Promise<Verdict | undefined> {
		const before = place.text;
		const repaired = await this.request(job, place, problems);
		if (repaired.answer?.isCancelled) {
			return undefined;
		}
		if (repaired.changes.length === 0) {
			void vscode.window.showWarningMessage(vscode.l10n.t('The model gave no new values.'));
			return undefined;
		}
		if (place.text !== before) {
			void vscode.window.showWarningMessage(
				vscode.l10n.t('The JSON was changed meanwhile; it was left as it is.'),
			);
			return undefined;
		}
		await place.replace(repaired.text);
		const verdict = await this.deps.documents.follow(place, job);
		const words = vscode.l10n.t(
			'Round {0} of {1}: values changed: {2}, problems left: {3}.',
			number,
			maxRounds,
			repaired.changes.length,
			verdict.problems.length,
		);
		return (await this.isKept(place, before, words)) ? verdict : undefined;
	}

	private request(
		job: JsonJob,
		place: JsonPlace,
		problems: readonly JsonProblem[],
	): Thenable<RepairRound> {
		const { base, schema, wish, sources } = job;
		const options = {
			location: vscode.ProgressLocation.Notification,
			title: vscode.l10n.t('Repairing JSON for {0}', job.name),
			cancellable: true,
		};
		return vscode.window.withProgress(options, async (progress, token) => {
			const { signal, dispose } = abortSignalOf(token);
			try {
				return await repairRound(
					{ base, schema, wish, sources, text: place.text, problems },
					{
						generate: this.deps.generate,
						signal,
						onNotice: notice => progress.report({ message: noticeWords(notice) }),
					},
				);
			} finally {
				dispose();
			}
		});
	}

	/** Shows what a round changed, until the person keeps it or takes it back; to go away is to keep it. */
	private async isKept(place: JsonPlace, before: string, words: string): Promise<boolean> {
		const after = place.text;
		const [keep, undo, show] = [
			vscode.l10n.t('Keep'),
			vscode.l10n.t('Undo'),
			vscode.l10n.t('Show Changes'),
		];
		let chosen = await vscode.window.showInformationMessage(words, keep, show, undo);
		if (chosen === show) {
			await this.showChanges(place, before);
			chosen = await vscode.window.showInformationMessage(words, keep, undo);
		}
		if (chosen !== undo) {
			return true;
		}
		if (place.text === after) {
			await place.replace(before);
		} else {
			void vscode.window.showWarningMessage(
				vscode.l10n.t('The JSON was changed meanwhile; it was left as it is.'),
			);
		}
		return false;
	}

	private async showChanges({ document }: JsonPlace, before: string): Promise<void> {
		const name = document.uri.path.split('/').at(-1) ?? 'JSON';
		const title = vscode.l10n.t('{0}: before and after the repair', name);
		const old = this.deps.texts.put(`${name} – ${Date.now()}.json`, before);
		await vscode.commands.executeCommand('vscode.diff', old, document.uri, title);
	}
}

function repairWords(count: number): string {
	return count === 1 ? vscode.l10n.t('Repair 1 Value') : vscode.l10n.t('Repair {0} Values', count);
}
