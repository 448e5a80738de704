import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

/** One recorded response, as it would come over the wire. */
export interface Recording {
	readonly name: string;
	/** Which of the recorders wrote it, each in a form of its own. */
	readonly origin: 'firebase' | 'genai' | 'vercel' | 'cli';
	readonly mode: 'stream' | 'unary';
	readonly status: number;
	readonly contentType: string;
	readonly body: Uint8Array<ArrayBuffer>;
}

/** Named by the environment, else beside the project. */
const FOLDER = path.resolve(process.env['GEMINI_RECORDINGS'] ?? '../shared/recorded');

/** Why there is nothing to replay; for `this.skip()`. */
export function missingRecordings(): string | undefined {
	return existsSync(FOLDER)
		? undefined
		: `Skipped: no recorded responses in ${FOLDER}. GEMINI_RECORDINGS names their folder.`;
}

export function loadRecordings(): readonly Recording[] {
	const files = globSync('**/*.{txt,json,html,responses}', { cwd: FOLDER }).sort((a, b) =>
		a.localeCompare(b, 'en'),
	);
	return files.flatMap(file => read(file, readFileSync(path.join(FOLDER, file))));
}

function read(file: string, bytes: Buffer<ArrayBuffer>): readonly Recording[] {
	if (file.startsWith('Firebase')) {
		return [firebase(file, bytes)];
	}
	if (file.startsWith('googleapis')) {
		return genai(file, bytes);
	}
	return file.startsWith('vercel') ? [vercel(file, bytes)] : cli(file, bytes);
}

const SSE = 'text/event-stream';
const JSON_TYPE = 'application/json; charset=UTF-8';

/** Bodies as they came; a refusal is an error object alone, with its status inside. */
function firebase(file: string, body: Buffer<ArrayBuffer>): Recording {
	const mode = path.basename(file).startsWith('streaming') ? 'stream' : 'unary';
	const text = body.toString();
	const code = text.startsWith('{') ? objectOf(parse(text))['error'] : undefined;
	return {
		name: file,
		origin: 'firebase',
		mode,
		status: file.endsWith('.html') ? 404 : Number(objectOf(code)['code'] ?? 200),
		contentType: file.endsWith('.html') ? 'text/html' : mode === 'stream' ? SSE : JSON_TYPE,
		body,
	};
}

/** Requests with their responses; the events of a stream are parsed already. */
function genai(file: string, bytes: Buffer): readonly Recording[] {
	const interactions = objectOf(parse(bytes.toString()))['interactions'];
	return (Array.isArray(interactions) ? interactions : []).flatMap((interaction, index) => {
		const request = objectOf(objectOf(interaction)['request']);
		const response = objectOf(objectOf(interaction)['response']);
		const operation = /:(stream)?[gG]enerateContent\b/.exec(String(request['url']));
		if (operation === null) {
			return [];
		}
		const segments = Array.isArray(response['bodySegments']) ? response['bodySegments'] : [];
		const mode = operation[1] === undefined ? 'unary' : 'stream';
		const isFramed = mode === 'stream' && response['statusCode'] === 200;
		const recording: Recording = {
			name: `${file}#${index}`,
			origin: 'genai',
			mode,
			status: Number(response['statusCode']),
			contentType: String(objectOf(response['headers'])['Content-Type'] ?? JSON_TYPE),
			body: isFramed ? frames(segments) : encode(JSON.stringify(segments[0] ?? '', null, 2)),
		};
		return [recording];
	});
}

/** One JSON document a line, or one alone. */
function vercel(file: string, bytes: Buffer<ArrayBuffer>): Recording {
	const mode = file.endsWith('.chunks.txt') ? 'stream' : 'unary';
	const lines = bytes.toString().split('\n').filter(Boolean);
	return {
		name: file,
		origin: 'vercel',
		mode,
		status: 200,
		contentType: mode === 'stream' ? SSE : JSON_TYPE,
		body: mode === 'stream' ? frames(lines.map(parse)) : bytes,
	};
}

/** One call a line. */
function cli(file: string, bytes: Buffer): readonly Recording[] {
	return bytes
		.toString()
		.split('\n')
		.filter(Boolean)
		.map((line, index) => {
			const { method, response } = objectOf(parse(line));
			const isStream = method === 'generateContentStream';
			return {
				name: `${file}#${index}`,
				origin: 'cli',
				mode: isStream ? 'stream' : 'unary',
				status: 200,
				contentType: isStream ? SSE : JSON_TYPE,
				body:
					isStream && Array.isArray(response) ? frames(response) : encode(JSON.stringify(response)),
			};
		});
}

function frames(chunks: readonly unknown[]): Uint8Array<ArrayBuffer> {
	return encode(chunks.map(chunk => `data: ${JSON.stringify(chunk)}\r\n\r\n`).join(''));
}

function encode(text: string): Uint8Array<ArrayBuffer> {
	return new TextEncoder().encode(text);
}

function parse(text: string): unknown {
	return JSON.parse(text);
}

export function objectOf(value: unknown): Record<string, unknown> {
	return typeof value === 'object' && value !== null ? { ...value } : {};
}
