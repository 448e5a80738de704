/** What the measuring extension does in a window after it has been activated. */
export interface Task {
	/** Who makes the first request of the window's extension host. */
	readonly first: 'ours' | 'fetch' | 'nobody';
}

/** What it tells; all in milliseconds. */
export type Report =
	/** Loading the bundle, and `activate()`. */
	| { readonly kind: 'activated'; readonly load: number; readonly activate: number }
	/** From a command to the first text of the model in a document, or from `fetch` to the first bytes. */
	| { readonly kind: 'first'; readonly milliseconds: number }
	/** From the moment when VS Code resolves the view to the page's word that it is ready. */
	| { readonly kind: 'pageReady'; readonly milliseconds: number }
	/** The same of a page that does nothing else. */
	| { readonly kind: 'barePageReady'; readonly milliseconds: number };
