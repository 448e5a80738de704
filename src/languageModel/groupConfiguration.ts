/** What a person entered for a group in *Manage Models*. */
export interface GroupConfiguration {
	readonly baseUrl: string | undefined;
	readonly apiKey: string | undefined;
}

/**
 * Nothing for a group without address and key: VS Code makes such groups to keep the settings of single
 * models in, and our own models go on beside it.
 */
export function readGroup(
	configuration: Readonly<Record<string, unknown>>,
): GroupConfiguration | undefined {
	const baseUrl = textOf(configuration['baseUrl']);
	const apiKey = textOf(configuration['apiKey']);
	return baseUrl === undefined && apiKey === undefined ? undefined : { baseUrl, apiKey };
}

function textOf(value: unknown): string | undefined {
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
