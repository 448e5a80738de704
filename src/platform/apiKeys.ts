import * as vscode from 'vscode';

const PREFIX = 'cometGemini.apiKey:';

/** Whether SecretStorage held the key: without a keyring it lives only as long as the window. */
export type KeyPlace = 'stored' | 'windowOnly';

/** One key for each origin, in SecretStorage. A key is handed out for its own origin and no other. */
export class ApiKeys implements vscode.Disposable {
	private readonly changed = new vscode.EventEmitter<void>();
	private readonly windowOnly = new Map<string, string>();
	private readonly subscription: vscode.Disposable;
	readonly onDidChange = this.changed.event;

	private readonly secrets: vscode.SecretStorage;
	/** Keys of the environment that the launcher was told to use, by origin. */
	private readonly fromEnvironment: ReadonlyMap<string, string>;

	constructor(secrets: vscode.SecretStorage, fromEnvironment: ReadonlyMap<string, string>) {
		this.secrets = secrets;
		this.fromEnvironment = fromEnvironment;
		this.subscription = secrets.onDidChange(({ key }) => {
			if (key.startsWith(PREFIX)) {
				this.changed.fire();
			}
		});
	}

	async get(origin: string): Promise<string | undefined> {
		return (
			this.windowOnly.get(origin) ??
			(await this.readSecret(origin)) ??
			this.fromEnvironment.get(origin)
		);
	}

	/** Stores and reads back, since some systems accept a secret and lose it. */
	async store(origin: string, key: string): Promise<KeyPlace> {
		this.windowOnly.delete(origin);
		if (await this.storeSecret(origin, key)) {
			return 'stored';
		}
		this.windowOnly.set(origin, key);
		this.changed.fire();
		return 'windowOnly';
	}

	async delete(origin: string): Promise<void> {
		const wasWindowOnly = this.windowOnly.delete(origin);
		try {
			await this.secrets.delete(PREFIX + origin);
		} catch (error) {
			// Without a keyring there is nothing else to delete.
			if (!wasWindowOnly) {
				throw error;
			}
		}
		this.changed.fire();
	}

	dispose(): void {
		this.subscription.dispose();
		this.changed.dispose();
	}

	private async readSecret(origin: string): Promise<string | undefined> {
		try {
			return (await this.secrets.get(PREFIX + origin)) || undefined;
		} catch {
			// A locked or missing keyring: the person is asked for the key as if there were none.
			return undefined;
		}
	}

	private async storeSecret(origin: string, key: string): Promise<boolean> {
		try {
			await this.secrets.store(PREFIX + origin, key);
			return (await this.secrets.get(PREFIX + origin)) === key;
		} catch {
			// Without a keyring `store` rejects: the caller keeps the key for this window and says so.
			return false;
		}
	}
}
