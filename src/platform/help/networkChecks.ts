import { isLoopback } from '../../gemini/endpoint.ts';
import type { Check, Finding } from './finding.ts';
import type { Network } from './network.ts';
import { withoutCredentials } from './redact.ts';

/** The settings of VS Code that decide how requests travel. */
export interface ProxySettings {
	readonly proxy: string;
	readonly proxySupport: string;
	readonly strictSsl: boolean;
}

export interface NetworkCheckDeps {
	readonly l10n: { t(message: string, ...values: (string | number)[]): string };
	readonly baseUrl: string;
	readonly proxy: ProxySettings;
	/** Absent in a browser. */
	readonly network: Network | undefined;
}

/** The way to the endpoint below HTTP: proxy, name, connection and certificate. */
export function networkChecks(deps: NetworkCheckDeps): Check[] {
	const { l10n } = deps;
	return [
		{ title: l10n.t('Proxy'), run: async () => proxyFinding(deps) },
		{ title: l10n.t('Name of the host (DNS)'), run: () => nameFinding(deps) },
		{ title: l10n.t('Connection (TCP and TLS)'), run: signal => connectionFinding(deps, signal) },
	];
}

function proxyFinding({ l10n, proxy, network, baseUrl }: NetworkCheckDeps): Finding {
	const title = l10n.t('Proxy');
	if (network === undefined) {
		return inBrowser(l10n, title);
	}
	const environment = network.environmentProxies();
	const facts = [
		proxy.proxy === ''
			? l10n.t('The setting {0} names no proxy.', '`http.proxy`')
			: l10n.t('The setting {0} names {1}.', '`http.proxy`', withoutCredentials(proxy.proxy)),
		...environment.map(([name, address]) =>
			l10n.t('The environment variable {0} is {1}.', name, withoutCredentials(address)),
		),
		...(proxy.strictSsl
			? []
			: [l10n.t('Certificates of the proxy are not checked ({0}).', '`http.proxyStrictSSL`')]),
	];
	const hasProxy = proxy.proxy !== '' || environment.length > 0;
	if (hasProxy && proxy.proxySupport === 'off' && !isLoopback(baseUrl)) {
		return {
			title,
			verdict: 'warning',
			facts: [...facts, l10n.t('Extensions do not use it ({0} is off).', '`http.proxySupport`')],
			next: l10n.t('If requests fail, set {0} to “override”.', '`http.proxySupport`'),
			actions: ['openProxySettings'],
		};
	}
	return { title, verdict: 'ok', facts };
}

async function nameFinding({ l10n, baseUrl, network }: NetworkCheckDeps): Promise<Finding> {
	const title = l10n.t('Name of the host (DNS)');
	if (network === undefined) {
		return inBrowser(l10n, title);
	}
	const host = hostOf(baseUrl);
	try {
		const addresses = await network.lookUp(host);
		return {
			title,
			verdict: 'ok',
			facts: [l10n.t('{0} is at {1}.', host, addresses.slice(0, 4).join(', '))],
		};
	} catch (error) {
		return {
			title,
			verdict: 'failed',
			isDirectWay: true,
			facts: [l10n.t('This machine does not know {0} ({1}).', host, codeOf(error))],
			next: l10n.t(
				'Check the spelling of the base URL, the network and, in a company, the VPN and the proxy.',
			),
			actions: ['chooseEndpoint', 'openProxySettings'],
		};
	}
}

async function connectionFinding(
	{ l10n, baseUrl, network }: NetworkCheckDeps,
	signal: AbortSignal,
): Promise<Finding> {
	const title = l10n.t('Connection (TCP and TLS)');
	if (network === undefined) {
		return inBrowser(l10n, title);
	}
	const { protocol, port } = new URL(baseUrl);
	const isEncrypted = protocol === 'https:';
	const target = {
		host: hostOf(baseUrl),
		port: Number(port) || (isEncrypted ? 443 : 80),
		isEncrypted,
	};
	const place = `${target.host}:${target.port}`;
	try {
		const { protocol: version, issuer, validTo } = await network.connect(target, signal);
		const facts = [
			l10n.t('{0} can be reached directly.', place),
			...(version === undefined ? [] : [l10n.t('Encrypted with {0}.', version)]),
			...(issuer === undefined
				? []
				: [l10n.t('The certificate is from {0}, valid to {1}.', issuer, validTo ?? '?')]),
		];
		return { title, verdict: 'ok', facts };
	} catch (error) {
		signal.throwIfAborted();
		return connectionFailure({ l10n, title, place, code: codeOf(error) });
	}
}

/** What Node calls a certificate that nobody it trusts has signed. */
const UNTRUSTED = /CERT|SELF_SIGNED|UNABLE_TO|ALTNAME/;

function connectionFailure({
	l10n,
	title,
	place,
	code,
}: {
	readonly l10n: NetworkCheckDeps['l10n'];
	readonly title: string;
	readonly place: string;
	readonly code: string;
}): Finding {
	return UNTRUSTED.test(code)
		? {
				title,
				verdict: 'failed',
				isDirectWay: true,
				facts: [l10n.t('The certificate of {0} is not trusted ({1}).', place, code)],
				next: l10n.t(
					'A company’s proxy often puts its own certificate in place: install it in the system’s store and keep {0} on.',
					'`http.systemCertificates`',
				),
				actions: ['openProxySettings'],
			}
		: {
				title,
				verdict: 'failed',
				isDirectWay: true,
				facts: [l10n.t('{0} cannot be reached directly ({1}).', place, code)],
				next: l10n.t(
					'Check the network and firewall; where a proxy is needed, set {0}.',
					'`http.proxy`',
				),
				actions: ['openProxySettings', 'chooseEndpoint'],
			};
}

function inBrowser(l10n: NetworkCheckDeps['l10n'], title: string): Finding {
	return {
		title,
		verdict: 'unknown',
		facts: [l10n.t('A browser does not let extensions check this.')],
	};
}

function hostOf(baseUrl: string): string {
	return new URL(baseUrl).hostname.replace(/^\[(.*)\]$/, '$1');
}

function codeOf(error: unknown): string {
	const cause = error instanceof Error && error.name === 'AbortError' ? error.cause : error;
	const code: unknown = cause instanceof Error ? Reflect.get(cause, 'code') : undefined;
	return typeof code === 'string' ? code : 'ETIMEDOUT';
}
