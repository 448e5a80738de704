import { parse } from 'jsonc-parser';
import * as vscode from 'vscode';
import type { TokenLine } from '../../shared/tokens.ts';
import {
	type GrammarContribution,
	type LanguageContribution,
	languageOf,
	loadGrammars,
} from './grammars.ts';
import { type LineTokenizer, Tokenizers } from './lineTokenizer.ts';
import { chooseTheme, loadTheme, THEME_SETTINGS, type ThemeContribution } from './themes.ts';

/** Lines between two pauses: the host answers others meanwhile. */
const LINES_BETWEEN_PAUSES = 100;

/** Colours code as the editor does: with the person's theme and the grammars of the installed extensions. */
export class EditorColors {
	private tokenizers: Promise<Tokenizers> | undefined;
	private key = '';

	/** `undefined` for a language without a grammar. */
	async tokenizer(word: string): Promise<LineTokenizer | undefined> {
		const language = languageOf(word, contributed<LanguageContribution>('languages'));
		if (language === undefined) {
			return undefined;
		}
		const tokenizers = await this.forCurrentTheme();
		return tokenizers.create(language, () =>
			loadGrammars(language, contributed<GrammarContribution>('grammars'), readJson),
		);
	}

	private forCurrentTheme(): Promise<Tokenizers> {
		const theme = currentTheme();
		if (this.tokenizers === undefined || this.key !== theme?.uri) {
			this.key = theme?.uri ?? '';
			this.tokenizers = createTokenizers(theme);
		}
		return this.tokenizers;
	}
}

/** Colours lines without holding the host up. */
export async function tokenizeLines(
	tokenizer: LineTokenizer,
	lines: readonly string[],
): Promise<TokenLine[]> {
	const tokens: TokenLine[] = [];
	for (const line of lines) {
		tokens.push(tokenizer.next(line));
		if (tokens.length % LINES_BETWEEN_PAUSES === 0) {
			await new Promise(resolve => setTimeout(resolve, 0));
		}
	}
	return tokens;
}

const UI_THEMES: Readonly<Record<vscode.ColorThemeKind, string>> = {
	[vscode.ColorThemeKind.Light]: 'vs',
	[vscode.ColorThemeKind.Dark]: 'vs-dark',
	[vscode.ColorThemeKind.HighContrast]: 'hc-black',
	[vscode.ColorThemeKind.HighContrastLight]: 'hc-light',
};

function currentTheme(): ThemeContribution | undefined {
	const uiTheme = UI_THEMES[vscode.window.activeColorTheme.kind];
	const configuration = vscode.workspace.getConfiguration();
	const names = (THEME_SETTINGS[uiTheme] ?? []).map(id => configuration.get<string>(id));
	return chooseTheme(uiTheme, names, themes());
}

async function createTokenizers(theme: ThemeContribution | undefined): Promise<Tokenizers> {
	const file =
		theme === undefined ? { colors: {}, tokenColors: [] } : await loadTheme(theme.uri, readJson);
	return new Tokenizers(file, /dark|black/.test(theme?.uiTheme ?? '') ? 'dark' : 'light');
}

interface RawTheme {
	readonly id?: string;
	readonly label: string;
	readonly uiTheme: string;
	readonly uri: string;
}

function themes(): ThemeContribution[] {
	return contributed<RawTheme>('themes').map(({ id, label, uiTheme, uri }) => ({
		name: id ?? label,
		uiTheme,
		uri,
	}));
}

/** What all extensions contribute at one point, with the path of its file as a URI. */
function contributed<T>(point: 'themes' | 'grammars' | 'languages'): T[] {
	return vscode.extensions.all.flatMap(({ packageJSON, extensionUri }) => {
		const rows: readonly Record<string, unknown>[] = packageJSON?.contributes?.[point] ?? [];
		return rows.map(row => {
			const { path } = row;
			const uri =
				typeof path === 'string' ? vscode.Uri.joinPath(extensionUri, path).toString(true) : '';
			return { ...row, uri } as T;
		});
	});
}

/** Theme and grammar files are JSON with comments; older ones are property lists, which are left out. */
async function readJson(uri: string): Promise<unknown> {
	const bytes = await vscode.workspace.fs.readFile(vscode.Uri.parse(uri));
	const text = new TextDecoder().decode(bytes);
	return text.trimStart().startsWith('<') ? undefined : parse(text);
}
