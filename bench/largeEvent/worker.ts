import process from 'node:process';
import { processorTime, sample } from '../harness/sampling.ts';
import { clients, drain } from '../hostPipeline/clients.ts';
import { largeEventReads } from './reads.ts';

/**
 * Arguments: the candidate, bytes of the event, how many samples after a first one; of none the first one is
 * taken. Prints milliseconds of processor time, and the memory in bytes that the first time has needed.
 */

const [name = '', size = '0', iterations = '1'] = process.argv.slice(2);

globalThis.fetch = async () => {
	const reads = largeEventReads(Number(size));
	const body = new ReadableStream<Uint8Array>({
		pull(controller) {
			const { done, value } = reads.next();
			if (done) {
				controller.close();
			} else {
				controller.enqueue(value);
			}
		},
	});
	return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
};

const take = Object.entries(clients).find(([known]) => known === name)?.[1] ?? drain;
const read = () => take('http://127.0.0.1');
const options = { warmups: 0, now: processorTime };
const first = await sample(read, { iterations: 1, ...options });
const memory = process.resourceUsage().maxRSS * 1_024;
const later =
	Number(iterations) > 0 ? await sample(read, { iterations: Number(iterations), ...options }) : [];
process.stdout.write(JSON.stringify({ memory, times: later.length > 0 ? later : first }));
process.exit();
