/** A theme as an extension contributes it. */
export interface ThemeContribution {
	/** What the setting `workbench.colorTheme` holds: the id, else the label. */
	readonly name: string;
	/** `vs`, `vs-dark`, `hc-black` or `hc-light`. */
	readonly uiTheme: string;
	/** URI of its file. */
	readonly uri: string;
}

/** The parts of a theme file that colour tokens. */
export interface ThemeFile {
	readonly colors: Readonly<Record<string, string>>;
	readonly tokenColors: readonly TokenColor[];
}

export interface TokenColor {
	readonly scope?: string | readonly string[] | undefined;
	readonly settings: { readonly foreground?: string; readonly fontStyle?: string };
}

/** Settings that may hold the name of the theme, most specific first, for the kind that is shown. */
export const THEME_SETTINGS: Readonly<Record<string, readonly string[]>> = {
	vs: ['workbench.colorTheme', 'workbench.preferredLightColorTheme'],
	'vs-dark': ['workbench.colorTheme', 'workbench.preferredDarkColorTheme'],
	'hc-black': ['workbench.colorTheme', 'workbench.preferredHighContrastColorTheme'],
	'hc-light': ['workbench.colorTheme', 'workbench.preferredHighContrastLightColorTheme'],
};

/** VS Code's own themes, newest name first. */
const DEFAULTS: Readonly<Record<string, readonly string[]>> = {
	vs: ['Light 2026', 'Light Modern', 'Default Light Modern'],
	'vs-dark': ['Dark 2026', 'Dark Modern', 'Default Dark Modern'],
	'hc-black': ['Default High Contrast'],
	'hc-light': ['Default High Contrast Light'],
};

/**
 * The theme that the editor shows: VS Code tells extensions only its kind, so the first configured name of
 * that kind is taken, else the default of the kind.
 */
export function chooseTheme(
	uiTheme: string,
	names: readonly (string | undefined)[],
	themes: readonly ThemeContribution[],
): ThemeContribution | undefined {
	// A setting may still hold the name that a theme had before it lost its “Default”.
	const known = names.flatMap(name => [name, name?.replace(/^Default /, '')]);
	for (const name of [...known, ...(DEFAULTS[uiTheme] ?? [])]) {
		const found = themes.find(theme => theme.name === name && theme.uiTheme === uiTheme);
		if (found !== undefined) {
			return found;
		}
	}
	return themes.find(theme => theme.uiTheme === uiTheme);
}

/** A file may include another, which counts as if it stood before; deeper than this is a circle. */
const MAX_INCLUDES = 8;

/**
 * Reads a theme with all that it includes. `read` resolves to the parsed file; `undefined` for a format that
 * is not JSON.
 */
export async function loadTheme(
	uri: string,
	read: (uri: string) => Promise<unknown>,
	depth = 0,
): Promise<ThemeFile> {
	const file = await read(uri);
	if (!isRecord(file) || depth > MAX_INCLUDES) {
		return { colors: {}, tokenColors: [] };
	}
	const { include, colors, tokenColors } = file;
	const base =
		typeof include === 'string'
			? await loadTheme(new URL(include, uri).href, read, depth + 1)
			: { colors: {}, tokenColors: [] };
	const own =
		typeof tokenColors === 'string'
			? (await loadTheme(new URL(tokenColors, uri).href, read, depth + 1)).tokenColors
			: tokenColorsOf(tokenColors);
	return {
		colors: { ...base.colors, ...colorsOf(colors) },
		tokenColors: [...base.tokenColors, ...own],
	};
}

function colorsOf(value: unknown): Record<string, string> {
	return Object.fromEntries(
		Object.entries(isRecord(value) ? value : {}).filter(
			(entry): entry is [string, string] => typeof entry[1] === 'string',
		),
	);
}

function tokenColorsOf(value: unknown): TokenColor[] {
	return (Array.isArray(value) ? value : []).filter(
		(rule): rule is TokenColor => isRecord(rule) && isRecord(rule['settings']),
	);
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
