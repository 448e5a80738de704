import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Report, Task } from './messages.ts';

/** What the measuring extension talks to, and what the extension takes for its endpoint. */
export interface BenchEndpoint {
	readonly origin: string;
	/** What the next window is to do. */
	task: Task;
	/** When each delta of the last answer was written, in milliseconds since the epoch. */
	readonly writtenAt: readonly number[];
	/** The next report of a kind. */
	report<Kind extends Report['kind']>(kind: Kind): Promise<Extract<Report, { kind: Kind }>>;
	close(): void;
}

/** A window on a busy machine may take long. */
const PATIENCE_MS = 120_000;

export interface Pace {
	readonly deltas: number;
	/** Deltas per second. */
	readonly rate: number;
}

export async function startEndpoint({ deltas, rate }: Pace): Promise<BenchEndpoint> {
	const reports = new EventEmitter();
	const writtenAt: number[] = [];
	const endpoint = { task: { first: 'ours' } as Task };
	const server = createServer((request, response) => {
		void answer(request, response).catch(() => response.destroy());
	});
	const answer = async (request: IncomingMessage, response: ServerResponse) => {
		const body = Buffer.concat(await request.toArray()).toString();
		if (request.url === '/report') {
			const report: Report = JSON.parse(body);
			reports.emit(report.kind, report);
			response.end();
		} else if (request.url === '/task') {
			response.end(JSON.stringify(endpoint.task));
		} else if (request.url?.includes(':streamGenerateContent')) {
			await stream(response, { deltas, rate }, writtenAt);
		} else {
			response.writeHead(404, { 'content-type': 'application/json' });
			response.end('{"error":{"code":404,"message":"Not here.","status":"NOT_FOUND"}}');
		}
	};
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	return Object.assign(endpoint, {
		origin: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
		writtenAt,
		async report<Kind extends Report['kind']>(kind: Kind) {
			const [report] = await once(reports, kind, { signal: AbortSignal.timeout(PATIENCE_MS) });
			return report;
		},
		close() {
			server.closeAllConnections();
			server.close();
		},
	});
}

/** Words that say how many came before them, each an event and a write of its own. */
async function stream(response: ServerResponse, { deltas, rate }: Pace, writtenAt: number[]) {
	response.socket?.setNoDelay(true);
	response.writeHead(200, { 'content-type': 'text/event-stream' });
	const start = performance.now();
	writtenAt.length = 0;
	for (let index = 0; index < deltas; index++) {
		const ahead = start + (index * 1_000) / rate - performance.now();
		if (ahead > 1) {
			await wait(ahead);
		}
		writtenAt.push(performance.timeOrigin + performance.now());
		response.write(event({ text: `w${index} ` }, index === deltas - 1 ? 'STOP' : undefined));
	}
	response.end();
}

function event(part: object, finishReason: string | undefined): string {
	const candidate = { content: { parts: [part], role: 'model' }, finishReason, index: 0 };
	const chunk = { candidates: [candidate], modelVersion: 'gemini-3.5-flash' };
	return `data: ${JSON.stringify(chunk)}\r\n\r\n`;
}
