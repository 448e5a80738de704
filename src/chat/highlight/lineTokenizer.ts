import {
	codeToTokensBase,
	createShikiPrimitiveAsync,
	type GrammarState,
	getLastGrammarState,
	type LanguageRegistration,
	type ShikiPrimitive,
	type ThemeRegistration,
} from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import type { TokenLine } from '../../shared/tokens.ts';
import type { LoadedGrammar } from './grammars.ts';
import type { ThemeFile } from './themes.ts';

/** A longer line is left plain: some grammars take seconds for a minified file. */
const MAX_LINE_LENGTH = 5_000;
/**
 * The first lines of a language wait for its expressions to be compiled, on a busy machine for some tenths of
 * a second; a line that is cut short hands a wrong state on, and all that follows is coloured wrong.
 */
const LINE_TIME_LIMIT_MS = 2_000;

/** Colours code line by line, remembering where a block comment or a string has been left open. */
export interface LineTokenizer {
	next(line: string): TokenLine;
}

/** shiki with the editor's theme; grammars are added as languages occur. */
export class Tokenizers {
	private readonly theme: ThemeRegistration;
	private highlighter: Promise<ShikiPrimitive> | undefined;

	constructor(theme: ThemeFile, type: 'dark' | 'light') {
		this.theme = {
			name: 'editor',
			type,
			colors: { ...theme.colors },
			tokenColors: theme.tokenColors.map(({ scope, settings }) => ({
				...(scope !== undefined && { scope: typeof scope === 'string' ? scope : [...scope] }),
				settings: { ...settings },
			})),
		};
	}

	/** `undefined` when the grammars cannot be used. */
	async create(
		language: string,
		grammars: () => Promise<readonly LoadedGrammar[]>,
	): Promise<LineTokenizer | undefined> {
		this.highlighter ??= createShikiPrimitiveAsync({
			themes: [this.theme],
			langs: [],
			// A grammar of an extension may hold an expression that JavaScript cannot do: that rule is left out.
			engine: createJavaScriptRegexEngine({ forgiving: true }),
		});
		const highlighter = await this.highlighter;
		if (!highlighter.getLoadedLanguages().includes(language)) {
			const loaded = await grammars();
			if (loaded.length === 0) {
				return undefined;
			}
			await highlighter.loadLanguage(
				...loaded.map((each, index) => registration(each, index, loaded, language)),
			);
		}
		return lineTokenizer(highlighter, language, highlighter.getTheme('editor').fg);
	}
}

function registration(
	{ scopeName, grammar }: LoadedGrammar,
	index: number,
	all: readonly LoadedGrammar[],
	language: string,
): LanguageRegistration {
	const isRoot = index === all.length - 1;
	return {
		patterns: [],
		repository: {},
		...grammar,
		scopeName,
		name: isRoot ? language : scopeName,
		...(isRoot && { embeddedLangs: all.slice(0, -1).map(each => each.scopeName) }),
	};
}

function lineTokenizer(
	highlighter: ShikiPrimitive,
	lang: string,
	foreground: string,
): LineTokenizer {
	let state: GrammarState | undefined;
	return {
		next(line) {
			const tokens = codeToTokensBase(highlighter, line, {
				lang,
				theme: 'editor',
				tokenizeMaxLineLength: MAX_LINE_LENGTH,
				tokenizeTimeLimit: LINE_TIME_LIMIT_MS,
				...(state !== undefined && { grammarState: state }),
			});
			state = getLastGrammarState(highlighter, tokens);
			return (tokens[0] ?? []).map(({ content, color, fontStyle }) => ({
				length: content.length,
				color: color?.toLowerCase() === foreground.toLowerCase() ? undefined : color,
				fontStyle: fontStyle === undefined || fontStyle <= 0 ? undefined : fontStyle,
			}));
		},
	};
}
