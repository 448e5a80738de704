import * as vscode from 'vscode';
import { readSettings } from '../platform/settings.ts';
import type { Settings } from '../platform/settingValues.ts';
import { kindsWithout, pickContext } from './contextPicker.ts';
import { CONTEXT_KINDS, type ContextKind, fitBudget } from './contextPiece.ts';
import { type Gathered, gatherContext } from './gather.ts';
import { documentSymbols } from './languageServer.ts';
import { fitLargeCode } from './largeCode.ts';
import type { ExplainDestination, ExplainLevel } from './prompt.ts';
import { createQuestion, type Question } from './question.ts';
import { locationOf, type Subject } from './subject.ts';
import { subjectOf, type Target } from './target.ts';
import { estimateTokens } from './tokens.ts';

/** What is to be explained: a place in a document, or text that has none. */
export type Source = { readonly target: Target } | { readonly subject: Subject };

export interface ExplainRequest {
	readonly source: Source;
	/** Else the settings say. */
	readonly destination?: ExplainDestination | undefined;
	readonly level?: ExplainLevel | undefined;
	/** Show the context and let the person choose. */
	readonly isPicking?: boolean | undefined;
}

interface Choice extends Gathered {
	readonly level: ExplainLevel;
	readonly destination: ExplainDestination;
}

/** Key of the kinds of context that a person has taken out. */
const WITHOUT_KEY = 'explain.withoutContext';

/** Large code takes its symbols' time, too. */
const OUTLINE_LIMIT_MS = 5_000;

/** Gathers, asks where the person has a say, and puts it together. `undefined` when they leave it. */
export async function prepareQuestion(
	request: ExplainRequest,
	state: vscode.Memento,
): Promise<{ readonly question: Question; readonly destination: ExplainDestination } | undefined> {
	const target = 'target' in request.source ? request.source.target : undefined;
	const settings = readSettings(
		target?.document.uri ?? vscode.workspace.workspaceFolders?.[0]?.uri,
	);
	const whole =
		'subject' in request.source ? request.source.subject : subjectOf(request.source.target);
	const subject = await fitLargeCode(whole, settings.explainBudget, async () =>
		target === undefined ? [] : documentSymbols(target.document.uri, OUTLINE_LIMIT_MS),
	);
	if (subject === undefined) {
		return undefined;
	}
	const choice = await chooseContext(request, subject, target, settings, state);
	if (choice === undefined) {
		return undefined;
	}
	const { pieces, symbols, level, destination } = choice;
	const context = fitBudget(pieces, settings.explainBudget, estimateTokens(subject.code));
	const location = target && new vscode.Location(target.document.uri, target.range);
	const content = { subject, code: whole.code, context, symbols, level, location };
	return { question: createQuestion(content, settings), destination };
}

async function chooseContext(
	request: ExplainRequest,
	subject: Subject,
	target: Target | undefined,
	settings: Settings,
	state: vscode.Memento,
): Promise<Choice | undefined> {
	const gathered = target === undefined ? { pieces: [], symbols: new Map() } : await gather(target);
	const without = keptKinds(state);
	const level = request.level ?? settings.explainLevel;
	const destination = request.destination ?? settings.explainDestination;
	if (request.isPicking !== true) {
		const pieces = gathered.pieces.filter(
			({ kind, isRequired }) => isRequired === true || !without.has(kind),
		);
		return { pieces, symbols: gathered.symbols, level, destination };
	}
	const choice = await pickContext({
		place: locationOf(subject),
		pieces: gathered.pieces,
		without,
		codeTokens: estimateTokens(subject.code),
		budget: settings.explainBudget,
		level,
		destination,
	});
	if (choice !== undefined) {
		await state.update(WITHOUT_KEY, kindsWithout(gathered.pieces, choice.pieces, without));
	}
	return choice && { ...choice, symbols: gathered.symbols };
}

function keptKinds(state: vscode.Memento): ReadonlySet<ContextKind> {
	const kept: unknown = state.get(WITHOUT_KEY);
	return new Set(CONTEXT_KINDS.filter(kind => Array.isArray(kept) && kept.includes(kind)));
}

function gather(target: Target): Thenable<Gathered> {
	const title = vscode.l10n.t('Looking at the code…');
	return vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, () =>
		gatherContext(target),
	);
}
