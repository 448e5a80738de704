import * as vscode from 'vscode';
import { abortSignalOf } from '../platform/cancellation.ts';
import { finishCard } from '../platform/words.ts';
import { showReport } from './compatibilityDocument.ts';
import { type JsonJob, withLimits, withSeed } from './jobs.ts';
import { JsonDocuments } from './jsonDocuments.ts';
import { JsonPlace } from './jsonPlace.ts';
import { JsonRepairer } from './jsonRepairer.ts';
import { type Decision, decide } from './outcome.ts';
import { buildJsonPrompt } from './prompt.ts';
import type { JsonDeps } from './register.ts';
import { pickSchema } from './schemaPicker.ts';
import { type JsonAnswer, streamJson } from './streamJson.ts';
import { isValid } from './verdict.ts';
import { VirtualTexts } from './virtualTexts.ts';
import { askForWish } from './wishInput.ts';
import { noticeWords, retryWords } from './words.ts';

/** Seeds are 32-bit integers on the wire. */
const MAX_SEED = 2 ** 31;

/** Asks for a schema and a wish, streams the JSON into place and checks it against the whole schema. */
export class JsonGenerator implements vscode.Disposable {
	private readonly deps: JsonDeps;
	private readonly documents: JsonDocuments;
	private readonly texts = new VirtualTexts();
	private readonly repairer: JsonRepairer;

	constructor(deps: JsonDeps) {
		this.deps = deps;
		this.documents = new JsonDocuments(deps.extensionUri, deps.log);
		this.repairer = new JsonRepairer({
			documents: this.documents,
			texts: this.texts,
			generate: (prompt, options) => deps.generate(prompt, options),
		});
	}

	dispose(): void {
		this.documents.dispose();
		this.texts.dispose();
	}

	/** `uri` is the schema file when one was chosen in the explorer. */
	async run(uri: vscode.Uri | undefined): Promise<void> {
		const picked = await pickSchema(uri);
		if (picked === undefined) {
			return;
		}
		const { name, schema } = picked;
		const seed = Math.floor(Math.random() * MAX_SEED);
		const base = withSeed(this.deps.basePrompt(picked.uri), seed);
		await this.ask({ name, schema, uri: picked.uri?.toString(), wish: '', base });
	}

	/** Asks what it should hold; the job's own wish stands there already. */
	private async ask(job: JsonJob): Promise<void> {
		const { compiled } = buildJsonPrompt(job);
		const wish = await askForWish({
			name: job.name,
			compiled,
			value: job.wish,
			showReport: () => void showReport(this.texts, job, compiled),
		});
		if (wish !== undefined) {
			await this.generate({ ...job, wish }, await newDocument());
		}
	}

	private async generate(job: JsonJob, place: JsonPlace): Promise<void> {
		let { base } = job;
		for (let attempt = 1; ; attempt++) {
			const answer = await this.stream({ ...job, base }, place);
			if (answer.isCancelled) {
				return;
			}
			const decision = decide(endOf(answer, base, attempt));
			if (decision.kind !== 'retry' || !(await wantsRetry(decision))) {
				await this.conclude(job, place, answer);
				return;
			}
			base = withLimits(base, decision);
		}
	}

	private stream(job: JsonJob, place: JsonPlace): Thenable<JsonAnswer> {
		const options = {
			location: vscode.ProgressLocation.Notification,
			title: vscode.l10n.t('Generating JSON for {0}', job.name),
			cancellable: true,
		};
		return vscode.window.withProgress(options, async (progress, token) => {
			const { signal, dispose } = abortSignalOf(token);
			const writer = await place.begin();
			try {
				return await streamJson(constraint => buildJsonPrompt({ ...job, constraint }), {
					generate: (prompt, rest) => this.deps.generate(prompt, rest),
					signal,
					onText: text => writer.append(text),
					onNotice: notice => progress.report({ message: noticeWords(notice) }),
				});
			} finally {
				dispose();
				await writer.end();
			}
		});
	}

	private async conclude(job: JsonJob, place: JsonPlace, answer: JsonAnswer): Promise<void> {
		const verdict = await this.documents.follow(place, job.schema);
		const card = answer.isComplete ? undefined : finishCard(answer.finish, place.text === '');
		if (card !== undefined) {
			void vscode.window.showWarningMessage([card.title, card.detail].filter(Boolean).join(' — '));
		} else if (verdict.unchecked !== undefined) {
			void vscode.window.showWarningMessage(
				vscode.l10n.t('The JSON could not be checked: {0}', verdict.unchecked.message),
			);
		} else if (isValid(verdict)) {
			vscode.window.setStatusBarMessage(
				`$(pass) ${vscode.l10n.t('The JSON satisfies {0}.', job.name)}`,
				10_000,
			);
		} else {
			await this.repairer.offer(job, place, verdict.problems);
		}
	}
}

function endOf(answer: JsonAnswer, base: JsonJob['base'], attempt: number) {
	const { isComplete, finish, usage } = answer;
	return {
		complete: isComplete,
		finishReason: finish?.reason,
		thoughtTokens: usage?.thoughts,
		outputTokens: usage?.candidates,
		maxOutputTokens: base.generationConfig?.maxOutputTokens,
		thinkingLevel: base.thinkingLevel ?? 'auto',
		attempt,
	};
}

/** It costs another answer, so a person decides; what came stays until then. */
async function wantsRetry(decision: Extract<Decision, { kind: 'retry' }>): Promise<boolean> {
	const again = vscode.l10n.t('Ask Again');
	const keep = vscode.l10n.t('Keep What Came');
	return (await vscode.window.showWarningMessage(retryWords(decision), again, keep)) === again;
}

async function newDocument(): Promise<JsonPlace> {
	const document = await vscode.workspace.openTextDocument({ language: 'json', content: '' });
	await vscode.window.showTextDocument(document, {
		preview: false,
		viewColumn: besideFirstColumn(),
	});
	return new JsonPlace(document);
}

/** Beside the schema; from there on in the same column, so that columns do not pile up. */
function besideFirstColumn(): vscode.ViewColumn {
	const column = vscode.window.activeTextEditor?.viewColumn ?? vscode.ViewColumn.One;
	return column > vscode.ViewColumn.One ? vscode.ViewColumn.Active : vscode.ViewColumn.Beside;
}
