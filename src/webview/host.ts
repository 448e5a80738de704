import type { FromWebview } from '../shared/protocol.ts';

/** What the page keeps over being hidden and shown again; everything else lives in the host. */
export interface PageMemory {
	readonly draft: string;
	/** Of the question that is edited, and what it has become. */
	readonly editedId: string;
	readonly edited: string;
	/** For a tab that VS Code restores. */
	readonly conversationId: string;
}

interface VsCodeApi {
	postMessage(message: FromWebview): void;
	getState(): unknown;
	setState(state: PageMemory): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

const api = acquireVsCodeApi();

export function post(message: FromWebview): void {
	api.postMessage(message);
}

export function recall(): PageMemory {
	const state = api.getState();
	const text = (name: keyof PageMemory) => {
		const value = typeof state === 'object' && state !== null ? Reflect.get(state, name) : '';
		return typeof value === 'string' ? value : '';
	};
	return {
		draft: text('draft'),
		editedId: text('editedId'),
		edited: text('edited'),
		conversationId: text('conversationId'),
	};
}

export function remember(memory: Partial<PageMemory>): void {
	api.setState({ ...recall(), ...memory });
}
