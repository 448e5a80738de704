import * as vscode from 'vscode';
import type { CompiledSchema } from '../gemini/schema/compiledSchema.ts';
import { openStoreFiles } from '../platform/atomicFile.node.ts';
import { pickBatch } from './batch/batchPicker.ts';
import { BatchRunner } from './batch/batchRunner.ts';
import { BatchStore } from './batch/batchStore.ts';
import { pickData } from './dataSources.ts';
import { pickJob, showRecord } from './historyPicker.ts';
import { identityOf, JobHistory, type PastJob } from './jobHistory.ts';
import { JobRunner } from './jobRunner.ts';
import { type JsonJob, withSeed } from './jobs.ts';
import type { JsonDeps } from './jsonDeps.ts';
import { JsonPlace } from './jsonPlace.ts';
import { buildJsonPrompt } from './prompt.ts';
import { JsonRepairer } from './repair/jsonRepairer.ts';
import { RepairActionProvider } from './repair/repairActionProvider.ts';
import { showReport } from './report/compatibilityDocument.ts';
import { pickResults } from './resultPicker.ts';
import { pickSchema } from './schema/schemaPicker.ts';
import { buildTypePrompt } from './schema/typePrompt.ts';
import { writeAnswer } from './stream/jsonWriter.ts';
import type { StreamOptions } from './stream/streamJson.ts';
import { openNewDocument, pickTarget, type Target } from './targetPicker.ts';
import { JsonAssistance } from './validation/jsonAssistance.ts';
import { JsonDocuments } from './validation/jsonDocuments.ts';
import { VirtualTexts } from './virtualTexts.ts';
import { askForWish } from './wishInput.ts';

/** Seeds are 32-bit integers on the wire. */
const MAX_SEED = 2 ** 31;

/** Asks for a schema, a place and a wish, streams the JSON there and checks it against the whole schema. */
export class JsonGenerator implements vscode.Disposable {
	private readonly deps: JsonDeps;
	private readonly documents: JsonDocuments;
	private readonly assistance: JsonAssistance;
	private readonly texts = new VirtualTexts();
	private readonly history: JobHistory;
	private readonly repairer: JsonRepairer;
	private readonly actions: vscode.Disposable;
	private readonly runner: JobRunner;
	private readonly batches: BatchRunner;

	constructor(deps: JsonDeps) {
		this.deps = deps;
		this.documents = new JsonDocuments(deps.extensionUri, deps.log);
		this.assistance = new JsonAssistance(document => this.documents.schemaOf(document));
		this.history = new JobHistory(deps.state);
		const { documents, history, texts, generate } = this;
		const { notifier } = deps;
		const repairer = new JsonRepairer({ documents, texts, generate });
		this.repairer = repairer;
		this.actions = vscode.languages.registerCodeActionsProvider(
			['json', 'jsonc'],
			new RepairActionProvider(),
			RepairActionProvider.metadata,
		);
		this.runner = new JobRunner({ documents, history, repairer, generate, notifier });
		const store = new BatchStore(openStoreFiles(deps.storage));
		this.batches = new BatchRunner({ generate, validator: documents, notifier, history, store });
	}

	dispose(): void {
		this.assistance.dispose();
		this.actions.dispose();
		this.runner.dispose();
		this.documents.dispose();
		this.texts.dispose();
	}

	/** `uri` is the schema file when one was chosen in the explorer, `wish` what was said already. */
	async run(uri: vscode.Uri | undefined, wish: string): Promise<void> {
		const editor = vscode.window.activeTextEditor;
		const picked = await pickSchema(uri, {
			recent: () => this.history.jobs,
			schemaOfType: (code, document, of) => this.writeSchemaOfType(code, document, of),
		});
		const target = picked && (await pickTarget(picked, editor));
		if (picked === undefined || target === undefined) {
			return;
		}
		const seed = Math.floor(Math.random() * MAX_SEED);
		const base = withSeed(this.deps.basePrompt(picked.uri), seed);
		const { name, uri: schemaUri } = picked;
		const job = { name, schema: target.schema, uri: schemaUri?.toString(), wish, base };
		await this.ask(job, target, editor);
	}

	/** The request of the document in the editor, else the last one, once more as it was. */
	async again(): Promise<void> {
		const job = this.currentJob();
		if (job !== undefined) {
			await this.repeat(job);
		}
	}

