import assert from 'node:assert/strict';
import { createAdjustmentMemory } from '../../../src/gemini/adjustmentMemory.ts';
import { errorWords } from '../../../src/platform/errorWords.ts';
import { requestChecks } from '../../../src/platform/help/connectionChecks.ts';
import { diagnose, diagnosisText, softened, worst } from '../../../src/platform/help/diagnose.ts';
import type { Finding } from '../../../src/platform/help/finding.ts';
import type { Network } from '../../../src/platform/help/network.ts';
import { networkChecks } from '../../../src/platform/help/networkChecks.ts';
import { problemReport } from '../../../src/platform/help/problemReport.ts';
import { redact, withoutCredentials } from '../../../src/platform/help/redact.ts';
import type { ErrorInfo } from '../../../src/shared/errorInfo.ts';
import type { Card } from '../../../src/shared/protocol.ts';
import { quickModel } from '../demoModel/askDemo.ts';
import { plainL10n } from '../plainL10n.ts';

const BASE_URL = 'https://gateway.example';
const signal = new AbortController().signal;

const goodNetwork: Network = {
	environmentProxies: () => [],
	lookUp: async () => ['192.0.2.1'],
	connect: async () => ({ protocol: 'TLSv1.3', issuer: 'Some Authority', validTo: 'Jan 1 2030' }),
};

function failing(code: string): () => Promise<never> {
	return async () => {
		throw Object.assign(new Error(code), { code });
	};
}

function cardOf(error: ErrorInfo): Card {
	const { title, hint, actions } = errorWords(error, 'gateway.example', plainL10n);
	return {
		severity: 'error',
		title,
		detail: [hint, error.message].join('\n'),
		actions: actions.map(action => ({ action, label: action })),
	};
}

async function findings({
	network = goodNetwork,
	proxy = {},
	apiKey = 'sk-12345678',
	model = 'gemini-3.5-flash',
	began = () => undefined,
}: {
	network?: Network | undefined;
	proxy?: Partial<{ proxy: string; proxySupport: string; strictSsl: boolean }>;
	apiKey?: string;
	model?: string;
	began?: (title: string) => void;
} = {}): Promise<Finding[]> {
	const checks = [
		...networkChecks({
			l10n: plainL10n,
			baseUrl: BASE_URL,
			proxy: { proxy: '', proxySupport: 'override', strictSsl: true, ...proxy },
			network,
		}),
		...requestChecks({
			l10n: plainL10n,
			endpoint: { baseUrl: BASE_URL, authHeader: 'x-goog-api-key', apiKey },
			model,
			client: {
				fetch: quickModel().fetch,
				memory: createAdjustmentMemory(),
				idleTimeoutMs: 1_000,
			},
			cardOf,
			now: () => 0,
		}),
	];
	return diagnose(checks, signal, began);
}

const verdicts = (found: readonly Finding[]) => found.map(({ verdict }) => verdict);

describe('Diagnose Connection', () => {
	it('says of a connection that works what it found, step by step, and never the key', async () => {
		const steps: string[] = [];
		const found = await findings({ began: title => steps.push(title) });
		const text = diagnosisText('Connection', found, { next: 'What to do:' });
		assert.equal(
			text,
			[
				'# Connection',
				'## ✓ Proxy',
				'The setting `http.proxy` names no proxy.',
				'## ✓ Name of the host (DNS)',
				'gateway.example is at 192.0.2.1.',
				'## ✓ Connection (TCP and TLS)',
				'gateway.example:443 can be reached directly.',
				'Encrypted with TLSv1.3.',
				'The certificate is from Some Authority, valid to Jan 1 2030.',
				'## ✓ API key',
				'A key is stored for this endpoint; it travels as x-goog-api-key.',
				'The endpoint accepts it.',
				'## ✓ Model',
				'The endpoint lists 25 models, “gemini-3.5-flash” among them.',
				'## ✓ A request for one token',
				'“gemini-3.5-flash” answered in 0.0 s.\n',
			].join('\n\n'),
		);
		assert.deepEqual(
			steps,
			found.map(({ title }) => title),
		);
	});

	it('says of a refused key so, with the buttons that mend it', async () => {
		const found = await findings({ apiKey: 'bad-12345678' });
		assert.deepEqual(verdicts(found), ['ok', 'ok', 'ok', 'failed', 'ok', 'failed']);
		assert.deepEqual(worst(found)?.actions, ['setApiKey', 'chooseEndpoint']);
		assert.doesNotMatch(JSON.stringify(found), /bad-12345678/);
	});

	it('says of a model that is not listed so', async () => {
		const found = await findings({ model: 'gemini-9-nothing' });
		assert.deepEqual(verdicts(found).slice(3), ['ok', 'warning', 'failed']);
		assert.deepEqual(worst(found)?.actions?.[0], 'chooseModel');
	});

	it('holds the direct way for a detail where a proxy leads on', async () => {
		const network = {
			...goodNetwork,
			environmentProxies: () => [['HTTPS_PROXY', 'http://me:secret@proxy:3128'] as const],
			lookUp: failing('ENOTFOUND'),
			connect: failing('ECONNREFUSED'),
		};
		const found = softened(await findings({ network }), 'By way of a proxy.');
		assert.deepEqual(verdicts(found), ['ok', 'warning', 'warning', 'ok', 'ok', 'ok']);
		assert.doesNotMatch(JSON.stringify(found), /secret/);
	});

	it('blames no proxy for what the endpoint itself refuses', () => {
		const refused: Finding = {
			title: 'API key',
			verdict: 'failed',
			facts: ['no'],
			next: 'Enter it.',
		};
		const answered: Finding = { title: 'A request', verdict: 'ok', facts: [] };
		assert.deepEqual(softened([refused, answered], 'By way of a proxy.'), [refused, answered]);
	});

	it('tells a certificate that is not trusted from a host that does not answer', async () => {
		const words = async (code: string) => {
			const found = await findings({ network: { ...goodNetwork, connect: failing(code) } });
			return found[2]?.facts[0];
		};
		assert.deepEqual(await Promise.all(['SELF_SIGNED_CERT_IN_CHAIN', 'ECONNREFUSED'].map(words)), [
			'The certificate of gateway.example:443 is not trusted (SELF_SIGNED_CERT_IN_CHAIN).',
			'gateway.example:443 cannot be reached directly (ECONNREFUSED).',
		]);
	});

	it('warns of a proxy that extensions are told not to use', async () => {
		const [proxy] = await findings({ proxy: { proxy: 'http://proxy:3128', proxySupport: 'off' } });
		assert.equal(proxy?.verdict, 'warning');
	});

	it('says in a browser what cannot be checked there', async () => {
		const checks = networkChecks({
			l10n: plainL10n,
			baseUrl: BASE_URL,
			proxy: { proxy: '', proxySupport: 'override', strictSsl: true },
			network: undefined,
		});
		const found = await diagnose(checks, signal, () => undefined);
		assert.deepEqual(verdicts(found), ['unknown', 'unknown', 'unknown']);
	});

	it('ends when it is cancelled, and begins nothing more', async () => {
		const stop = new AbortController();
		const begun: string[] = [];
		const check = (title: string) => ({
			title,
			run: async (): Promise<Finding> => {
				stop.abort();
				return { title, verdict: 'ok', facts: [] };
			},
		});
		await assert.rejects(
			diagnose([check('one'), check('two')], stop.signal, title => begun.push(title)),
			{ name: 'AbortError' },
		);
		assert.deepEqual(begun, ['one']);
	});
});

