import type { Endpoint } from '../gemini/endpoint.ts';
import type { ErrorInfo } from '../shared/errorInfo.ts';
import type { ListedModel } from './modelInformation.ts';

/** What an endpoint offers; with a `failure`, what is known of it without its word. */
export interface ModelList {
	readonly models: readonly ListedModel[];
	readonly failure?: ErrorInfo | undefined;
}

export interface ModelLists {
	list(endpoint: Endpoint): Promise<ModelList>;
	clear(): void;
}

const KEPT_MS = 10 * 60_000;
const FAILURE_KEPT_MS = 30_000;

interface Entry {
	readonly list: Promise<ModelList>;
	until: number;
}

/**
 * The models of endpoints, kept for a while: any extension that looks for a model makes VS Code ask for all
 * of them, one endpoint after the other.
 */
export function createModelLists(
	fetchList: (endpoint: Endpoint) => Promise<ModelList>,
	now: () => number = Date.now,
): ModelLists {
	const entries = new Map<string, Entry>();
	return {
		async list(endpoint) {
			const name = await fingerprint(endpoint);
			const known = entries.get(name);
			if (known !== undefined && known.until > now()) {
				return known.list;
			}
			const entry: Entry = { list: fetchList(endpoint), until: now() + KEPT_MS };
			entries.set(name, entry);
			const list = await entry.list;
			if (list.failure !== undefined) {
				entry.until = now() + FAILURE_KEPT_MS;
			}
			return list;
		},
		clear: () => entries.clear(),
	};
}

/** Tells keys apart without keeping them. */
async function fingerprint({ baseUrl, authHeader, apiKey = '' }: Endpoint): Promise<string> {
	const text = new TextEncoder().encode(`${baseUrl}\n${authHeader}\n${apiKey}`);
	const digest = await crypto.subtle.digest('SHA-256', text);
	return new Uint8Array(digest).join();
}