	/** The same request in other words. */
	async change(): Promise<void> {
		const job = this.currentJob();
		if (job !== undefined) {
			await this.askAgain(job);
		}
	}

	/** Asks again for what is wrong in the generated JSON of the editor. */
	async repair(): Promise<void> {
		await this.repairer.repair(vscode.window.activeTextEditor?.document);
	}

	async showHistory(): Promise<void> {
		if (this.currentJob() === undefined) {
			return;
		}
		const document = vscode.window.activeTextEditor?.document;
		const picked = await pickJob(await this.batches.upToDate(this.history.jobs));
		switch (picked?.wants) {
			case 'record':
				return showRecord(
					picked.job,
					this.isResult(document, picked.job) ? document?.uri : undefined,
				);
			case 'again':
				return this.repeat(picked.job);
			case 'goOn':
				return this.batches.resume(picked.job);
			case 'change':
				return this.askAgain(picked.job);
			case undefined:
				return;
		}
	}

	private isResult(document: vscode.TextDocument | undefined, job: PastJob): boolean {
		const own = document && this.jobOf(document);
		return own !== undefined && identityOf(own) === identityOf(job);
	}

	private async repeat({ askedAt: _askedAt, batch, ...job }: PastJob): Promise<void> {
		await (batch === undefined
			? this.runner.run(job, newDocument(job))
			: this.batches.run(job, batch.plan));
	}

	private async askAgain({ askedAt: _askedAt, batch, ...job }: PastJob): Promise<void> {
		await this.ask(job, { ...newDocument(job), isBatch: batch !== undefined });
	}

	private readonly generate: StreamOptions['generate'] = (prompt, options) =>
		this.deps.generate(prompt, options);

	private currentJob(): PastJob | undefined {
		const document = vscode.window.activeTextEditor?.document;
		const job = (document && this.jobOf(document)) ?? this.history.jobs[0];
		if (job === undefined) {
			void vscode.window.showInformationMessage(
				vscode.l10n.t('No JSON has been generated in this workspace yet.'),
			);
		}
		return job;
	}

	private jobOf(document: vscode.TextDocument): PastJob | undefined {
		const address = document.uri.toString();
		return (
			this.runner.jobOf(document) ??
			this.history.jobs.find(({ batch }) => batch?.document === address)
		);
	}

	/** Asks what it should hold; the job's own wish stands there already. */
	private async ask(job: JsonJob, target: Target, editor?: vscode.TextEditor): Promise<void> {
		const { compiled } = buildJsonPrompt(job);
		const wish = await askForWish({
			name: job.name,
			compiled: compiled.jsonSchema,
			value: job.wish,
			data: (job.sources ?? []).map(source => source.name),
		});
		if (wish === undefined) {
			return;
		}
		const wished = { ...job, wish: wish.text };
		switch (wish.wants) {
			case 'report':
				await showReport(this.texts, job, compiled);
				return this.ask(wished, target, editor);
			case 'data': {
				const data = (await pickData(editor)) ?? [];
				const sources = [...(job.sources ?? []), ...data];
				return this.ask({ ...wished, sources }, target, editor);
			}
			case 'json':
				return target.isBatch
					? this.fulfilBatch(wished, compiled.jsonSchema)
					: this.fulfilAll(wished, target);
		}
	}

	private async fulfilBatch(job: JsonJob, { schema }: CompiledSchema): Promise<void> {
		const plan = await pickBatch(schema);
		if (plan !== undefined) {
			await this.batches.run(job, plan);
		}
	}

	/** The results one after another, until one is stopped. */
	private async fulfilAll(job: JsonJob, target: Target): Promise<void> {
		const results = (await pickResults(target, job.sources ?? [])) ?? [];
		for (const { sources, target: own } of results) {
			if (!(await this.runner.run({ ...job, sources }, own))) {
				return;
			}
		}
	}

	private async writeSchemaOfType(
		code: string,
		document: vscode.TextDocument,
		of: vscode.TextDocument,
	): Promise<boolean> {
		const base = this.deps.basePrompt(of.uri);
		const answer = await writeAnswer(
			vscode.l10n.t('Writing the schema of the selection'),
			() => ({ prompt: buildTypePrompt(base, code, of.languageId) }),
			new JsonPlace(document),
			this.generate,
		);
		return answer.isComplete && !answer.isCancelled;
	}
}

function newDocument({ schema }: JsonJob): Target {
	return { schema, isNew: true, open: openNewDocument };
}
