import assert from 'node:assert/strict';
import { renderMarkdown } from '../../../src/webview/markdown/streamingMarkdown.ts';
import { createHost, usePage } from './page.ts';
import { singleUnits, stream } from './stream.ts';

const targets = [
	'javascript:alert(1)',
	'JaVaScRiPt:alert(1)',
	'java&#115;cript:alert(1)',
	'&#x6A;avascript:alert(1)',
	'javascript&colon;alert(1)',
	' javascript:alert(1)',
	'\tjavascript:alert(1)',
	'<javascript:alert(1)>',
	'< javascript:alert(1)>',
	'java\\script:alert(1)',
	'vbscript:msgbox(1)',
	'data:text/html,<script>alert(1)</script>',
	'data:text/html;base64,PHNjcmlwdD4=',
	'data:image/svg+xml,<svg onload=alert(1)>',
	'data:image/png;base64,AAAA',
	'DATA:image/png;base64,AAAA',
	'file:///etc/passwd',
	'command:workbench.action.terminal.new',
	'vscode://extension/install?x',
	'vscode-insiders://x/y',
	'vscode-webview://x/y',
	'blob:https://x/y',
	'filesystem:https://x/y',
	'about:blank',
	'view-source:https://x',
];

const attacks = [
	...targets.flatMap(target => [
		`[x](${target})`,
		`![x](${target})`,
		`<${target}>`,
		`[x]\n\n[x]: ${target}`,
		`![x][y]\n\n[y]: ${target}`,
		`[![x](${target})](${target})`,
		target,
	]),
	'<script>alert(1)</script>',
	'<img src=x onerror=alert(1)>',
	'<svg/onload=alert(1)>',
	'<a href="javascript:alert(1)">x</a>',
	'<iframe src="https://e.com"></iframe>',
	'<style>@import "https://e.com"</style>',
	'<base href="https://e.com">',
	'<form action="https://e.com"><input></form>',
	'<math><mtext></p><style><img src=x onerror=alert(1)>',
	'[x](https://e.com "\\" onmouseover=alert(1) x=\\"")',
	'![" onerror="alert(1)](https://e.com/x.png)',
	'![x](https://e.com/x.png" onerror="alert(1))',
	'```"><script>alert(1)</script>\ncode\n```',
	'```js" onclick="alert(1)\ncode\n```',
	'| <script> | [x](javascript:alert(1)) |\n|---|---|\n| <img src=x onerror=alert(1)> | ![x](//e.com/a.png) |',
	'- [ ] <script>alert(1)</script>',
	'[__proto__]\n\n[__proto__]: javascript:alert(1)\n\n[constructor]',
	'$\\href{javascript:alert(1)}{x}$ and $$\\includegraphics{https://e.com/x.png}$$',
	'https://e.com/"onmouseover="alert(1)',
	'<https://e.com/"onmouseover="alert(1)>',
	'[a](https://e.com/\u202Egnp.exe)',
];

const allowedTags = new Set(
	(
		'a blockquote br code div em h1 h2 h3 h4 h5 h6 hr img input li ol p pre s span strong ' +
		'table tbody td th thead tr ul'
	).split(' '),
);
const allowedAttributes = new Set(
	'alt aria-labelledby checked class data-language disabled href id rel scope src start title type'.split(
		' ',
	),
);

/** Everything in the page that could run, load or lead somewhere it should not. */
function dangers(host: Element): string[] {
	return Array.from(host.querySelectorAll('*')).flatMap(element => [
		...(allowedTags.has(element.localName) ? [] : [`<${element.localName}>`]),
		...element
			.getAttributeNames()
			.filter(name => !allowedAttributes.has(name))
			.map(name => `${element.localName} ${name}`),
		...forbidden(element, 'href', /^(?:https?:|mailto:|(?![a-z][a-z\d+.-]*:))/i),
		...forbidden(element, 'src', /^data:image\/(?:png|jpeg|gif|webp)[;,]/i),
	]);
}

function forbidden(element: Element, name: string, allowed: RegExp): string[] {
	const value = element.getAttribute(name);
	return value === null || allowed.test(value) ? [] : [`${element.localName} ${name}=${value}`];
}

describe('Markdown that attacks', function () {
	this.timeout(30_000);
	before(usePage);

	it('makes nothing that runs, loads or leads away when it comes whole', () => {
		const found = attacks.flatMap(attack => {
			const host = createHost();
			renderMarkdown(host, attack, { math: false });
			return dangers(host).map(danger => ({ attack, danger }));
		});
		assert.deepEqual(found, []);
	});

	it('makes nothing that runs, loads or leads away while it streams', () => {
		const found = attacks.flatMap(attack => {
			const seen = new Set<string>();
			const host = stream(attack, watched(attack, seen), { math: false });
			return [...seen, ...dangers(host)].map(danger => ({ attack, danger }));
		});
		assert.deepEqual(found, []);
	});

	it('shows raw HTML as the text it is', () => {
		const host = createHost();
		renderMarkdown(host, '<script>alert(1)</script> <b>bold</b>');
		assert.equal(host.textContent, '<script>alert(1)</script> <b>bold</b>');
	});

	it('shows the text of a link that it does not make', () => {
		const host = createHost();
		renderMarkdown(host, '[text](data:image/png;base64,AAAA)');
		assert.equal(host.querySelector('p')?.innerHTML, '<span>text</span>');
	});
});

/** The characters of the attack; between them the page is searched. */
function* watched(attack: string, seen: Set<string>): Generator<string> {
	for (const unit of singleUnits(attack)) {
		yield unit;
		const host = document.querySelector('main');
		if (host?.firstElementChild) {
			for (const danger of dangers(host.firstElementChild)) {
				seen.add(danger);
			}
		}
	}
}
