import * as vscode from 'vscode';
import {
	type AuthHeader,
	COMET_BASE_URL,
	type Endpoint,
	isLoopback,
	normalizeBaseUrl,
	type Provider,
	providerOf,
} from '../gemini/endpoint.ts';
import { geminiError } from '../gemini/errors.ts';
import type { ApiKeys } from './apiKeys.ts';
import { readSettings } from './settings.ts';

/** The endpoint of the settings, and the key that belongs to its origin. */
export class Endpoints {
	private readonly keys: ApiKeys;

	constructor(keys: ApiKeys) {
		this.keys = keys;
	}

	/** @throws GeminiError `badRequest` for a base URL that cannot be used. */
	configured(): { readonly baseUrl: string; readonly authHeader: AuthHeader } {
		const { baseUrl, authHeader } = readSettings();
		const normalized = normalizeBaseUrl(baseUrl === '' ? COMET_BASE_URL : baseUrl);
		return { baseUrl: normalized, authHeader };
	}

	/** What kind of endpoint it is, whatever the settings hold. */
	provider(): Provider {
		try {
			return providerOf(this.configured().baseUrl);
		} catch {
			// A base URL that cannot be read is said when something is asked.
			return 'other';
		}
	}

	/** Host name for people, whatever the settings hold. */
	host(): string {
		try {
			return new URL(this.configured().baseUrl).host;
		} catch {
			// A base URL that cannot be read is shown as it was typed.
			return readSettings().baseUrl;
		}
	}

	/** See {@link complete} for what it throws. */
	async resolve(): Promise<Endpoint> {
		return this.complete(this.configured());
	}

	/**
	 * An endpoint ready to be asked: with its own key, else with the one that is stored for its origin.
	 * @throws GeminiError `auth` (code `NO_KEY`) where a key is needed and none is stored; `badRequest` when
	 * the key would travel unencrypted.
	 */
	async complete({ baseUrl, authHeader, apiKey: ownKey }: Endpoint): Promise<Endpoint> {
		const { host, origin } = new URL(baseUrl);
		const apiKey = ownKey ?? (await this.keys.get(origin));
		if (apiKey === undefined && !isLoopback(baseUrl)) {
			throw geminiError('auth', vscode.l10n.t('No API key is stored for {0}.', host), {
				code: 'NO_KEY',
			});
		}
		refuseUnencrypted(baseUrl);
		return { baseUrl, authHeader, apiKey };
	}

	/** Whether a request could be sent now. */
	async isReady(): Promise<boolean> {
		try {
			await this.resolve();
			return true;
		} catch {
			// The reason is said when something is asked for.
			return false;
		}
	}
}

/** @throws GeminiError `badRequest` for an address to which a key would travel so that anybody can read it. */
export function refuseUnencrypted(baseUrl: string): void {
	if (baseUrl.startsWith('http:') && !isLoopback(baseUrl)) {
		throw geminiError(
			'badRequest',
			vscode.l10n.t(
				'{0} is not encrypted (http). Use https, so that the key stays secret.',
				baseUrl,
			),
		);
	}
}
