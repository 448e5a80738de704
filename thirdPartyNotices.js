import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Packages whose files are copied as they are. */
const COPIED = ['@vscode/codicons'];

/** Long licences that allow to be named by their address; what was changed has to be said. */
const LINKED = {
	'CC-BY-4.0':
		'Licence: https://creativecommons.org/licenses/by/4.0/legalcode. The icons are used as masks, with rounded coordinates.',
};

const LICENSE_FILE = /^(licen[cs]e|copying|notice|thirdpartynotices)([.-].*)?$/i;

/** Names of the packages that have left something in the bundles. */
export function bundledPackages(metafiles) {
	const names = new Set(COPIED);
	for (const { outputs } of metafiles) {
		for (const { inputs } of Object.values(outputs)) {
			for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
				const [, name] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path) ?? [];
				if (name !== undefined && bytesInOutput > 0) {
					names.add(name);
				}
			}
		}
	}
	return [...names].sort((a, b) => a.localeCompare(b));
}

/**
 * The licences of everything bundled, as a text; throws for a package that names none. What several packages
 * say in the same words stands there once, after all their names and copyright lines.
 */
export async function thirdPartyNotices(metafiles) {
	const notices = await Promise.all(bundledPackages(metafiles).map(notice));
	const groups = Map.groupBy(notices, ({ terms }) => terms.replace(/\s+/g, ' '));
	return [
		'Comet Gemini contains the following software of others.\n',
		...[...groups.values()].map(
			group =>
				`${group.map(({ title, owners }) => `${title}\n\n${owners}`).join('\n\n')}\n\n${group[0].terms}\n`,
		),
	].join(`\n${'-'.repeat(20)}\n\n`);
}

const COPYRIGHT = /^\s*(copyright\b|\(c\)|©).*$/gim;

async function notice(name) {
	const folder = join('node_modules', name);
	const { version, license, author, homepage } = JSON.parse(
		await readFile(join(folder, 'package.json'), 'utf8'),
	);
	if (license in LINKED) {
		const owners = [author?.name ?? author, homepage].filter(Boolean).join(', ');
		return { title: `${name} ${version} (${license})`, owners, terms: LINKED[license] };
	}
	const files = (await readdir(folder)).filter(file => LICENSE_FILE.test(file)).sort();
	const texts = await Promise.all(files.map(file => readFile(join(folder, file), 'utf8')));
	if (!license) {
		throw new Error(`${name} comes without a licence.`);
	}
	// Some packages name their licence and leave its text out.
	const owner = [author?.name ?? author, homepage].filter(Boolean).join(', ');
	const text = texts.map(each => each.trim()).join('\n\n') || `Licence: ${license}. ${owner}`;
	return {
		title: `${name} ${version} (${license})`,
		owners: (text.match(COPYRIGHT) ?? []).map(line => line.trim()).join('\n'),
		terms: text
			.replace(COPYRIGHT, '')
			.replace(/\n{3,}/g, '\n\n')
			.trim(),
	};
}
