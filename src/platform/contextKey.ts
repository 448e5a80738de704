import * as vscode from 'vscode';

/** A context key for `when` clauses that tells VS Code only about changes. */
export class ContextKey {
	private current: boolean | undefined;

	private readonly id: string;

	constructor(id: string) {
		this.id = id;
	}

	async set(value: boolean): Promise<void> {
		if (this.current !== value) {
			this.current = value;
			await vscode.commands.executeCommand('setContext', this.id, value);
		}
	}
}
