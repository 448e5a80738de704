import type { l10n as vscodeL10n } from 'vscode';
import type { ModelCapabilities, ModelInfo, ModelPrice } from '../gemini/modelInfo.ts';

type L10n = Pick<typeof vscodeL10n, 't'>;

/** What a person chooses between: in one line what a model is and costs, in another what it can do. */
export interface ModelDescription {
	readonly description: string;
	readonly detail: string;
}

export function describeModel(
	model: ModelInfo,
	l10n: L10n,
	language: string | undefined,
): ModelDescription {
	const { id, displayName, price, retirement } = model;
	return {
		description: joined([
			displayName === id ? undefined : displayName,
			price && priceWords(price, l10n, language),
			retirement && l10n.t('retires: {0}', retirement),
		]),
		detail: joined([
			limitWords(model, l10n),
			outputWords(model.capabilities, l10n),
			thinkingWords(model, l10n),
			inputWords(model.capabilities, l10n),
			toolWords(model.capabilities, l10n),
		]),
	};
}

function joined(pieces: readonly (string | undefined)[]): string {
	return pieces.filter(Boolean).join(' · ');
}

function priceWords(
	{ inputPerMillion, outputPerMillion, perRequest }: ModelPrice,
	l10n: L10n,
	language: string | undefined,
): string | undefined {
	const dollars = (amount: number) => formatDollars(amount, language);
	if (inputPerMillion !== undefined && outputPerMillion !== undefined) {
		return l10n.t(
			'{0} in, {1} out per million tokens',
			dollars(inputPerMillion),
			dollars(outputPerMillion),
		);
	}
	return perRequest === undefined ? undefined : l10n.t('{0} a request', dollars(perRequest));
}

/** Small amounts keep the digits that tell them apart. */
export function formatDollars(amount: number, language: string | undefined): string {
	const digits =
		amount !== 0 && Math.abs(amount) < 0.01
			? { maximumSignificantDigits: 2 }
			: { minimumFractionDigits: 2, maximumFractionDigits: 4 };
	return new Intl.NumberFormat(language, {
		style: 'currency',
		currency: 'USD',
		...digits,
	}).format(amount);
}

function limitWords({ inputTokenLimit, outputTokenLimit }: ModelInfo, l10n: L10n) {
	if (inputTokenLimit === undefined) {
		return undefined;
	}
	return outputTokenLimit === undefined
		? l10n.t('{0} tokens', shortCount(inputTokenLimit))
		: l10n.t('{0} in, {1} out', shortCount(inputTokenLimit), shortCount(outputTokenLimit));
}

/** 1,048,576 → `1M`; 65,536 → `64K`; 200,000 → `200k`. */
export function shortCount(count: number): string {
	for (const [unit, size] of [
		['M', 1_048_576],
		['K', 1_024],
		['M', 1_000_000],
		['k', 1_000],
	] as const) {
		if (count >= size && count % size === 0) {
			return `${count / size}${unit}`;
		}
	}
	return count.toLocaleString('en');
}

function inputWords(can: ModelCapabilities, l10n: L10n): string {
	const kinds = [
		can.imageInput && l10n.t('images'),
		can.audioInput && l10n.t('audio'),
		can.videoInput && l10n.t('video'),
		can.pdfInput && l10n.t('PDF'),
	].filter(kind => kind !== false);
	return kinds.length === 0 ? l10n.t('reads text') : l10n.t('reads {0}', kinds.join(', '));
}

function outputWords(can: ModelCapabilities, l10n: L10n): string | undefined {
	const kinds = [
		can.imageOutput && l10n.t('draws images'),
		can.audioOutput && l10n.t('speaks'),
	].filter(kind => kind !== false);
	return kinds.join(', ') || undefined;
}

function toolWords(can: ModelCapabilities, l10n: L10n): string | undefined {
	const tools = [
		can.googleSearch && l10n.t('search'),
		can.googleMaps && l10n.t('maps'),
		can.urlContext && l10n.t('web pages'),
		can.codeExecution && l10n.t('runs code'),
	].filter(tool => tool !== false);
	return tools.join(', ') || undefined;
}

function thinkingWords({ thinkingLevels }: ModelInfo, l10n: L10n): string | undefined {
	const levels = thinkingLevels.filter(level => level !== 'auto');
	const range = levels.length > 2 ? `${levels[0]}–${levels.at(-1)}` : levels.join(', ');
	return range === '' ? undefined : l10n.t('thinking: {0}', range);
}
