import type { l10n as vscodeL10n } from 'vscode';
import type { ModelPrice } from '../gemini/modelInfo.ts';
import { formatDollars } from '../platform/modelDescription.ts';
import { costOf } from '../platform/price.ts';
import { billedTokens } from '../platform/usageTotals.ts';
import type { ModelTurn } from '../shared/conversation.ts';
import type { Adjustment, ModalityTokens, SafetyRating, Usage } from '../shared/events.ts';
import type { DetailSection } from '../shared/protocol.ts';

type L10n = Pick<typeof vscodeL10n, 't'>;
type Rows = readonly (readonly [label: string, value: string | undefined])[];

export interface DetailWords {
	readonly l10n: L10n;
	/** Of numbers. */
	readonly language: string | undefined;
}

/** All that is known of an answer beside its text, in words; what the endpoint did not tell is left out. */
export function turnDetails(
	turn: ModelTurn,
	price: ModelPrice | undefined,
	words: DetailWords,
): DetailSection[] {
	const { l10n } = words;
	const sections: readonly (readonly [title: string, rows: Rows])[] = [
		[l10n.t('Tokens'), tokenRows(turn.usage, words)],
		[l10n.t('Price'), priceRows(turn, price, words)],
		[l10n.t('Time'), timeRows(turn, words)],
		[l10n.t('Answer'), answerRows(turn, words)],
		[l10n.t('Safety'), (turn.safety ?? []).map(rating => safetyRow(rating, words))],
		[l10n.t('Along the way'), wayRows(turn, words)],
	];
	return sections.flatMap(([title, rows]) => {
		const known = rows.flatMap(([label, value]) =>
			value === undefined || value === '' ? [] : [{ label, value }],
		);
		return known.length === 0 ? [] : [{ title, rows: known }];
	});
}

function tokenRows(usage: Usage = {}, { l10n, language }: DetailWords): Rows {
	const count = (tokens: number | undefined, details?: readonly ModalityTokens[]) => {
		if (tokens === undefined) {
			return undefined;
		}
		const kinds = (details ?? []).map(
			each => `${modalityName(each.modality, l10n)} ${each.tokens.toLocaleString(language)}`,
		);
		const total = tokens.toLocaleString(language);
		return kinds.length === 0 ? total : `${total} (${kinds.join(', ')})`;
	};
	return [
		[l10n.t('Prompt'), count(usage.prompt, usage.promptDetails)],
		[l10n.t('of it cached'), count(usage.cached, usage.cacheDetails)],
		[l10n.t('Results of tools'), count(usage.toolUsePrompt, usage.toolUsePromptDetails)],
		[l10n.t('Thoughts'), count(usage.thoughts)],
		[l10n.t('Answer'), count(usage.candidates, usage.candidatesDetails)],
		[l10n.t('Together'), count(usage.total)],
		[l10n.t('Requests'), count(usage.requests)],
		[l10n.t('Prompt of all requests'), count(usage.billedPrompt)],
	];
}

function modalityName(modality: string, l10n: L10n): string {
	switch (modality) {
		case 'TEXT':
			return l10n.t('text');
		case 'IMAGE':
			return l10n.t('images');
		case 'AUDIO':
			return l10n.t('audio');
		case 'VIDEO':
			return l10n.t('video');
		case 'DOCUMENT':
			return l10n.t('documents');
		default:
			return modality.toLowerCase();
	}
}

function priceRows(
	{ usage }: ModelTurn,
	price: ModelPrice | undefined,
	{ l10n, language }: DetailWords,
): Rows {
	const cost = usage && costOf(billedTokens(usage), price);
	if (cost === undefined) {
		return [];
	}
	const dollars = (amount: number) => formatDollars(amount, language);
	return [
		[l10n.t('In'), dollars(cost.input)],
		[l10n.t('Out, with thoughts'), dollars(cost.output)],
		[l10n.t('Together'), dollars(cost.total)],
		[l10n.t('Reckoned'), l10n.t('at the catalogue’s price, without discounts')],
	];
}

function timeRows(turn: ModelTurn, { l10n, language }: DetailWords): Rows {
	const { createdAt, firstTokenAt, endedAt, usage } = turn;
	const seconds = (ms: number | undefined) =>
		ms === undefined
			? undefined
			: l10n.t('{0} s', (ms / 1_000).toLocaleString(language, { maximumFractionDigits: 2 }));
	const writing = endedAt === undefined || firstTokenAt === undefined ? 0 : endedAt - firstTokenAt;
	const written = (usage?.candidates ?? 0) + (usage?.thoughts ?? 0);
	return [
		[l10n.t('Asked'), new Date(createdAt).toLocaleString(language)],
		[
			l10n.t('To the first token'),
			seconds(firstTokenAt === undefined ? undefined : firstTokenAt - createdAt),
		],
		[l10n.t('To the end'), seconds(endedAt === undefined ? undefined : endedAt - createdAt)],
		[
			l10n.t('Speed'),
			writing < 100 || written === 0
				? undefined
				: l10n.t('{0} tokens/s', Math.round((written * 1_000) / writing).toLocaleString(language)),
		],
	];
}

