import assert from 'node:assert/strict';
import { renderMarkdown } from '../../../src/webview/markdown/streamingMarkdown.ts';
import { createHost, usePage } from './page.ts';

describe('Places in files that an answer names', () => {
	before(usePage);

	it('are links where inline code is one, and nowhere else', () => {
		const followed: string[] = [];
		const host = createHost();
		const text = 'See `a.ts:1`, `b`, [in `a.ts:2`](https://x.test) and a.ts:3.\n\n    a.ts:4\n';
		renderMarkdown(host, text, {
			isTarget: code => /^a\.ts:\d$/.test(code),
			onLink: href => followed.push(href),
		});
		const links = [...host.querySelectorAll('a')];
		assert.deepEqual(
			links.map(link => [link.getAttribute('href'), link.innerHTML]),
			[
				['a.ts:1', '<code>a.ts:1</code>'],
				['https://x.test', 'in <code>a.ts:2</code>'],
			],
		);
		links[0]?.click();
		assert.deepEqual(followed, ['a.ts:1']);
	});
});
