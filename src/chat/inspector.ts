import * as vscode from 'vscode';
import type { ConversationSession } from '../conversations/conversationSession.ts';
import type { WireRecorder } from '../conversations/wireRecorder.ts';
import { INSPECTION_SCHEME } from '../platform/contributions.ts';
import type { ModelTurn } from '../shared/conversation.ts';
import type { Inspection } from '../shared/protocol.ts';
import { curlCommand, eventsText, requestText, responseText } from './inspection.ts';

/** Documents that are open keep their text themselves; these are for those that are opened again. */
const MAX_TEXTS = 10;

/** Shows what went over the wire for an answer, in read-only documents; they hold what was known on opening. */
export class Inspector {
	private readonly recorder: WireRecorder;
	private readonly changed: vscode.EventEmitter<vscode.Uri>;
	private readonly texts = new Map<string, string>();

	/** `changed` tells VS Code that an open document is another now. */
	constructor(recorder: WireRecorder, changed: vscode.EventEmitter<vscode.Uri>) {
		this.recorder = recorder;
		this.changed = changed;
	}

	textOf(uri: vscode.Uri): string {
		return (
			this.texts.get(uri.toString()) ??
			`// ${vscode.l10n.t('What went over the wire is kept only while the window is open.')}\n`
		);
	}

	async inspect(session: ConversationSession, turnId: string, what: Inspection): Promise<void> {
		const turn = session.conversation.turns.find(({ id }) => id === turnId);
		const record = this.recorder.of(turnId);
		if (turn?.role !== 'model' || record === undefined) {
			void vscode.window.showInformationMessage(
				vscode.l10n.t('What went over the wire is kept only while the window is open.'),
			);
			return;
		}
		switch (what) {
			case 'request':
				await this.show(turn, what, requestText(record));
				break;
			case 'response':
				await this.show(turn, what, responseText(turn));
				break;
			case 'events':
				await this.show(turn, what, eventsText(record, vscode.l10n));
				break;
			case 'curl':
				await vscode.env.clipboard.writeText(curlCommand(record, vscode.l10n));
				void vscode.window.showInformationMessage(
					vscode.l10n.t('The request is on the clipboard as a cURL command, without the key.'),
				);
				break;
			default:
				what satisfies never;
		}
	}

	private keep(name: string, text: string): void {
		this.texts.delete(name);
		this.texts.set(name, text);
		const [oldest] = this.texts.keys();
		if (this.texts.size > MAX_TEXTS && oldest !== undefined) {
			this.texts.delete(oldest);
		}
	}

	private async show(turn: ModelTurn, what: Inspection, text: string): Promise<void> {
		const uri = vscode.Uri.from({ scheme: INSPECTION_SCHEME, path: `/${turn.id}/${what}.jsonc` });
		this.keep(uri.toString(), text);
		this.changed.fire(uri);
		const document = await vscode.workspace.openTextDocument(uri);
		await vscode.window.showTextDocument(document, { preview: true });
	}
}
