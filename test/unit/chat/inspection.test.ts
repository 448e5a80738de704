import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
	curlCommand,
	eventsText,
	requestText,
	responseText,
} from '../../../src/chat/inspection.ts';
import type { WireRecord } from '../../../src/conversations/wireRecorder.ts';
import { plainL10n } from '../plainL10n.ts';

const BODY = {
	contents: [{ role: 'user', parts: [{ text: `it's "quoted" $HOME \`id\` \\ line\nJSON\nend` }] }],
};

function record(extra: Partial<WireRecord> = {}): WireRecord {
	return {
		model: 'gemini-3.5-flash',
		target: { baseUrl: 'https://api.cometapi.com', authHeader: 'x-goog-api-key', hasKey: true },
		exchanges: [
			{
				startedAt: Date.UTC(2026, 10, 22, 12),
				body: BODY,
				events: [
					{ afterMs: 512, data: '{"candidates":[]}' },
					{ afterMs: 1_024, data: 'not json' },
				],
			},
		],
		leftOut: 0,
		...extra,
	};
}

describe('what the inspector shows', () => {
	it('tells address, headers without the key, and the body of each request', () => {
		assert.equal(
			requestText(record({ exchanges: [{ startedAt: 0, body: { a: 1 }, events: [] }] })),
			[
				'// POST https://api.cometapi.com/v1beta/models/gemini-3.5-flash:streamGenerateContent?alt=sse',
				'// x-goog-api-key: ••••',
				'// content-type: application/json',
				'// accept: text/event-stream',
				'// 1970-01-01T00:00:00.000Z',
				'{\n  "a": 1\n}',
				'',
			].join('\n'),
		);
	});

	it('tells each event with its time, and how many were not kept', () => {
		assert.equal(
			eventsText(record({ leftOut: 3 }), plainL10n),
			[
				'// 2026-11-22T12:00:00.000Z',
				'[',
				'// +0.512 s',
				'{\n  "candidates": []\n},',
				'// +1.024 s',
				'"not json"',
				']',
				'',
				'// 3 later events were not kept.',
				'',
			].join('\n'),
		);
	});

	it('leaves media out of the response', () => {
		const text = responseText({
			id: 'm',
			role: 'model',
			model: 'x',
			createdAt: 0,
			status: 'done',
			parts: [{ inlineData: { mimeType: 'image/png', data: 'A'.repeat(4_000) } }],
			finish: { reason: 'STOP' },
		});
		assert.match(text, /"data": "… 4000 characters of base64 …"/);
		assert.match(text, /"reason": "STOP"/);
		assert.doesNotMatch(text, /AAAA/);
	});

	it('gives a command line that sends the very body, with the key from the environment', () => {
		const seen = runWithStandIn(curlCommand(record(), plainL10n), { COMETAPI_KEY: 'from-env' });
		assert.deepEqual(
			{ ...seen, body: JSON.parse(seen.body) },
			{
				args: [
					'--no-buffer',
					'https://api.cometapi.com/v1beta/models/gemini-3.5-flash:streamGenerateContent?alt=sse',
					'--header',
					'x-goog-api-key: from-env',
					'--header',
					'content-type: application/json',
					'--data-binary',
					'@-',
				],
				body: BODY,
			},
		);
	});

	it('names the variable after the endpoint, and no key where none was sent', () => {
		const google = { baseUrl: 'https://generativelanguage.googleapis.com', hasKey: true } as const;
		assert.match(
			curlCommand(record({ target: { ...google, authHeader: 'bearer' } }), plainL10n),
			/--header "authorization: Bearer \$GEMINI_API_KEY"/,
		);
		const keyless = curlCommand(
			record({ target: { ...google, authHeader: 'bearer', hasKey: false } }),
			plainL10n,
		);
		assert.doesNotMatch(keyless, /KEY|authorization/);
	});

	it('keeps media out of a command line that would be too long for a terminal', () => {
		const parts = [{ inlineData: { mimeType: 'image/png', data: 'A'.repeat(2_000_000) } }];
		const command = curlCommand(
			record({ exchanges: [{ startedAt: 0, body: { contents: [{ parts }] }, events: [] }] }),
			plainL10n,
		);
		assert.ok(command.length < 1_000, String(command.length));
		assert.match(command, /^# Media is left out/);
	});
});

/** Runs the command with a `curl` that says what it was given. */
function runWithStandIn(
	command: string,
	env: Readonly<Record<string, string>>,
): { args: string[]; body: string } {
	const standIn = `curl() { for each in "$@"; do printf '%s\\0' "$each"; done; printf '\\1'; cat; }`;
	const output = execFileSync('sh', ['-c', `${standIn}\n${command}`], { env, encoding: 'utf8' });
	const [args = '', body = ''] = output.split('\u0001');
	return { args: args.split('\0').slice(0, -1), body };
}
