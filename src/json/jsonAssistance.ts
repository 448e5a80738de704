import * as vscode from 'vscode';
import {
	type CompletionItem,
	getLanguageService,
	InsertTextFormat,
	type LanguageService,
	type MarkupContent,
	type Range,
	TextDocument,
} from 'vscode-json-languageservice';

/** Between names of properties and before values, as in VS Code's own JSON support. */
const TRIGGERS = ['"', ':', ' '];

/**
 * Completion and hover from the schema of a document, without an entry in the settings and without `$schema` in
 * the data.
 */
export class JsonAssistance
	implements vscode.CompletionItemProvider, vscode.HoverProvider, vscode.Disposable
{
	private readonly services = new WeakMap<object, LanguageService>();
	private readonly schemaOf: (document: vscode.TextDocument) => unknown;
	private readonly registration: vscode.Disposable;

	/** `schemaOf` knows the schema of a document, or nothing about it. */
	constructor(schemaOf: (document: vscode.TextDocument) => unknown) {
		this.schemaOf = schemaOf;
		const selector = ['json', 'jsonc'];
		this.registration = vscode.Disposable.from(
			vscode.languages.registerCompletionItemProvider(selector, this, ...TRIGGERS),
			vscode.languages.registerHoverProvider(selector, this),
		);
	}

	dispose(): void {
		this.registration.dispose();
	}

	async provideCompletionItems(
		document: vscode.TextDocument,
		position: vscode.Position,
	): Promise<vscode.CompletionList | undefined> {
		const service = this.serviceFor(document);
		if (service === undefined) {
			return undefined;
		}
		const text = plainDocument(document);
		const list = await service.doComplete(text, position, service.parseJSONDocument(text));
		return new vscode.CompletionList((list?.items ?? []).map(toItem), list?.isIncomplete);
	}

	async provideHover(
		document: vscode.TextDocument,
		position: vscode.Position,
	): Promise<vscode.Hover | undefined> {
		const service = this.serviceFor(document);
		if (service === undefined) {
			return undefined;
		}
		const text = plainDocument(document);
		const hover = await service.doHover(text, position, service.parseJSONDocument(text));
		const contents = hover === null ? [] : [hover.contents].flat().map(plainText);
		return contents.length === 0 ? undefined : new vscode.Hover(contents);
	}

	private serviceFor(document: vscode.TextDocument): LanguageService | undefined {
		const schema = this.schemaOf(document);
		if (typeof schema !== 'object' || schema === null) {
			return undefined;
		}
		const known = this.services.get(schema);
		if (known !== undefined) {
			return known;
		}
		const service = getLanguageService({});
		const uri = 'schema:///generated.json';
		service.configure({ validate: false, schemas: [{ uri, fileMatch: ['*'], schema }] });
		this.services.set(schema, service);
		return service;
	}
}

function plainDocument(document: vscode.TextDocument): TextDocument {
	const { uri, languageId, version } = document;
	return TextDocument.create(uri.toString(), languageId, version, document.getText());
}

function toItem(item: CompletionItem): vscode.CompletionItem {
	const { label, kind, detail, documentation, filterText, sortText, textEdit } = item;
	const isSnippet = item.insertTextFormat === InsertTextFormat.Snippet;
	const text = textEdit?.newText ?? item.insertText ?? label;
	// The kinds of the protocol count from 1.
	const result = new vscode.CompletionItem(label, kind === undefined ? undefined : kind - 1);
	return Object.assign(result, {
		insertText: isSnippet ? new vscode.SnippetString(text) : text,
		...(detail !== undefined && { detail }),
		...(documentation !== undefined && { documentation: plainText(documentation) }),
		...(filterText !== undefined && { filterText }),
		...(sortText !== undefined && { sortText }),
		...(textEdit !== undefined && 'range' in textEdit && { range: toRange(textEdit.range) }),
	});
}

function toRange({ start, end }: Range): vscode.Range {
	return new vscode.Range(start.line, start.character, end.line, end.character);
}

/** A schema is foreign: what it says is shown as text, without links or commands. */
function plainText(
	content: string | MarkupContent | { readonly value: string },
): vscode.MarkdownString {
	const text = typeof content === 'string' ? content : content.value;
	return new vscode.MarkdownString().appendText(text.replaceAll(/\\([\\`*_{}[\]()#+\-.!])/g, '$1'));
}
