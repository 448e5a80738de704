export type Language = 'en' | 'fr';

const FRENCH_ORDER =
	/\b(in french|en français|in français|français\s*\(fr|french \(fr|auf französisch)\b/gi;
const ENGLISH_ORDER = /\b(in english|en anglais|auf englisch)\b/gi;
const FRENCH_WORDS =
	/(?<![\p{L}'’])(le|les|des|une|est|sont|dans|avec|pour|que|qui|quoi|comment|pourquoi|bonjour|salut|merci|moi|ceci|cette|explique|écris|donne|fais|génère|peux|quelle?|sur|du|ce|je|tu|vous)(?![\p{L}])/giu;

/** What was asked for last wins; else the language the user writes in, code left out. */
export function languageOf(prompt: string, system: string): Language {
	const ordered = lastOrder(prompt) ?? lastOrder(system);
	if (ordered) {
		return ordered;
	}
	const prose = prompt.replace(/```[\s\S]*?```/g, ' ');
	const french = prose.match(FRENCH_WORDS)?.length ?? 0;
	const words = prose.match(/\p{L}+/gu)?.length ?? 0;
	return french > 0 && french / words >= 0.2 ? 'fr' : 'en';
}

function lastOrder(text: string): Language | undefined {
	const french = [...text.matchAll(FRENCH_ORDER)].at(-1)?.index ?? -1;
	const english = [...text.matchAll(ENGLISH_ORDER)].at(-1)?.index ?? -1;
	if (french === english) {
		return undefined;
	}
	return french > english ? 'fr' : 'en';
}

/** Picks the words of a language; every sentence of an answer is written in both. */
export type Say = (english: string, french: string) => string;

export function sayIn(language: Language): Say {
	return (english, french) => (language === 'fr' ? french : english);
}
