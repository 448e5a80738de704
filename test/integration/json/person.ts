import * as vscode from 'vscode';

/** What a person does with the next box, list or message that asks for something. */
export type Deed =
	/** Takes the row, or presses the button, whose label holds this text. */
	| { readonly choose: string | readonly string[] }
	/** Types into a box and accepts. */
	| { readonly type: string }
	/** Presses a button of a box, or of the first row of a list, whose tooltip holds this text. */
	| { readonly press: string }
	/** Chooses files or a folder, or where to save. */
	| { readonly open: readonly vscode.Uri[] }
	/** Does something first, e.g. to look at what is shown, and then the next deed. */
	| { readonly look: () => unknown };

type Window = typeof vscode.window;

/**
 * Stands in for the person at the boxes, lists and messages of VS Code: does what it is told, in order, and
 * lets pass whatever comes after that. Remembers what it was asked and told.
 */
export class Person {
	/** Titles and messages, in order. */
	readonly heard: string[] = [];
	/** The labels that the last list had. */
	offered: readonly string[] = [];
	#deeds: Deed[] = [];
	readonly #original = new Map<keyof Window, unknown>();

	/** Takes the place of the boxes for the tests of the `describe` that this is called in. */
	static use(): Person {
		const person = new Person();
		before(() => person.#sitDown());
		beforeEach(() => {
			person.heard.length = 0;
			person.#deeds = [];
		});
		after(() => person.#getUp());
		return person;
	}

	will(...deeds: readonly Deed[]): void {
		this.#deeds.push(...deeds);
	}

	/** What was not come to. */
	get left(): readonly Deed[] {
		return this.#deeds;
	}

	#sitDown(): void {
		this.#replace('showQuickPick', (items, options) => this.#pick(items, options));
		this.#replace('showInputBox', options => this.#typeInto(options));
		this.#replace('createInputBox', () => this.#box());
		this.#replace('createQuickPick', () => this.#box());
		this.#replace('showOpenDialog', () => this.#open());
		this.#replace('showSaveDialog', async () => (await this.#open())?.[0]);
		for (const message of [
			'showInformationMessage',
			'showWarningMessage',
			'showErrorMessage',
		] as const) {
			this.#replace(message, (text, ...rest) => this.#hear(text, rest));
		}
	}

	#getUp(): void {
		for (const [name, original] of this.#original) {
			Object.defineProperty(vscode.window, name, { value: original, configurable: true });
		}
	}

	#replace(name: keyof Window, value: (...args: never[]) => unknown): void {
		this.#original.set(name, vscode.window[name]);
		Object.defineProperty(vscode.window, name, { value, configurable: true });
	}

	async #next(title: string | undefined): Promise<Deed | undefined> {
		this.heard.push(title ?? '');
		for (;;) {
			const deed = this.#deeds.shift();
			if (deed === undefined || !('look' in deed)) {
				return deed;
			}
			await deed.look();
		}
	}

	async #pick(
		items: readonly (string | vscode.QuickPickItem)[],
		options: vscode.QuickPickOptions | undefined,
	): Promise<unknown> {
		const label = (item: string | vscode.QuickPickItem) =>
			typeof item === 'string' ? item : item.label;
		this.offered = items.map(label);
		const deed = await this.#next(options?.title);
		if (deed === undefined) {
			return undefined;
		}
		const wanted = 'choose' in deed ? [deed.choose].flat() : [];
		const chosen = wanted.map(text => {
			const found = items.find(item => label(item).includes(text));
			if (found === undefined) {
				throw new Error(`No “${text}” among: ${this.offered.join(' | ')}`);
			}
			return found;
		});
		return options?.canPickMany ? chosen : chosen[0];
	}

	async #typeInto(options: vscode.InputBoxOptions | undefined): Promise<string | undefined> {
		const deed = await this.#next(options?.prompt);
		return deed !== undefined && 'type' in deed ? deed.type : undefined;
	}

	async #open(): Promise<readonly vscode.Uri[] | undefined> {
		const deed = await this.#next('open');
		return deed !== undefined && 'open' in deed ? deed.open : undefined;
	}

	/** A message without buttons asks for nothing. */
	async #hear(text: string, rest: readonly unknown[]): Promise<string | undefined> {
		const buttons = rest.filter(each => typeof each === 'string');
		if (buttons.length === 0) {
			this.heard.push(text);
			return undefined;
		}
		const deed = await this.#next(text);
		return deed !== undefined && 'choose' in deed
			? buttons.find(button => [deed.choose].flat().some(each => button.includes(each)))
			: undefined;
	}

	/** An input box or a list that the extension has made itself. */
	#box(): object {
		const listeners = new Map<string, ((event: unknown) => void)[]>();
		const on = (name: string) => (listener: (event: unknown) => void) => {
			listeners.set(name, [...(listeners.get(name) ?? []), listener]);
			return { dispose: () => undefined };
		};
		const fire = (name: string, event?: unknown) => {
			for (const listener of listeners.get(name) ?? []) {
				listener(event);
			}
		};
		const box = {
			title: '',
			value: '',
			buttons: [] as readonly vscode.QuickInputButton[],
			items: [] as readonly vscode.QuickPickItem[],
			selectedItems: [] as readonly vscode.QuickPickItem[],
			onDidAccept: on('accept'),
			onDidHide: on('hide'),
			onDidTriggerButton: on('button'),
			onDidTriggerItemButton: on('itemButton'),
			hide: () => fire('hide'),
			dispose: () => undefined,
			show: () => {
				this.#actOn(box, fire).catch(error => {
					this.heard.push(String(error));
					fire('hide');
				});
			},
		};
		return box;
	}

	async #actOn(
		box: {
			title: string;
			value: string;
			readonly buttons: readonly vscode.QuickInputButton[];
			readonly items: readonly vscode.QuickPickItem[];
			selectedItems: readonly vscode.QuickPickItem[];
		},
		fire: (name: string, event?: unknown) => void,
	): Promise<void> {
		this.offered = box.items.map(item => item.label);
		const deed = await this.#next(box.title);
		if (deed === undefined) {
			fire('hide');
		} else if ('type' in deed) {
			box.value = deed.type;
			fire('accept');
		} else if ('choose' in deed) {
			const text = String([deed.choose].flat()[0]);
			box.selectedItems = box.items.filter(item => item.label.includes(text)).slice(0, 1);
			fire('accept');
		} else if ('press' in deed) {
			const isIt = ({ tooltip }: vscode.QuickInputButton) => tooltip?.includes(deed.press);
			const [item] = box.items;
			const itemButton = item?.buttons?.find(isIt);
			fire(
				itemButton ? 'itemButton' : 'button',
				itemButton ? { item, button: itemButton } : box.buttons.find(isIt),
			);
		}
	}
}
