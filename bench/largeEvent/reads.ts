/** Bytes of one read: what a TCP segment holds. */
const READ_SIZE = 1_400;

const encoder = new TextEncoder();
const base64 = encoder.encode('iVBORw0KGgoAAAANSUhEUgAA'.repeat(64)).subarray(0, READ_SIZE);

/** One event with an image of so many base64 characters and a last one, read by read; none is kept. */
export function* largeEventReads(size: number): Generator<Uint8Array> {
	yield encoder.encode(
		'data: {"candidates":[{"content":{"role":"model","parts":[{"inlineData":{"mimeType":"image/png","data":"',
	);
	for (let rest = size; rest > 0; rest -= READ_SIZE) {
		// A consumer may keep or transfer what it reads.
		yield base64.slice(0, rest);
	}
	yield encoder.encode('"}}]},"index":0}]}\r\n\r\n');
	yield encoder.encode(
		'data: {"candidates":[{"content":{"role":"model","parts":[{"text":"."}]},"finishReason":"STOP","index":0}]}\r\n\r\n',
	);
}
