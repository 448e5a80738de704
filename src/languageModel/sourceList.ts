import type { Citation, Grounding, UrlContext } from '../shared/events.ts';
import type { AnswerWords } from './answerWords.ts';

/** What an answer rests on, as far as the stream told. */
export interface Evidence {
	readonly grounding?: Grounding | undefined;
	readonly citations?: readonly Citation[] | undefined;
	readonly urlContext?: readonly UrlContext[] | undefined;
}

interface Source {
	readonly title: string;
	readonly uri: string | undefined;
	readonly remark?: string | undefined;
}

/** Sources and citations as Markdown lists behind the answer; empty when there are none. */
export function sourceLists(evidence: Evidence, words: AnswerWords): string {
	const sources = [...groundingSources(evidence.grounding), ...readPages(evidence.urlContext)];
	return (
		list(words.sources, sources) +
		list(words.citations, (evidence.citations ?? []).map(citationSource))
	);
}

function groundingSources(grounding: Grounding | undefined): readonly Source[] {
	return (grounding?.sources ?? []).map(({ title, uri, domain }) => ({
		title: title ?? domain ?? uri ?? '',
		uri,
	}));
}

function readPages(pages: readonly UrlContext[] = []): readonly Source[] {
	return pages
		.filter(({ status }) => status === 'URL_RETRIEVAL_STATUS_SUCCESS')
		.map(({ url }) => ({ title: url ?? '', uri: url }));
}

function citationSource({ title, uri, license, publicationDate }: Citation): Source {
	return {
		title: title ?? uri ?? '',
		uri,
		remark: [license, publicationDate].filter(Boolean).join(', '),
	};
}

function list(heading: string, sources: readonly Source[]): string {
	const lines = new Set(sources.filter(({ title }) => title !== '').map(line));
	return lines.size === 0 ? '' : `\n\n**${heading}**\n\n${[...lines].join('\n')}\n`;
}

function line({ title, uri, remark }: Source): string {
	const text = title.replaceAll(/[[\]\\`*_<>]/g, '\\$&').replaceAll(/\s+/g, ' ');
	const href = URL.parse(uri ?? '');
	const isWeb = href?.protocol === 'https:' || href?.protocol === 'http:';
	const link = isWeb ? `[${text}](<${href.href}>)` : text;
	return `- ${link}${remark ? ` (${remark})` : ''}`;
}
