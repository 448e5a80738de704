import * as vscode from 'vscode';
import { changeText } from '../platform/changeText.ts';
import { isUnfinished, type PastJob } from './jobHistory.ts';
import { recordOf } from './requestRecord.ts';

type Wanted = 'change' | 'again' | 'record' | 'goOn';

/** What a person wants of a past generation. */
export interface PickedJob {
	readonly job: PastJob;
	readonly wants: Wanted;
}

/** The generations of this workspace; undefined when the person thinks better of it. */
export function pickJob(jobs: readonly PastJob[]): Promise<PickedJob | undefined> {
	const goOn = button('debug-continue', vscode.l10n.t('Make the Missing Items'));
	const again = button('refresh', vscode.l10n.t('Generate Again'));
	const record = button('json', vscode.l10n.t('Show the Request'));
	const picker = vscode.window.createQuickPick<vscode.QuickPickItem & { job: PastJob }>();
	picker.title = vscode.l10n.t('Generated JSON');
	picker.placeholder = vscode.l10n.t('Choose a request to change it');
	picker.matchOnDescription = true;
	picker.items = jobs.map(job => ({
		label: job.wish.trim() || vscode.l10n.t('(a plausible example)'),
		description: job.name,
		detail: detailOf(job),
		buttons: isUnfinished(job) ? [goOn, again, record] : [again, record],
		job,
	}));
	return new Promise(resolve => {
		const finish = (picked: PickedJob) => {
			resolve(picked);
			picker.hide();
		};
		picker.onDidTriggerItemButton(({ item: { job }, button: pressed }) => {
			const wants = pressed === goOn ? 'goOn' : pressed === again ? 'again' : 'record';
			finish({ job, wants });
		});
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

function button(icon: string, tooltip: string): vscode.QuickInputButton {
	return { iconPath: new vscode.ThemeIcon(icon), tooltip };
}

function detailOf({ base, askedAt, batch }: PastJob): string {
	const seed = base.generationConfig?.seed;
	return [
		...(batch === undefined
			? []
			: [vscode.l10n.t('{0} of {1} items', batch.made, batch.plan.job.total)]),
		base.model,
		vscode.l10n.t('thinking: {0}', base.thinkingLevel ?? 'auto'),
		...(seed === undefined ? [] : [vscode.l10n.t('seed {0}', seed)]),
		new Date(askedAt).toLocaleString(vscode.env.language),
	].join(' · ');
}

/** What decided a result, as a document; where the result is a file, it will be saved beside that. */
export async function showRecord(job: PastJob, result: vscode.Uri | undefined): Promise<void> {
	const content = `${JSON.stringify(recordOf(job), undefined, 2)}\n`;
	const document = await (result !== undefined && result.scheme !== 'untitled'
		? vscode.workspace.openTextDocument(besides(result))
		: vscode.workspace.openTextDocument({ language: 'json' }));
	await vscode.window.showTextDocument(document, { preview: false });
	const length = document.getText().length;
	const change = { rangeOffset: 0, rangeLength: length, text: content };
	await changeText(document, () => change, { undoStopBefore: true, undoStopAfter: true });
}

function besides(result: vscode.Uri): vscode.Uri {
	const path = result.path.replace(/\.[^./]*$/, '').concat('.request.json');
	return result.with({ scheme: 'untitled', path });
}
