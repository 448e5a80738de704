import * as vscode from 'vscode';
import { toErrorInfo } from '../gemini/errors.ts';
import type { Log } from './log.ts';

/** Says failures in words, with the buttons that lead on. */
export interface Notifier {
	/** Logs what failed and shows it; an abort is no failure. `retry` makes the button of that name work. */
	error(error: unknown, retry?: () => unknown): void;
}

export function createNotifier(log: Log, endpointHost: () => string): Notifier {
	return {
		error(error, retry) {
			const info = toErrorInfo(error);
			if (info.kind === 'aborted' || error instanceof vscode.CancellationError) {
				return;
			}
			log.error(`${info.kind}: ${info.message}`);
			// The words are loaded with the first failure. What goes wrong with them no further ones would mend.
			import('./failureMessage.ts')
				.then(({ showFailure }) => showFailure(info, endpointHost(), retry))
				.catch(failure => log.error(String(failure)));
		},
	};
}
