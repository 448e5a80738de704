import type { l10n as vscodeL10n } from 'vscode';
import { formatDollars } from './modelDescription.ts';
import type { UsageSummary } from './price.ts';

/** Tokens and cost in one line. */
export function usageWords(
	{ input, output, cost, isCostPartial }: UsageSummary,
	l10n: Pick<typeof vscodeL10n, 't'>,
	language: string | undefined,
): string {
	const count = (tokens: number) => tokens.toLocaleString(language);
	const tokens = l10n.t('{0} tokens in, {1} out', count(input), count(output));
	if (cost === undefined) {
		return tokens;
	}
	const dollars = formatDollars(cost, language);
	return `${tokens} · ${isCostPartial ? l10n.t('at least {0}', dollars) : l10n.t('about {0}', dollars)}`;
}
