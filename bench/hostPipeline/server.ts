import { createServer } from 'node:http';
import process from 'node:process';
import { eventTexts, framed } from './stream.ts';

/** Answers every request with the whole stream, in a process of its own so that it costs no client anything. */

const body = Buffer.from(framed(eventTexts()));
const server = createServer((request, response) => {
	request.resume();
	response.writeHead(200, { 'content-type': 'text/event-stream' });
	response.end(body);
});
server.listen(0, '127.0.0.1', () => {
	const address = server.address();
	process.stdout.write(`${typeof address === 'object' ? address?.port : ''}\n`);
});
process.once('disconnect', () => process.exit());
