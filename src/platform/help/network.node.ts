import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { connect as connectPlainly } from 'node:net';
import process from 'node:process';
import { connect as connectEncrypted, type TLSSocket } from 'node:tls';
import type { Connection, ConnectionTarget, Network } from './network.ts';

const PROXY_VARIABLES = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'NO_PROXY'];
const TIMEOUT_MS = 10_000;

/** What Node can tell; `undefined` where there is no Node. */
export function openNetwork(): Network | undefined {
	return {
		environmentProxies: () =>
			PROXY_VARIABLES.flatMap(name => {
				const value = process.env[name];
				return value ? [[name, value] as const] : [];
			}),
		async lookUp(host) {
			const addresses = await lookup(host, { all: true });
			return addresses.map(({ address }) => address);
		},
		connect,
	};
}

async function connect(target: ConnectionTarget, signal: AbortSignal): Promise<Connection> {
	const { host, port, isEncrypted } = target;
	const limit = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
	if (!isEncrypted) {
		const socket = connectPlainly({ host, port });
		try {
			await once(socket, 'connect', { signal: limit });
			return {};
		} finally {
			socket.destroy();
		}
	}
	const socket = connectEncrypted({ host, port, servername: host });
	try {
		await once(socket, 'secureConnect', { signal: limit });
		return describe(socket);
	} finally {
		socket.destroy();
	}
}

function describe(socket: TLSSocket): Connection {
	const { issuer, valid_to: validTo } = socket.getPeerCertificate();
	const name = issuer?.O ?? issuer?.CN;
	return {
		protocol: socket.getProtocol() ?? undefined,
		issuer: Array.isArray(name) ? name.join(', ') : name,
		validTo,
	};
}