function answerRows(turn: ModelTurn, { l10n, language }: DetailWords): Rows {
	const { model, meta = {}, usage, finish, blocked, logprobs } = turn;
	const average = logprobs?.average;
	return [
		[l10n.t('Model asked'), model],
		[l10n.t('Model that answered'), meta.modelVersion],
		[l10n.t('Being retired'), retirementWords(turn)],
		[l10n.t('End'), finish && [finish.reason, finish.message].filter(Boolean).join(' — ')],
		[l10n.t('Blocked'), blocked && [blocked.reason, blocked.message].filter(Boolean).join(' — ')],
		[
			l10n.t('Average log-probability'),
			average === undefined
				? undefined
				: l10n.t(
						'{0} ({1} a token)',
						average.toLocaleString(language, { maximumFractionDigits: 4 }),
						Math.exp(average).toLocaleString(language, { style: 'percent' }),
					),
		],
		[l10n.t('Response id'), meta.responseId],
		[l10n.t('Created at the endpoint'), meta.createTime],
		[l10n.t('Traffic type'), usage?.trafficType],
		[l10n.t('Service tier'), meta.serviceTier ?? usage?.serviceTier],
	];
}

function retirementWords({ meta }: ModelTurn): string | undefined {
	const { stage, message, retirementTime } = meta?.modelStatus ?? {};
	return [stage, message, retirementTime].filter(Boolean).join(' — ');
}

function safetyRow(rating: SafetyRating, { l10n, language }: DetailWords): Rows[number] {
	const share = (score: number | undefined) =>
		score?.toLocaleString(language, { style: 'percent', maximumFractionDigits: 1 });
	const likelihood = [
		rating.probability && probabilityName(rating.probability, l10n),
		share(rating.probabilityScore),
	];
	const severity = [rating.severity, share(rating.severityScore)].filter(Boolean).join(' ');
	return [
		categoryName(rating.category, l10n),
		[
			likelihood.filter(Boolean).join(' '),
			severity && l10n.t('severity: {0}', severity),
			rating.blocked === true && l10n.t('blocked'),
			rating.overwrittenThreshold && l10n.t('threshold used: {0}', rating.overwrittenThreshold),
		]
			.filter(Boolean)
			.join(' · '),
	];
}

function categoryName(category: string, l10n: L10n): string {
	switch (category.replace(/^HARM_CATEGORY_/, '')) {
		case 'HARASSMENT':
			return l10n.t('Harassment');
		case 'HATE_SPEECH':
			return l10n.t('Hate speech');
		case 'SEXUALLY_EXPLICIT':
			return l10n.t('Sexually explicit');
		case 'DANGEROUS_CONTENT':
			return l10n.t('Dangerous content');
		case 'CIVIC_INTEGRITY':
			return l10n.t('Civic integrity');
		case 'JAILBREAK':
			return l10n.t('Jailbreak');
		default:
			return category;
	}
}

function probabilityName(probability: string, l10n: L10n): string {
	switch (probability) {
		case 'NEGLIGIBLE':
			return l10n.t('negligible');
		case 'LOW':
			return l10n.t('low');
		case 'MEDIUM':
			return l10n.t('medium');
		case 'HIGH':
			return l10n.t('high');
		default:
			return probability;
	}
}

function wayRows({ adjustments = [], warnings = [] }: ModelTurn, { l10n }: DetailWords): Rows {
	return [
		...adjustments.map(each => [l10n.t('Sent again'), adjustmentWords(each, l10n)] as const),
		...warnings.map(warning => [l10n.t('Warning'), warning] as const),
	];
}

function adjustmentWords(adjustment: Adjustment, l10n: L10n): string {
	switch (adjustment) {
		case 'thinking':
			return l10n.t('without the thinking level, which the endpoint refused');
		case 'includeThoughts':
			return l10n.t('without the summaries of thoughts, which the endpoint refused');
		case 'responseJsonSchema':
			return l10n.t('without the JSON schema, which the endpoint refused');
		case 'sampling':
			return l10n.t('without temperature and the like, which the endpoint refused');
		case 'serverSideToolInvocations':
			return l10n.t('with the flag for using tools together');
		case 'withoutServerSideToolInvocations':
			return l10n.t('without the flag for using tools together');
		case 'signatures':
			return l10n.t('without the signatures of thoughts, which the endpoint refused');
		default:
			return adjustment satisfies never;
	}
}
