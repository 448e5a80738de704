import type { Grounding, GroundingSource } from '../../shared/events.ts';
import { h } from '../dom.ts';
import { webAddress } from '../links.ts';
import type { StreamingMarkdown } from '../markdown/streamingMarkdown.ts';
import { t } from '../strings.ts';
import { percent, sourceNames } from './sourceNames.ts';

/** A source that carries the passage before its mark. */
export interface CarryingSource {
	/** Index into `Grounding.sources`. */
	readonly index: number;
	/** 0–1. */
	readonly confidence: number | undefined;
}

/** The sources of all passages that end at one place of the answer's text (UTF-16). */
export interface MarkGroup {
	readonly end: number;
	readonly sources: readonly CarryingSource[];
}

/** A text of the answer, and where it begins in all of its visible text. */
export interface PlacedText {
	readonly markdown: StreamingMarkdown;
	readonly start: number;
	readonly length: number;
}

/** Which marks stand where: passages without a place or without sources have none. */
export function markGroups({ supports, sources }: Grounding): MarkGroup[] {
	const ends = new Map<number, Map<number, number | undefined>>();
	for (const { end, sources: indices, confidence } of supports) {
		if (end === undefined) {
			continue;
		}
		const group = ends.get(end) ?? new Map<number, number | undefined>();
		for (const [at, index] of indices.entries()) {
			if (sources[index] !== undefined) {
				group.set(index, group.get(index) ?? confidence?.[at]);
			}
		}
		ends.set(end, group);
	}
	return [...ends]
		.filter(([, group]) => group.size > 0)
		.sort(([a], [b]) => a - b)
		.map(([end, group]) => ({
			end,
			sources: [...group]
				.sort(([a], [b]) => a - b)
				.map(([index, confidence]) => ({ index, confidence })),
		}));
}

/** What the card of a mark tells. */
export interface MarkFacts {
	readonly source: GroundingSource;
	readonly number: number;
	readonly confidence: number | undefined;
}

const facts = new WeakMap<Element, MarkFacts>();

/** What a mark stands for, if the element is one. */
export function markFacts(element: Element): MarkFacts | undefined {
	return facts.get(element);
}

/** Puts the marks behind their passages. The texts have ended. */
export function placeMarks(texts: readonly PlacedText[], grounding: Grounding): void {
	const groups = markGroups(grounding);
	for (const { markdown, start, length } of texts) {
		const markers = groups
			.filter(({ end }) => end > start && end <= start + length)
			.map(group => ({ offset: group.end - start, element: markElement(group, grounding) }));
		if (markers.length > 0) {
			markdown.addMarkers(markers);
		}
	}
}

function markElement({ sources }: MarkGroup, grounding: Grounding): HTMLElement {
	const marks = sources.flatMap(({ index, confidence }) => {
		const source = grounding.sources[index];
		return source === undefined ? [] : [oneMark({ source, number: index + 1, confidence })];
	});
	// The first stays with its passage; many of them go on in the next line.
	const [first = '', ...others] = marks;
	return h('sup', { class: 'source-marks' }, first, ...others.flatMap(mark => [h('wbr'), mark]));
}

function oneMark(mark: MarkFacts): HTMLElement {
	const { source, number, confidence } = mark;
	const { title, site } = sourceNames(source);
	const words = [title, site, confidence === undefined ? '' : t('confidence', percent(confidence))];
	const url = webAddress(source.uri);
	const element = h(
		'a',
		{
			class: 'source-mark',
			role: url === undefined ? 'note' : 'link',
			tabindex: '0',
			'aria-label': t('sourceNumber', number, words.filter(Boolean).join(', ')),
			...(url !== undefined && { href: url.href }),
		},
		String(number),
	);
	facts.set(element, mark);
	return element;
}
