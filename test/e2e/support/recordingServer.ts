import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';

/** One request with all that it held, secrets too. */
export interface SeenRequest {
	readonly url: string;
	/** Name and value, as they came. */
	readonly headers: readonly (readonly [name: string, value: string])[];
	readonly body: string;
}

export interface RecordingServer {
	readonly origin: string;
	readonly requests: readonly SeenRequest[];
	/** The next request gets this answer. */
	answerNext(answer: CannedAnswer): void;
	close(): Promise<void>;
}

export interface CannedAnswer {
	readonly status: number;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: string;
}

/** Passes requests on to the origin that `target` names and writes down what they held; without one, refuses them. */
export async function startRecordingServer(target?: () => string): Promise<RecordingServer> {
	const requests: SeenRequest[] = [];
	const canned: CannedAnswer[] = [];
	const server = createServer((incoming, outgoing) => {
		void serve(incoming, outgoing).catch(() => outgoing.destroy());
	});

	async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
		const body = Buffer.concat(await incoming.toArray());
		const { rawHeaders, url = '/' } = incoming;
		requests.push({ url, headers: pairs(rawHeaders), body: body.toString() });
		const answer = /enerateContent/.test(url) ? canned.shift() : undefined;
		if (answer !== undefined || target === undefined) {
			outgoing.writeHead(answer?.status ?? 403, answer?.headers).end(answer?.body);
			return;
		}
		const { method, headers } = incoming;
		const origin = target();
		const options = { method, headers: { ...headers, host: new URL(origin).host } };
		const passed = request(new URL(url, origin), options, response => {
			outgoing.writeHead(response.statusCode ?? 502, response.headers);
			response.pipe(outgoing);
			response.once('error', () => outgoing.destroy());
		});
		passed.once('error', () => outgoing.destroy());
		outgoing.once('close', () => passed.destroy());
		passed.end(body);
	}

	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	const port = typeof address === 'object' && address !== null ? address.port : 0;
	return {
		origin: `http://127.0.0.1:${port}`,
		requests,
		answerNext: answer => canned.push(answer),
		async close() {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}

function pairs(raw: readonly string[]): (readonly [string, string])[] {
	return raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? '']] : []));
}
