import * as vscode from 'vscode';
import { COMMANDS } from '../platform/contributions.ts';
import { findPlace, linesRange, showPlace } from '../platform/workspacePaths.ts';
import type { CodePlace } from '../shared/codePlace.ts';
import type { CardAction } from '../shared/protocol.ts';
import { type KnownCode, type LinkTarget, linksOfLine, withLinks } from './answerLinks.ts';
import type { Explanation } from './explanation.ts';
import { markdownLines } from './markdownLines.ts';

/** What links of answers may run. Both do nothing without the id of an explanation, which no model knows. */
export const TRUSTED_COMMANDS: readonly string[] = [
	COMMANDS.explanationOpenLink,
	COMMANDS.explanationAct,
];

/** What a link does with its explanation: the buttons of cards, and sending another context. */
export type ExplanationAction = CardAction | 'changeContext';

/** An answer with its places and symbols as links. */
export function linkedText(explanation: Explanation, text: string): string {
	return withLinks(text, knownCode(explanation), target => linkHref(explanation, target));
}

export function actionHref({ id }: Explanation, action: ExplanationAction): string {
	return commandHref(COMMANDS.explanationAct, [id, action]);
}

/** The links of an explanation's document. */
export function documentLinks(
	explanation: Explanation,
	document: vscode.TextDocument,
): vscode.DocumentLink[] {
	const known = knownCode(explanation);
	return [...markdownLines(document.getText(), false)].flatMap(({ line, isCode }, number) =>
		isCode
			? []
			: linksOfLine(line.replace(/\r$/, ''), known).map(({ start, end, target }) => {
					const range = new vscode.Range(number, start, number, end);
					return new vscode.DocumentLink(
						range,
						vscode.Uri.parse(linkHref(explanation, target), true),
					);
				}),
	);
}

/** Shows what a link leads to, beside the explanation where that is a document. */
export async function openLink(explanation: Explanation, target: LinkTarget): Promise<void> {
	const location =
		target.type === 'symbol'
			? explanation.question.symbols.get(target.name)
			: await locate(explanation, target);
	if (location === undefined) {
		const name = target.type === 'symbol' ? target.name : target.path;
		void vscode.window.showInformationMessage(vscode.l10n.t('{0} was not found.', name));
		return;
	}
	await showPlace(location);
}

/** Takes a link's argument for what it is; a model may have written it. */
export function linkTarget(value: unknown): LinkTarget | undefined {
	if (typeof value !== 'object' || value === null) {
		return undefined;
	}
	const { name, path, line, last }: Readonly<Record<string, unknown>> = { ...value };
	if (typeof name === 'string') {
		return { type: 'symbol', name };
	}
	return typeof path === 'string' && typeof line === 'number' && typeof last === 'number'
		? { type: 'place', path, line, last }
		: undefined;
}

async function locate(
	explanation: Explanation,
	place: CodePlace,
): Promise<vscode.Location | undefined> {
	const { subject, location } = explanation.question;
	if (place.path !== subject.path || location === undefined) {
		return findPlace(place, location?.uri);
	}
	const moved = (explanation.range?.start.line ?? 0) - location.range.start.line;
	return new vscode.Location(location.uri, linesRange(place, moved));
}

function knownCode({ question }: Explanation): KnownCode {
	const { subject, symbols } = question;
	return {
		paths: subject.path === undefined ? [] : [subject.path],
		isSymbol: name => symbols.has(name),
	};
}

function linkHref({ id }: Explanation, target: LinkTarget): string {
	return commandHref(COMMANDS.explanationOpenLink, [id, target]);
}

function commandHref(command: string, args: readonly unknown[]): string {
	// Brackets would end a link of Markdown.
	const encoded = encodeURIComponent(JSON.stringify(args)).replace(
		/[()]/g,
		character => `%${character.charCodeAt(0).toString(16)}`,
	);
	return `command:${command}?${encoded}`;
}
