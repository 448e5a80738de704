import { htmlAttacks } from './html.ts';
import { texAttacks } from './tex.ts';
import { dangerousUrls, RUN, STRANGER, strangersUrls } from './urls.ts';

/** Each place of Markdown that takes an address. Labels of references are each attack's own. */
function inPlaces(url: string, index: number): string[] {
	const label = `attack ${index}`;
	return [
		`[link](${url})`,
		`![image](${url})`,
		`<${url}>`,
		`[${label}]\n\n[${label}]: ${url}`,
		`[![image in a link](${url})](${url} "title")`,
		`[pointed](<${url}>)`,
		`bare ${url} text`,
		`\`${url}\``,
	];
}

/** Other constructs around the worst address. */
const constructs = [
	`# [x](javascript:${RUN})`,
	`> - 1. [x](javascript:${RUN})`,
	`| a | b |\n|---|---|\n| [x](javascript:${RUN}) | ![x](//${STRANGER}/x.png) |`,
	`- [ ] [x](javascript:${RUN})`,
	`**[x](javascript:${RUN})** ~~![x](//${STRANGER}/x.png)~~`,
	`[x](https://${STRANGER} "\\" onmouseover=${RUN} x=\\"")`,
	`[x](https://${STRANGER} '"><img src=x onerror=${RUN}>')`,
	`![" onerror="${RUN}](https://${STRANGER}/x.png)`,
	`![x](https://${STRANGER}/x.png" onerror="${RUN})`,
	`![<img src=x onerror=${RUN}>](//${STRANGER}/x.png)`,
	`[<img src=x onerror=${RUN}>](https://${STRANGER})`,
	`[__proto__]\n\n[__proto__]: javascript:${RUN}`,
	`[constructor] [toString] [hasOwnProperty]`,
	`# __proto__\n\n# constructor\n\n# strings`,
	`[x](https://${STRANGER}\n "a\nb")`,
	`[a](https://good.example)[b](https://${STRANGER})`,
	`[https://good.example](https://${STRANGER})`,
	`[api.cometapi.com](https://api.cometapi.com.${STRANGER})`,
	`\u202e[gnp.exe](https://${STRANGER})`,
	`[\u2066x\u2069](https://${STRANGER})`,
	`${'['.repeat(200)}x${'](y)'.repeat(200)}`,
	`${'> '.repeat(150)}x`,
	`${'*a_ '.repeat(300)}`,
	`x ${'`'.repeat(301)}a`,
	`${'!['.repeat(300)}`,
];

const infos = [
	`js" onmouseover="${RUN}`,
	`"><script>${RUN}</script>`,
	'__proto__',
	'constructor',
	'html',
	'svg',
	'mermaid',
	'../../../../etc/passwd',
	`javascript:${RUN}`,
	'x'.repeat(3_000),
	'{onclick=pwned}',
	'\u202ejs',
];

const fences = infos.map(
	info =>
		`\`\`\`${info}\n<svg onload=${RUN}><a href="javascript:${RUN}">\nclick A href "javascript:${RUN}"\n\`\`\``,
);

/** Every attack as a piece of Markdown that is complete in itself. */
export const markdownAttacks: readonly string[] = [
	...[...dangerousUrls, ...strangersUrls].flatMap(inPlaces),
	...htmlAttacks,
	...texAttacks,
	...constructs,
	...fences,
];