describe('Report a Problem', () => {
	const words = {
		heading: 'Problem',
		note: 'Nothing has been sent.',
		whatHappened: 'What happened',
		whatExpected: 'What should have happened',
		steps: 'Steps',
		versions: 'Versions',
		settings: 'Settings',
		log: 'Log',
		none: 'none',
		text: (length: number) => `${length} characters`,
	};

	it('collects versions, settings and log, and no text that a person wrote', () => {
		assert.equal(
			problemReport(
				{
					versions: ['Comet Gemini 0.1.0'],
					settings: {
						'cometGemini.model': 'gemini-4-argon',
						'cometGemini.systemInstruction': 'Call me Ishmael.',
					},
					log: 'one\n```\ntwo\n',
					secrets: [],
				},
				words,
			),
			[
				'# Problem',
				'<!-- Nothing has been sent. -->',
				'## What happened\n',
				'## What should have happened\n',
				'## Steps\n',
				'## Versions',
				'- Comet Gemini 0.1.0',
				'## Settings',
				'```\ncometGemini.model: "gemini-4-argon"\ncometGemini.systemInstruction: 16 characters\n```',
				'## Log',
				'````\none\n```\ntwo\n````\n',
			].join('\n\n'),
		);
	});

	it('takes out keys, credentials and names of people wherever they stand', () => {
		const text = [
			'key sk-abcdef123456 and AIzaSyABCDEF123456',
			'Authorization: Bearer abc.def.ghi',
			'https://x/v1beta/models?key=verysecret&alt=sse',
			'{"x-goog-api-key": "hidden-value"}',
			'proxy http://user:pass@proxy.example:3128',
			'/home/alice/project and C:\\Users\\alice\\project and /Users/alice/x',
			'my-own-odd-key',
		].join('\n');
		assert.doesNotMatch(
			redact(text, ['my-own-odd-key']),
			/abcdef123456|ABCDEF123456|abc\.def|verysecret|hidden-value|user:pass|alice|odd-key/,
		);
	});

	it('takes out passwords and names of people that are written in unusual ways', () => {
		const text = [
			'proxy http://user:p@ss@proxy.example:3128',
			`folder: ${JSON.stringify('C:\\Users\\alice\\prompts')}`,
			'C:\\Users\\Bob Miller\\x, /Users/Bob Miller/x and "/home/bob"',
		].join('\n');
		assert.equal(
			redact(text, []),
			[
				'proxy http://••••@proxy.example:3128',
				`folder: ${JSON.stringify('C:\\Users\\…\\prompts')}`,
				'C:\\Users\\…\\x, /Users/…/x and "/home/…"',
			].join('\n'),
		);
		assert.equal(withoutCredentials('user:pass@proxy.example:3128'), '••••@proxy.example:3128');
	});

	it('leaves alone what is no secret', () => {
		const text = 'network: getaddrinfo ENOTFOUND api.example (ENOTFOUND) 12 monkeys';
		assert.equal(redact(text, ['']), text);
		const address = 'https://api.example/v1?mail=a@b.example';
		assert.equal(redact(address, []), address);
	});
});
