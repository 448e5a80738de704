import type { FromWebview } from '../shared/protocol.ts';

/** What the page keeps over being hidden and shown again; everything else lives in the host. */
export interface PageMemory {
	readonly draft: string;
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
	const draft = typeof state === 'object' && state !== null ? Reflect.get(state, 'draft') : '';
	return { draft: typeof draft === 'string' ? draft : '' };
}

export function remember(memory: PageMemory): void {
	api.setState(memory);
}
