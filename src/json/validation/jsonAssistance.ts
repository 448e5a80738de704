import * as vscode from 'vscode';
import type {
	CompletionItem,
	JSONDocument,
	LanguageService,
	Range,
	TextDocument,
} from 'vscode-json-languageservice';
import { lazy } from '../../platform/lazy.ts';

/** The library is large, and wanted only when a person asks for help in such a document. */
const library = lazy(() => import('vscode-json-languageservice'));

/** A document as the library reads it, with the service that knows its schema. */
interface Reading {
	readonly service: LanguageService;
	readonly text: TextDocument;
	readonly json: JSONDocument;
}

/** Between names of properties and before values, as in VS Code's own JSON support. */
const TRIGGERS = ['"', ':', ' '];

/** The protocol's number for a text with tab stops. */
const SNIPPET = 2;

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
		const reading = await this.read(document);
		if (reading === undefined) {
			return undefined;
		}
		const { service, text, json } = reading;
		const list = await service.doComplete(text, position, json);
		return new vscode.CompletionList((list?.items ?? []).map(toItem), list?.isIncomplete);
	}

	async provideHover(
		document: vscode.TextDocument,
		position: vscode.Position,
	): Promise<vscode.Hover | undefined> {
		const reading = await this.read(document);
		if (reading === undefined) {
			return undefined;
		}
		const { service, text, json } = reading;
		const hover = await service.doHover(text, position, json);
		const contents = hover === null ? [] : [hover.contents].flat().map(plainText);
		return contents.length === 0 ? undefined : new vscode.Hover(contents);
	}

	private async read(document: vscode.TextDocument): Promise<Reading | undefined> {
		const schema = this.schemaOf(document);
		if (typeof schema !== 'object' || schema === null) {
			return undefined;
		}
		const { getLanguageService, TextDocument } = await library();
		const service = this.services.get(schema) ?? getLanguageService({});
		if (!this.services.has(schema)) {
			const uri = 'schema:///generated.json';
			service.configure({ validate: false, schemas: [{ uri, fileMatch: ['*'], schema }] });
			this.services.set(schema, service);
		}
		const { uri, languageId, version } = document;
		const text = TextDocument.create(uri.toString(), languageId, version, document.getText());
		return { service, text, json: service.parseJSONDocument(text) };
	}
}

function toItem(item: CompletionItem): vscode.CompletionItem {
	const { label, kind, detail, documentation, filterText, sortText, textEdit } = item;
	const isSnippet = item.insertTextFormat === SNIPPET;
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

/** A schema is foreign: what it says is shown as text, without links or images. */
function plainText(content: string | { readonly value: string }): vscode.MarkdownString {
	const markdown = typeof content === 'string' ? content : content.value;
	const text = markdown.replaceAll('&nbsp;', ' ').replaceAll(/\\([\\`*_{}[\]()<>#+\-.!\n])/g, '$1');
	return new vscode.MarkdownString().appendText(text);
}
