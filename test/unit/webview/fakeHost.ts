/** One for all tests: what a page has of its host is asked for once, with its first module that posts. */
const host = { posted: [] as unknown[], state: undefined as unknown };

/** What VS Code gives a page, for tests that load parts of the page: to be called before they are loaded. */
export function useFakeHost(): { readonly posted: unknown[]; state: unknown } {
	host.posted.length = 0;
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
