import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import process from 'node:process';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createGzip } from 'node:zlib';
import { createDemoModel, type DemoModel, type DemoOptions } from '../src/demoModel/demoModel.ts';
import { LABORATORY } from '../src/demoModel/laboratory.ts';

const HOST = '127.0.0.1';
const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

export interface DemoServer {
	/** `http://127.0.0.1:PORT` */
	readonly origin: string;
	readonly model: DemoModel;
	/** Ends open streams, too. */
	close(): Promise<void>;
}

/** Serves the demo model on loopback, by default on a free port. */
export async function startDemoServer(
	options: DemoOptions & { readonly port?: number | undefined } = {},
): Promise<DemoServer> {
	const model = createDemoModel({ ...LABORATORY, ...options });
	const server = createServer((request, response) => {
		serve(model, request, response).catch(() => {
			// The body broke off: so does the connection, as the client shall see a reset.
			response.socket?.resetAndDestroy();
		});
	});
	server.listen(options.port ?? 0, HOST);
	await once(server, 'listening');
	return { origin: `http://${HOST}:${portOf(server)}`, model, close: () => close(server) };
}

function portOf(server: Server): number {
	const address = server.address();
	if (address === null || typeof address === 'string') {
		throw new Error('The demo server has no port.');
	}
	return address.port;
}

function close(server: Server): Promise<void> {
	return new Promise((resolve, reject) => {
		server.close(error => (error ? reject(error) : resolve()));
		server.closeAllConnections();
	});
}

async function serve(
	model: DemoModel,
	incoming: IncomingMessage,
	outgoing: ServerResponse,
): Promise<void> {
	// A page of another site that has its name resolve to loopback must not read what people asked.
	if (!LOOPBACK.test(incoming.headers.host ?? '')) {
		outgoing.writeHead(403).end();
		return;
	}
	const gone = new AbortController();
	outgoing.once('close', () => gone.abort());
	outgoing.socket?.setNoDelay(true);
	const response = await model.fetch(await toRequest(incoming, gone.signal));
	outgoing.writeHead(response.status, Object.fromEntries(response.headers));
	outgoing.flushHeaders();
	if (response.body === null) {
		outgoing.end();
		return;
	}
	const body = Readable.from(response.body, { objectMode: false, highWaterMark: 1 });
	if (response.headers.get('content-encoding') === 'gzip') {
		await pipeline(body, createGzip({ flush: constants.Z_SYNC_FLUSH }), outgoing);
	} else {
		await pipeline(body, outgoing);
	}
}

async function toRequest(incoming: IncomingMessage, signal: AbortSignal): Promise<Request> {
	const headers = new Headers();
	for (const [name, value] of Object.entries(incoming.headers)) {
		headers.set(name, Array.isArray(value) ? value.join(', ') : (value ?? ''));
	}
	const method = incoming.method ?? 'GET';
	const body = Buffer.concat(await incoming.toArray());
	return new Request(new URL(incoming.url ?? '/', `http://${HOST}`), {
		method,
		headers,
		signal,
		...(body.length > 0 && { body }),
	});
}

// By name: in a bundle this module may live in a chunk of its own.
if (/[\\/]demo[\\/]serve\.[jt]s$/.test(process.argv[1] ?? '')) {
	const server = await startDemoServer({ port: Number(process.env['PORT'] ?? 0) });
	console.log(`The demo model listens on ${server.origin} (Ctrl+C stops it).`);
	process.once('SIGINT', () => {
		void server.close();
	});
}
