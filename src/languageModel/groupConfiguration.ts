/** What a person entered for a group in *Manage Models*. */
export interface GroupConfiguration {
	readonly baseUrl: string | undefined;
	readonly apiKey: string | undefined;
}

/** Empty fields count as not entered. */
export function readGroup(configuration: Readonly<Record<string, unknown>>): GroupConfiguration {
	return {
		baseUrl: textOf(configuration['baseUrl']),
		apiKey: textOf(configuration['apiKey']),
	};
}

function textOf(value: unknown): string | undefined {
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
