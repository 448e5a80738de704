/**
 * A stranger's text for a dialog in which a person decides: what nobody could see, or what would show the rest
 * in another order, stands in it as `\u{202e}`. The two joiners stay: there are scripts that need them.
 */
export function visibleText(text: string): string {
	return text.replace(
		/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}](?<![\n\t\u200c\u200d])/gu,
		character => `\\u{${character.codePointAt(0)?.toString(16)}}`,
	);
}
