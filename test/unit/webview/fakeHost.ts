/** What VS Code gives a page, for tests that load parts of the page: to be called before they are loaded. */
export function useFakeHost(): { readonly posted: unknown[]; state: unknown } {
	const host = { posted: [] as unknown[], state: undefined as unknown };
	Object.assign(globalThis, {
		acquireVsCodeApi: () => ({
			postMessage: (message: unknown) => host.posted.push(message),
			getState: () => host.state,
			setState: (state: unknown) => {
				host.state = state;
			},
		}),
	});
	return host;
}
