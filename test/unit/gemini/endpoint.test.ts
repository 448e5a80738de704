import assert from 'node:assert/strict';
import {
	authHeaders,
	isLoopback,
	normalizeBaseUrl,
	operationUrl,
	providerOf,
} from '../../../src/gemini/endpoint.ts';
import { ENDPOINT } from './fakeEndpoint.ts';

describe('A base URL', () => {
	for (const [typed, expected] of [
		['https://api.cometapi.com', 'https://api.cometapi.com'],
		['https://api.cometapi.com/', 'https://api.cometapi.com'],
		['  api.cometapi.com  ', 'https://api.cometapi.com'],
		['https://api.cometapi.com/v1', 'https://api.cometapi.com'],
		['https://api.cometapi.com/v1beta/', 'https://api.cometapi.com'],
		['https://api.cometapi.com/v1alpha', 'https://api.cometapi.com'],
		['https://api.cometapi.com/v1beta/models', 'https://api.cometapi.com'],
		[
			'https://api.cometapi.com/v1beta/models/gemini-3.5-flash:generateContent',
			'https://api.cometapi.com',
		],
		['https://api.cometapi.com/v1beta?key=1#x', 'https://api.cometapi.com'],
		['https://proxy.example/gemini//', 'https://proxy.example/gemini'],
		['https://proxy.example/gemini/v1beta', 'https://proxy.example/gemini'],
		['https://proxy.example/v1beta2024', 'https://proxy.example'],
		['https://proxy.example/v2', 'https://proxy.example/v2'],
		['HTTPS://API.CometAPI.com:443/', 'https://api.cometapi.com'],
		['http://localhost:8080/v1', 'http://localhost:8080'],
		['https://[::1]:3000', 'https://[::1]:3000'],
		['localhost:8080', 'https://localhost:8080'],
	] as const) {
		it(`“${typed}” becomes ${expected}`, () => {
			assert.equal(normalizeBaseUrl(typed), expected);
		});
	}

	for (const bad of [
		'',
		'   ',
		'ftp://x',
		'http://',
		'file:///etc',
		'https://a b',
		'javascript://x',
	]) {
		it(`“${bad}” is refused`, () => {
			assert.throws(() => normalizeBaseUrl(bad), { kind: 'badRequest' });
		});
	}

	it('with a password in it is refused without quoting the password', () => {
		assert.throws(
			() => normalizeBaseUrl('https://me:secret@x.example'),
			(error: Error) => !error.message.includes('secret'),
		);
	});

	it('is this very machine only for loopback names and addresses', () => {
		const hosts = ['localhost', '127.0.0.1', '127.9.9.9', '[::1]', '127.0.0.1.example', 'example'];
		assert.deepEqual(
			hosts.filter(host => isLoopback(`http://${host}`)),
			['localhost', '127.0.0.1', '127.9.9.9', '[::1]'],
		);
	});

	for (const [baseUrl, provider] of [
		['https://generativelanguage.googleapis.com', 'google'],
		['https://us-central1-aiplatform.googleapis.com', 'vertex'],
		['https://aiplatform.googleapis.com', 'vertex'],
		['https://api.cometapi.com', 'comet'],
		['https://googleapis.com.evil.example', 'other'],
		['https://notcometapi.com', 'other'],
		['http://127.0.0.1:4000', 'other'],
	] as const) {
		it(`${baseUrl} belongs to ${provider}`, () => {
			assert.equal(providerOf(baseUrl), provider);
		});
	}
});

describe('The URL of an operation', () => {
	it('streams server-sent events', () => {
		assert.equal(
			operationUrl(ENDPOINT, 'gemini-3.5-flash', 'streamGenerateContent'),
			'https://gateway.example/v1beta/models/gemini-3.5-flash:streamGenerateContent?alt=sse',
		);
	});

	it('takes an id with or without models/ and encodes what could leave the path', () => {
		assert.deepEqual(
			['models/gemini-x ', 'a/../b?c#d', 'ünï:x'].map(model =>
				operationUrl(ENDPOINT, model, 'generateContent').slice(ENDPOINT.baseUrl.length),
			),
			[
				'/v1beta/models/gemini-x:generateContent',
				'/v1beta/models/a%2F..%2Fb%3Fc%23d:generateContent',
				'/v1beta/models/%C3%BCn%C3%AF%3Ax:generateContent',
			],
		);
	});
});

describe('The key', () => {
	it('travels in exactly one header', () => {
		assert.deepEqual(authHeaders({ ...ENDPOINT, apiKey: ' k-1 ' }), { 'x-goog-api-key': 'k-1' });
		assert.deepEqual(authHeaders({ ...ENDPOINT, apiKey: 'k-1', authHeader: 'bearer' }), {
			authorization: 'Bearer k-1',
		});
	});

	it('is left out where there is none', () => {
		assert.deepEqual(authHeaders({ ...ENDPOINT, apiKey: undefined }), {});
		assert.deepEqual(authHeaders({ ...ENDPOINT, apiKey: ' ' }), {});
	});

	for (const bad of ['a\nb', 'a b', 'clé']) {
		it(`that is no key is refused before it can be quoted: ${JSON.stringify(bad)}`, () => {
			assert.throws(
				() => authHeaders({ ...ENDPOINT, apiKey: bad }),
				(error: Error) => !error.message.includes(bad),
			);
		});
	}
});
