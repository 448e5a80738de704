import assert from 'node:assert/strict';
import { completionToken } from '../../../src/webview/composer/completionToken.ts';

describe('the name that is being typed', () => {
	const cases: readonly (readonly [string, string | undefined])[] = [
		['@', '@: at 0'],
		['explain @src/a', '@:src/a at 8'],
		['look at #sel', '#:sel at 8'],
		['line\n@x', '@:x at 5'],
		['/fi', '/:fi at 0'],
		['/my-prompt.v2', '/:my-prompt.v2 at 0'],
		[' /fi', undefined],
		['/fix it', undefined],
		['mail me@example.org', undefined],
		['@done ', undefined],
		['a/b', undefined],
		['', undefined],
	];

	it('begins with a trigger that stands alone, a command only at the very beginning', () => {
		const found = cases.map(([text]) => {
			const token = completionToken(text, text.length);
			return token && `${token.trigger}:${token.query} at ${token.start}`;
		});
		assert.deepEqual(
			found,
			cases.map(([, expected]) => expected),
		);
	});

	it('ends at the cursor', () => {
		assert.deepEqual(completionToken('@ab cd', 2), { trigger: '@', query: 'a', start: 0 });
	});
});
