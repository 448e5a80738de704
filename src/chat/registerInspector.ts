import * as vscode from 'vscode';
import type { ConversationSession } from '../conversations/conversationSession.ts';
import type { WireRecorder } from '../conversations/wireRecorder.ts';
import { registerAfterActivation } from '../platform/afterActivation.ts';
import { INSPECTION_SCHEME } from '../platform/contributions.ts';
import { lazy } from '../platform/lazy.ts';
import type { Inspection } from '../shared/protocol.ts';

export interface RequestInspector extends vscode.Disposable {
	inspect(session: ConversationSession, turnId: string, what: Inspection): Promise<void>;
}

/** The documents of the inspector; what makes them is loaded with the first one. */
export function registerInspector(recorder: () => Promise<WireRecorder>): RequestInspector {
	const changed = new vscode.EventEmitter<vscode.Uri>();
	const inspector = lazy(async () => {
		const { Inspector } = await import('./onDemand.ts');
		return new Inspector(await recorder(), changed);
	});
	const registration = registerAfterActivation(() =>
		vscode.workspace.registerTextDocumentContentProvider(INSPECTION_SCHEME, {
			onDidChange: changed.event,
			provideTextDocumentContent: async uri => (await inspector()).textOf(uri),
		}),
	);
	return {
		inspect: async (session, turnId, what) => (await inspector()).inspect(session, turnId, what),
		dispose() {
			registration.dispose();
			changed.dispose();
		},
	};
}
