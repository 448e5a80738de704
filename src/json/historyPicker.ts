import * as vscode from 'vscode';
import type { PastJob } from './jobHistory.ts';

/** What a person wants of a past generation. */
export interface PickedJob {
	readonly job: PastJob;
	readonly wants: 'change' | 'again' | 'record';
}

/** The generations of this workspace; undefined when the person thinks better of it. */
export function pickJob(jobs: readonly PastJob[]): Promise<PickedJob | undefined> {
	const again = {
		iconPath: new vscode.ThemeIcon('refresh'),
		tooltip: vscode.l10n.t('Generate Again'),
	};
	const record = {
		iconPath: new vscode.ThemeIcon('json'),
		tooltip: vscode.l10n.t('Show the Request'),
	};
	const picker = vscode.window.createQuickPick<vscode.QuickPickItem & { job: PastJob }>();
	picker.title = vscode.l10n.t('Generated JSON');
	picker.placeholder = vscode.l10n.t('Choose a request to change it');
	picker.matchOnDescription = true;
	picker.items = jobs.map(job => ({
		label: job.wish.trim() || vscode.l10n.t('(a plausible example)'),
		description: job.name,
		detail: detailOf(job),
		buttons: [again, record],
		job,
	}));
	return new Promise(resolve => {
		const finish = (picked: PickedJob) => {
			resolve(picked);
			picker.hide();
		};
		picker.onDidTriggerItemButton(({ item: { job }, button }) =>
			finish({ job, wants: button === again ? 'again' : 'record' }),
		);
		picker.onDidAccept(() => {
			const [item] = picker.selectedItems;
			if (item !== undefined) {
				finish({ job: item.job, wants: 'change' });
			}
		});
		picker.onDidHide(() => {
			resolve(undefined);
			picker.dispose();
		});
		picker.show();
	});
}

function detailOf({ base, askedAt }: PastJob): string {
	const seed = base.generationConfig?.seed;
	return [
		base.model,
		vscode.l10n.t('thinking: {0}', base.thinkingLevel ?? 'auto'),
		...(seed === undefined ? [] : [vscode.l10n.t('seed {0}', seed)]),
		new Date(askedAt).toLocaleString(vscode.env.language),
	].join(' · ');
}

/** What decides the result, as a document that can be saved beside it. */
export async function showRecord(job: PastJob): Promise<void> {
	const { name, uri, wish, base, schema, sources, askedAt } = job;
	const record = {
		askedAt: new Date(askedAt).toISOString(),
		request: wish,
		model: base.model,
		thinkingLevel: base.thinkingLevel,
		...base.generationConfig,
		systemInstruction: base.systemInstruction,
		data: sources?.map(source => source.name),
		schemaName: name,
		schemaUri: uri,
		schema,
	};
	const content = `${JSON.stringify(record, undefined, 2)}\n`;
	const document = await vscode.workspace.openTextDocument({ language: 'json', content });
	await vscode.window.showTextDocument(document, { preview: false });
}
