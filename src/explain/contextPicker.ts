import * as vscode from 'vscode';
import { EXPLAIN_DESTINATIONS, EXPLAIN_LEVELS } from '../platform/settingValues.ts';
import { CONTEXT_KINDS, type ContextKind, type ContextPiece } from './contextPiece.ts';
import type { ExplainDestination, ExplainLevel } from './prompt.ts';
import { destinationName, levelName } from './words.ts';

export interface ContextChoice {
	readonly pieces: readonly ContextPiece[];
	readonly level: ExplainLevel;
	readonly destination: ExplainDestination;
}

interface PieceItem extends vscode.QuickPickItem {
	readonly piece: ContextPiece;
}

/** Shows what would go along with the code; each piece can be taken out. `undefined` when dismissed. */
export function pickContext(options: {
	/** What is explained, e.g. `src/a.ts:10-20`. */
	readonly place: string;
	readonly pieces: readonly ContextPiece[];
	readonly without: ReadonlySet<ContextKind>;
	readonly codeTokens: number;
	readonly budget: number;
	readonly level: ExplainLevel;
	readonly destination: ExplainDestination;
}): Promise<ContextChoice | undefined> {
	const { place, pieces, without, codeTokens, budget } = options;
	let { level, destination } = options;
	const picker = vscode.window.createQuickPick<PieceItem>();
	const levelButton = {
		iconPath: new vscode.ThemeIcon('mortar-board'),
		tooltip: vscode.l10n.t('Change the level'),
	};
	const destinationButton = {
		iconPath: new vscode.ThemeIcon('layout'),
		tooltip: vscode.l10n.t('Change where it appears'),
	};
	const describe = () => {
		const chosen = picker.selectedItems.map(({ piece }) => piece.tokens);
		const tokens = chosen.reduce((sum, each) => sum + each, codeTokens);
		const cost = vscode.l10n.t(
			'about {0} of {1} tokens',
			tokens.toLocaleString(vscode.env.language),
			budget.toLocaleString(vscode.env.language),
		);
		picker.title = [cost, levelName(level), destinationName(destination)].join(' · ');
	};
	picker.canSelectMany = true;
	picker.ignoreFocusOut = true;
	picker.placeholder = vscode.l10n.t(
		'What goes along with {0} ({1} tokens)',
		place,
		codeTokens.toLocaleString(vscode.env.language),
	);
	picker.buttons = [levelButton, destinationButton];
	picker.items = pieces.map(itemOf);
	picker.selectedItems = picker.items.filter(({ piece }) => !without.has(piece.kind));
	describe();
	return new Promise(resolve => {
		picker.onDidChangeSelection(describe);
		picker.onDidTriggerButton(button => {
			if (button === levelButton) {
				level = next(EXPLAIN_LEVELS, level);
			} else {
				destination = next(EXPLAIN_DESTINATIONS, destination);
			}
			describe();
		});
		picker.onDidAccept(() => {
			resolve({ pieces: picker.selectedItems.map(({ piece }) => piece), level, destination });
			picker.hide();
		});
		picker.onDidHide(() => {
			resolve(undefined);
			picker.dispose();
		});
		picker.show();
	});
}

/** The kinds that a person has taken out, for the next time. */
export function kindsWithout(
	offered: readonly ContextPiece[],
	chosen: readonly ContextPiece[],
	before: ReadonlySet<ContextKind>,
): ContextKind[] {
	const wasOffered = (kind: ContextKind) => offered.some(piece => piece.kind === kind);
	const isChosen = (kind: ContextKind) => chosen.some(piece => piece.kind === kind);
	return CONTEXT_KINDS.filter(kind => (wasOffered(kind) ? !isChosen(kind) : before.has(kind)));
}

function itemOf(piece: ContextPiece): PieceItem {
	return {
		piece,
		label: piece.title,
		description: vscode.l10n.t(
			'about {0} tokens',
			piece.tokens.toLocaleString(vscode.env.language),
		),
		detail: previewOf(piece.text),
	};
}

/** The first words of what stands in the fence. */
function previewOf(text: string): string {
	const body = text.replace(/^[^\n]*\n+`{3,}[^\n]*\n/, '').replace(/`{3,}$/, '');
	return body.replace(/\s+/g, ' ').trim().slice(0, 120);
}

function next<T>(all: readonly T[], current: T): T {
	return all[(all.indexOf(current) + 1) % all.length] ?? current;
}
