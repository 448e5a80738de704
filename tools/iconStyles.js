import { glob, readFile } from 'node:fs/promises';

const iconFolder = 'node_modules/@vscode/codicons/src/icons';

/** Words of the sources that happen to be names of icons. */
const NOT_ICONS = new Set([
	...['bold', 'chip', 'fold', 'inspect', 'italic', 'markdown', 'note', 'preview', 'table'],
	'thinking',
]);

/** The codicons that the page names, as masks in the colour of the text: a tenth of the whole font. */
export async function iconStyles() {
	const names = await usedIcons();
	const rules = await Promise.all(
		names.map(async name => {
			const svg = await readFile(`${iconFolder}/${name}.svg`, 'utf8');
			return { name, url: `url("data:image/svg+xml,${encode(svg)}")` };
		}),
	);
	const variables = await iconVariables();
	return [
		`:root{${rules.flatMap(({ name, url }) => (variables.has(name) ? [`--codicon-${name}:${url}`] : [])).join(';')}}`,
		'.codicon{display:inline-block;font-size:16px;width:1em;height:1em;line-height:1;vertical-align:text-bottom;flex:none;background:currentColor;mask:center/contain no-repeat}',
		...rules.map(({ name, url }) => `.codicon-${name}{mask-image:${url}}`),
		'@keyframes codicon-spin{to{rotate:1turn}}',
		'.codicon-modifier-spin{animation:codicon-spin 1.5s steps(30) infinite}',
		'',
	].join('\n');
}

/** Every icon whose name stands in the page's sources, for many are put together at run time. */
async function usedIcons() {
	const known = (await Array.fromAsync(glob('*.svg', { cwd: iconFolder }))).map(file =>
		file.slice(0, -'.svg'.length),
	);
	const words = new Set();
	const stems = new Set();
	for await (const file of glob('src/{webview,shared}/**/*.{ts,css}')) {
		const source = await readFile(file, 'utf8');
		if (!/icon/i.test(source)) {
			continue;
		}
		for (const [, word] of source.matchAll(
			/(?:['"`]|codicon-)([a-z][a-z0-9-]*[a-z0-9])(?=['"`\s$])/g,
		)) {
			words.add(word);
		}
		for (const [, stem] of source.matchAll(/codicon-([a-z-]+-)\$\{/g)) {
			stems.add(stem);
		}
	}
	const isUsed = name =>
		(words.has(name) && !NOT_ICONS.has(name)) || [...stems].some(stem => name.startsWith(stem));
	return known.filter(isUsed).sort();
}

/** The icons that style sheets ask for by themselves. */
async function iconVariables() {
	const names = new Set();
	for await (const file of glob('src/webview/**/*.css')) {
		for (const [, name] of (await readFile(file, 'utf8')).matchAll(/var\(--codicon-([a-z-]+)\)/g)) {
			names.add(name);
		}
	}
	return names;
}

function encode(svg) {
	return (
		svg
			.replace(/\s*(width|height)="16"/g, '')
			// A tenth of a unit is less than a tenth of a pixel.
			.replace(/\d*\.\d{2,}/g, number => String(Number(Number(number).toFixed(1))))
			.replaceAll('"', "'")
			.replace(/[#%<>{}]/g, encodeURIComponent)
			.replace(/\s+/g, ' ')
			.trim()
	);
}
