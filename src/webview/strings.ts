import { format, type PageString } from '../shared/pageStrings.ts';

const strings: Readonly<Record<string, string>> = JSON.parse(
	document.getElementById('strings')?.textContent ?? '{}',
);

/** The page's words in the person's language, with `{0}`, `{1}` … filled in. */
export function t(name: PageString, ...values: readonly (string | number)[]): string {
	return format(strings[name] ?? name, ...values);
}
