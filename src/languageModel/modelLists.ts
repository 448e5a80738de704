import type { Endpoint } from '../gemini/endpoint.ts';
import type { ListedModel } from './modelInformation.ts';

export interface ModelLists {
	/** @throws what fetching the list threw, also for a while afterwards. */
	list(endpoint: Endpoint): Promise<readonly ListedModel[]>;
	clear(): void;
}

const KEPT_MS = 10 * 60_000;
const FAILURE_KEPT_MS = 30_000;

interface Entry {
	readonly models: Promise<readonly ListedModel[]>;
	until: number;
}

/**
 * The models of endpoints, kept for a while: any extension that looks for a model makes VS Code ask for all
 * of them, one endpoint after the other.
 */
export function createModelLists(
	fetchList: (endpoint: Endpoint) => Promise<readonly ListedModel[]>,
	now: () => number = Date.now,
): ModelLists {
	const entries = new Map<string, Entry>();
	return {
		async list(endpoint) {
			const name = await fingerprint(endpoint);
			const known = entries.get(name);
			if (known !== undefined && known.until > now()) {
				return known.models;
			}
			const entry: Entry = { models: fetchList(endpoint), until: now() + KEPT_MS };
			entries.set(name, entry);
			entry.models.catch(() => {
				entry.until = now() + FAILURE_KEPT_MS;
			});
			return entry.models;
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
