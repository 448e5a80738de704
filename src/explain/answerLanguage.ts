/** English name of the language that explanations are asked for: the setting's word, or VS Code's language. */
export function answerLanguage(setting: string, displayLanguage: string): string {
	const chosen = setting.trim();
	if (chosen !== '' && chosen !== 'auto') {
		return nameOf(chosen) ?? chosen;
	}
	return nameOf(displayLanguage) ?? 'English';
}

/** `fr` → `French`; `undefined` for what is no language tag, e.g. a name. */
function nameOf(tag: string): string | undefined {
	if (!/^[a-z]{2,3}(-[\w-]+)?$/i.test(tag)) {
		return undefined;
	}
	const name = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
	try {
		return name.of(tag);
	} catch {
		// Not a well-formed tag: it is taken as a name.
		return undefined;
	}
}
