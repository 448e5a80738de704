import { fenced } from '../../shared/fence.ts';
import type { LineRange } from './source.ts';

/* What a model reads of an attachment: where it comes from, then its text in a fence that it cannot leave. */

export interface TextPlace {
	readonly path: string;
	readonly lines?: LineRange | undefined;
	readonly languageId?: string | undefined;
}

export function fileText(text: string, place: TextPlace): string {
	return block(`Attached file: ${quoted(place.path)}${lineWords(place.lines)}`, text, place);
}

export function symbolText(name: string, text: string, place: TextPlace): string {
	const what = `Attached symbol ${quoted(name)} of ${quoted(place.path)}`;
	return block(`${what}${lineWords(place.lines)}`, text, place);
}

export function selectionText(text: string, place: TextPlace): string {
	return block(`Attached selection of ${quoted(place.path)}${lineWords(place.lines)}`, text, place);
}

export function problemsText(problems: readonly string[]): string {
	return problems.length === 0
		? 'Attached problems of the workspace: there are none.\n'
		: block('Attached problems that the editor shows', problems.join('\n'), {});
}

export function changesText(diff: string, isStaged: boolean): string {
	const what = isStaged ? 'Attached staged changes' : 'Attached changes of the working tree';
	return diff === '' ? `${what}: there are none.\n` : block(what, diff, { languageId: 'diff' });
}

export function terminalText(text: string): string {
	return block('Attached selection of the terminal', text, { languageId: 'console' });
}

export interface FolderText {
	readonly path: string;
	/** All files, relative to the folder. */
	readonly listing: readonly string[];
	readonly files: readonly { readonly path: string; readonly text: string }[];
	/** Of the listing: not in `files`. */
	readonly leftOut: number;
}

export function folderText({ path, listing, files, leftOut }: FolderText): string {
	const heading = `Attached folder: ${quoted(path)} (${listing.length === 1 ? '1 file' : `${listing.length} files`})`;
	const parts = [
		block(heading, listing.join('\n'), {}),
		...files.map(file => fileText(file.text, { path: `${path}/${file.path}` })),
		leftOut === 0 ? '' : `The contents of ${leftOut} of these files are left out.\n`,
	];
	return parts.filter(part => part !== '').join('\n');
}

function block(heading: string, text: string, { languageId = '' }: Partial<TextPlace>): string {
	return `${heading}\n\n${fenced(text, languageId)}\n`;
}

function lineWords(lines: LineRange | undefined): string {
	if (lines === undefined) {
		return '';
	}
	return lines.first === lines.last
		? `, line ${lines.first}`
		: `, lines ${lines.first}-${lines.last}`;
}

/** Names of files may hold anything, a line break included. */
function quoted(name: string): string {
	return `\`${name.replace(/[`\s]+/g, ' ')}\``;
}
