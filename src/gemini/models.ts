import type { Endpoint } from './endpoint.ts';
import { exchange, type TransportOptions } from './transport.ts';

export interface ModelInfo {
	readonly id: string;
	readonly displayName?: string | undefined;
	readonly description?: string | undefined;
}

/** Stands in until the whole catalogue is here: the native list only. */
export async function listModels(
	endpoint: Endpoint,
	options: TransportOptions,
): Promise<{ readonly models: readonly ModelInfo[] }> {
	const opened = await exchange(
		`${endpoint.baseUrl}/v1beta/models?pageSize=1000`,
		endpoint,
		{ method: 'GET' },
		options,
	);
	const list: { models?: { name: string; displayName?: string; description?: string }[] } =
		JSON.parse(await opened.text());
	return {
		models: (list.models ?? []).map(({ name, ...rest }) => ({
			id: name.replace(/^models\//, ''),
			...rest,
		})),
	};
}
