export type AuthHeader = 'x-goog-api-key' | 'bearer';
/** Where requests go and how they are signed. The key belongs to the origin of `baseUrl` and to no other. */
export interface Endpoint {
	/** As {@link normalizeBaseUrl} returns it. */
	readonly baseUrl: string;
	readonly authHeader: AuthHeader;
	/** Absent where the endpoint asks for none. */
	readonly apiKey?: string | undefined;
}
export declare const COMET_BASE_URL = 'https://api.cometapi.com';
export declare const GOOGLE_BASE_URL = 'https://generativelanguage.googleapis.com';
/**
 * A base URL as people type it → origin and optional path, without the API version, an operation, slashes,
 * query or fragment at its end (docs/PROTOCOL.md §1). A missing scheme means https.
 * @throws GeminiError `badRequest` when it is no http(s) URL or holds a user name or password.
 */
export declare function normalizeBaseUrl(input: string): string;
/** Whether requests may travel unencrypted: only to this very machine. */
export declare function isLoopback(baseUrl: string): boolean;
/** Endpoints that differ in what they take (docs/PROTOCOL.md §5); `other` is any gateway. */
export type Provider = 'google' | 'vertex' | 'comet' | 'other';
export declare function providerOf(baseUrl: string): Provider;
/** Google's own endpoint, where an API key is no bearer token. */
export declare function isGoogle(baseUrl: string): boolean;
export type Operator = 'generateContent' | 'streamGenerateContent' | 'countTokens';
export declare function operationUrl(endpoint: Endpoint, model: string, operator: Operator): string;
/**
 * Exactly one of the two headers that both CometAPI and Google know, or none without a key.
 * @throws GeminiError `auth` for a key that no header can carry: `fetch` would quote it in its error.
 */
export declare function authHeaders(endpoint: Endpoint): Record<string, string>;
