import process from 'node:process';
import { COMET_BASE_URL, GOOGLE_BASE_URL } from '../gemini/endpoint.ts';

/** A key that the environment offers. It is used only after a yes, or when the launcher says so. */
export interface EnvironmentKey {
	readonly variable: string;
	readonly origin: string;
	readonly key: string;
}

const VARIABLES = [
	['COMETAPI_KEY', COMET_BASE_URL],
	['GEMINI_API_KEY', GOOGLE_BASE_URL],
] as const;

export function environmentKeys(): readonly EnvironmentKey[] {
	return VARIABLES.flatMap(([variable, baseUrl]) => {
		const key = process.env[variable]?.trim();
		return key ? [{ variable, origin: new URL(baseUrl).origin, key }] : [];
	});
}

/** The keys that whoever started the editor asked to be used without a question. */
export function grantedEnvironmentKeys(): ReadonlyMap<string, string> {
	const granted = process.env['COMET_GEMINI_USE_ENV_KEY'] === '1';
	return new Map(granted ? environmentKeys().map(({ origin, key }) => [origin, key]) : []);
}
