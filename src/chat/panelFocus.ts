import type { ContextKey } from '../platform/contextKey.ts';
import type { PanelCommand, ToWebview } from '../shared/protocol.ts';

/** A page of the panel that can be brought to the front. */
export interface FocusedPage {
	post(message: ToWebview): void;
	/** Gives it the keyboard. */
	reveal(): void;
}

/** Which page of the panel has the keyboard, or had it last: commands act on that one. */
export class PanelFocus {
	private readonly hasFocus: Pick<ContextKey, 'set'>;
	private last: FocusedPage | undefined;
	private isFocused = false;

	constructor(hasFocus: Pick<ContextKey, 'set'>) {
		this.hasFocus = hasFocus;
	}

	/** The page's own word. Another one may have got the keyboard before this one says that it lost it. */
	update(page: FocusedPage, isFocused: boolean): void {
		if (isFocused || this.last === page) {
			this.last = page;
			this.isFocused = isFocused;
			void this.hasFocus.set(isFocused);
		}
	}

	/** The page is gone. */
	forget(page: FocusedPage): void {
		if (this.last === page) {
			this.update(page, false);
			this.last = undefined;
		}
	}

	/** @returns whether there was a page to do it. */
	run(command: PanelCommand): boolean {
		if (this.last !== undefined && !this.isFocused) {
			this.last.reveal();
		}
		this.last?.post({ type: 'command', command });
		return this.last !== undefined;
	}
}
