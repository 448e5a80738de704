import * as vscode from 'vscode';
import { isArray, isObject, isString } from '../../gemini/schema/jsonValue.ts';

/** Where the schema of a document is: an address to read, or the schema itself. */
export type Association = { readonly uri: vscode.Uri } | { readonly schema: unknown };

interface Rule {
	readonly fileMatch: readonly string[];
	/** What relative addresses are relative to. */
	readonly base: vscode.Uri | undefined;
	readonly url: string | undefined;
	readonly schema?: unknown;
}

/** What VS Code's own JSON support takes schemas for that name no dialect. */
const DIALECT = 'http://json-schema.org/draft-07/schema#';

/**
 * The schema that VS Code uses for a JSON document: what the document itself names, else all that settings and
 * extensions say of it together.
 */
export function associatedSchema(
	document: vscode.TextDocument,
	value: unknown,
): Association | undefined {
	const named = isObject(value) ? value['$schema'] : undefined;
	if (isString(named)) {
		return association({ fileMatch: [], base: document.uri, url: named });
	}
	const found = [...settingRules(document), ...contributedRules()]
		.filter(each => applies(each.fileMatch, document))
		.map(association)
		.filter(each => each !== undefined);
	const [only, ...others] = found;
	return others.length === 0 ? only : { schema: { $schema: DIALECT, allOf: found.map(partOf) } };
}

function partOf(association: Association): unknown {
	return 'uri' in association ? { $ref: association.uri.toString() } : association.schema;
}

function association({ base, url, schema }: Rule): Association | undefined {
	if (schema !== undefined) {
		return { schema };
	}
	if (url === undefined) {
		return undefined;
	}
	if (/^[a-z][a-z\d+.-]+:/i.test(url)) {
		return { uri: vscode.Uri.parse(url) };
	}
	const folder = base && vscode.Uri.joinPath(base, '..');
	return folder && { uri: vscode.Uri.joinPath(folder, url) };
}

function settingRules(document: vscode.TextDocument): readonly Rule[] {
	const setting: unknown = vscode.workspace.getConfiguration('json', document).get('schemas');
	const folder = vscode.workspace.getWorkspaceFolder(document.uri)?.uri;
	const base = folder && vscode.Uri.joinPath(folder, 'settings.json');
	return rulesOf(setting, base).toReversed();
}

function contributedRules(): readonly Rule[] {
	return vscode.extensions.all.flatMap(({ packageJSON, extensionUri }) => {
		const manifest: unknown = packageJSON;
		const contributes = isObject(manifest) ? manifest['contributes'] : undefined;
		const rules = isObject(contributes) ? contributes['jsonValidation'] : undefined;
		return rulesOf(rules, vscode.Uri.joinPath(extensionUri, 'package.json'));
	});
}

function rulesOf(list: unknown, base: vscode.Uri | undefined): readonly Rule[] {
	return (isArray(list) ? list : []).flatMap((each): Rule[] => {
		if (!isObject(each)) {
			return [];
		}
		const { fileMatch, url, schema } = each;
		const patterns = (isArray(fileMatch) ? fileMatch : [fileMatch]).filter(isString);
		return [{ fileMatch: patterns, base, url: isString(url) ? url : undefined, schema }];
	});
}

/** A pattern that begins with `!` takes back what one before it took in. */
function applies(patterns: readonly string[], document: vscode.TextDocument): boolean {
	return patterns.reduce((isIncluded, pattern) => {
		const isExclusion = pattern.startsWith('!');
		const bare = isExclusion ? pattern.slice(1) : pattern;
		const glob = bare.startsWith('/') ? `**${bare}` : `**/${bare}`;
		return vscode.languages.match({ pattern: glob }, document) > 0 ? !isExclusion : isIncluded;
	}, false);
}
