import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import {
	type AddressInfo,
	createServer as createTcpServer,
	type Server,
	type Socket,
} from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { selfSigned } from './selfSigned.ts';

export type Behaviour = (request: IncomingMessage, response: ServerResponse) => void;

/** Endpoints that fail as they are told to. */
export interface FaultServer {
	readonly origin: string;
	/** Nobody listens there. */
	readonly closedOrigin: string;
	/** Its certificate is its own. */
	readonly selfSignedOrigin: string;
	/** It speaks TLS but has no certificate at all. */
	readonly brokenTlsOrigin: string;
	/** It takes connections and says something that is no HTTP. */
	readonly nonsenseOrigin: string;
	/** It takes connections and closes them at once. */
	readonly hangUpOrigin: string;
	behave(behaviour: Behaviour): void;
	/** Requests that were begun and are neither answered nor gone. */
	openRequests(): number;
	close(): Promise<void>;
}

export async function startFaultServer(): Promise<FaultServer> {
	let behaviour: Behaviour = (_request, response) => response.end();
	const open = new Set<ServerResponse>();
	const serve: Behaviour = (request, response) => {
		open.add(response);
		response.once('close', () => open.delete(response));
		// What a client that went away leaves behind is its own affair.
		response.on('error', () => open.delete(response));
		request.resume();
		request.once('end', () => behaviour(request, response));
	};
	const plain = createServer(serve);
	const signed = createSecureServer(selfSigned(), serve);
	const broken = createTlsServer({});
	const nonsense = createTcpServer(socket => {
		socket
			.on('error', () => undefined)
			.once('data', () => socket.end('220 mail.example ESMTP\r\n'));
	});
	const hangUp = createTcpServer(socket => socket.on('error', () => undefined).end());
	const closed = createTcpServer();
	const servers = [plain, signed, broken, nonsense, hangUp];
	const sockets = new Set<Socket>();
	for (const server of servers) {
		server.on('connection', (socket: Socket) => {
			sockets.add(socket);
			socket.once('close', () => sockets.delete(socket));
		});
	}
	const [origin, selfSignedOrigin, brokenTlsOrigin, nonsenseOrigin, hangUpOrigin, closedOrigin] = [
		await listen(plain, 'http'),
		await listen(signed, 'https'),
		await listen(broken, 'https'),
		await listen(nonsense, 'http'),
		await listen(hangUp, 'http'),
		await listen(closed, 'http'),
	];
	await new Promise(resolve => closed.close(resolve));
	return {
		origin,
		closedOrigin,
		selfSignedOrigin,
		brokenTlsOrigin,
		nonsenseOrigin,
		hangUpOrigin,
		behave(next) {
			behaviour = next;
		},
		openRequests: () => open.size,
		async close() {
			for (const socket of sockets) {
				socket.destroy();
			}
			await Promise.all(servers.map(server => new Promise(resolve => server.close(resolve))));
		},
	};
}

async function listen(server: Server, scheme: string): Promise<string> {
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	return `${scheme}://127.0.0.1:${port}`;
}
