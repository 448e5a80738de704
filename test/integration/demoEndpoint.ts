import * as vscode from 'vscode';

/** A request as the demo server has noted it. */
export interface SeenRequest {
	readonly status: number;
	readonly outcome: string;
	readonly body: {
		readonly contents: readonly { readonly role: string; readonly parts: readonly object[] }[];
		readonly systemInstruction?: { readonly parts: readonly object[] };
		readonly generationConfig?: object;
	};
}

/** The demo server that the settings point to, as the tests see it from outside. */
export function demoEndpoint() {
	const origin = () =>
		vscode.workspace.getConfiguration('cometGemini').get<string>('baseUrl') ?? '';
	const requests = async (): Promise<readonly SeenRequest[]> => {
		const response = await fetch(`${origin()}/__demo/requests`);
		const all: (SeenRequest & { readonly method: string })[] = await response.json();
		return all.filter(({ method }) => method === 'POST');
	};
	const lastRequest = async (): Promise<SeenRequest> => {
		const last = (await requests()).at(-1);
		if (last === undefined) {
			throw new Error('The demo server has seen no request.');
		}
		return last;
	};
	return {
		/** Those that were posted, in order. */
		requests,
		lastRequest,
		/** How the next request is answered; see the demo model's scenarios. */
		async queue(name: string, params: Readonly<Record<string, string>> = {}): Promise<void> {
			const body = JSON.stringify({ name, params });
			await fetch(`${origin()}/__demo/scenario`, { method: 'POST', body });
		},
		/** Waits until the last request is as it should be; the test's own time limit ends that. */
		async until(isSo: (request: SeenRequest) => boolean): Promise<void> {
			while (!isSo(await lastRequest())) {
				await new Promise(resolve => setTimeout(resolve, 20));
			}
		},
	};
}
