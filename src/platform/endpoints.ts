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
import { DEMO_BASE_URL } from './demoEndpoint.ts';
import type { DemoMode } from './demoMode.ts';
import { readSettings } from './settings.ts';

/** The endpoint of the settings with the key that belongs to its origin, or the demo model in its place. */
export class Endpoints {
	private readonly keys: ApiKeys;
	private readonly demo: DemoMode;
	/** Fires when a key or the demo comes or goes. Settings tell of their changes themselves. */
	readonly onDidChange: vscode.Event<void>;

	constructor(keys: ApiKeys, demo: DemoMode) {
		this.keys = keys;
		this.demo = demo;
		this.onDidChange = listener =>
			vscode.Disposable.from(keys.onDidChange(listener), demo.onDidChange(listener));
	}

	/** Whether the demo model answers. */
	get isDemo(): boolean {
		return this.demo.isOn;
	}

	/** That of the settings. @throws GeminiError `badRequest` for a base URL that cannot be used. */
	configured(): { readonly baseUrl: string; readonly authHeader: AuthHeader } {
		const { baseUrl, authHeader } = readSettings();
		const normalized = normalizeBaseUrl(baseUrl === '' ? COMET_BASE_URL : baseUrl);
		return { baseUrl: normalized, authHeader };
	}

	/** The one that answers. @throws what {@link configured} throws. */
	current(): Omit<Endpoint, 'apiKey'> {
		return this.isDemo
			? { baseUrl: DEMO_BASE_URL, authHeader: 'x-goog-api-key' }
			: this.configured();
	}

	/** What kind of endpoint it is, whatever the settings hold. */
	provider(): Provider {
		try {
			return providerOf(this.current().baseUrl);
		} catch {
			// A base URL that cannot be read is said when something is asked.
			return 'other';
		}
	}

	/** Host name for people, whatever the settings hold. */
	host(): string {
		if (this.isDemo) {
			return vscode.l10n.t('Demo model');
		}
		try {
			return new URL(this.configured().baseUrl).host;
		} catch {
			// A base URL that cannot be read is shown as it was typed.
			return readSettings().baseUrl;
		}
	}

	/** See {@link complete} for what it throws. */
	async resolve(): Promise<Endpoint> {
		return this.complete(this.current());
	}

	/**
	 * An endpoint ready to be asked: with its own key, else with the one that is stored for its origin.
	 * @throws GeminiError `auth` (code `NO_KEY`) where a key is needed and none is stored; `badRequest` when
	 * the key would travel unencrypted.
	 */
	async complete({ baseUrl, authHeader, apiKey: ownKey }: Endpoint): Promise<Endpoint> {
		if (baseUrl === DEMO_BASE_URL) {
			return { baseUrl, authHeader };
		}
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
