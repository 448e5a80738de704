import type { Disposable } from 'vscode';

/** A bag of things to dispose together, last first; what is added after that is disposed at once. */
export class DisposableStore implements Disposable {
	private items: Disposable[] = [];
	private isDisposed = false;

	add<T extends Disposable>(item: T): T {
		if (this.isDisposed) {
			item.dispose();
		} else {
			this.items.push(item);
		}
		return item;
	}

	dispose(): void {
		this.isDisposed = true;
		for (const item of this.items.splice(0).reverse()) {
			item.dispose();
		}
	}
}
