import * as vscode from 'vscode';
import { afterActivation } from './afterActivation.ts';
import type { Log } from './log.ts';

export interface OutputLog extends Log, vscode.Disposable {
	/** Shows it to the person. */
	show(): void;
}

/** A log in VS Code's *Output*: there a moment after the extension, since making it takes longer than most. */
export function createOutputLog(name: string): OutputLog {
	let channel: vscode.LogOutputChannel | undefined;
	const open = () => {
		channel ??= vscode.window.createOutputChannel(name, { log: true });
		return channel;
	};
	const opening = afterActivation(open);
	return {
		trace: (message, ...details) => open().trace(message, ...details),
		debug: (message, ...details) => open().debug(message, ...details),
		info: (message, ...details) => open().info(message, ...details),
		warn: (message, ...details) => open().warn(message, ...details),
		error: (message, ...details) => open().error(message, ...details),
		show: () => open().show(),
		dispose() {
			opening.dispose();
			channel?.dispose();
		},
	};
}
