import { html, nothing, type TemplateResult } from 'lit';
import type { ModelTurn } from '../../shared/conversation.ts';
import type { Citation, Grounding, GroundingSource, UrlContext } from '../../shared/events.ts';
import type { PageGrounding } from '../../shared/protocol.ts';
import { outerLink } from '../links.ts';
import { t } from '../strings.ts';
import { SOURCE_ICONS, sourceNames } from './sourceNames.ts';

/** Longer lists are folded until somebody wants them. */
const SHORT = 5;

/** What the answer rests on: sources, searches, pages that were read, and whose words it took. */
export function sourceLists({ grounding, urlContext, citations }: ModelTurn): TemplateResult {
	return html`${grounding === undefined ? nothing : groundingView(grounding)}
		${urlContext?.length ? pagesView(urlContext) : nothing}
		${citations?.length ? citationsView(citations) : nothing}`;
}

function fold(name: string, title: string, count: number, content: TemplateResult): TemplateResult {
	return html`<details class="sources ${name}" ?open=${count <= SHORT}>
		<summary>${title}</summary>
		${content}
	</details>`;
}

function groundingView(grounding: PageGrounding): TemplateResult {
	const { sources } = grounding;
	const list = html`<ol>${sources.map(source => html`<li>${sourceView(source)}</li>`)}</ol>`;
	return html`${
		sources.length > 0
			? fold('grounding', t('sourcesCount', sources.length), sources.length, list)
			: nothing
	}${searchesView(grounding)}`;
}

function sourceView(source: GroundingSource): TemplateResult {
	const { title, site } = sourceNames(source);
	return html`<i class="codicon codicon-${SOURCE_ICONS[source.kind]}" aria-hidden="true"></i>
		${outerLink(source.uri, title)}
		${site === '' ? nothing : html`<span class="source-site">${site}</span>`}
		${reviewsOf(source).map(review => html`<div class="source-review">${outerLink(review.uri, t('review', review.title))}</div>`)}`;
}

/** Google asks to name the reviews that an answer about a place used. */
function reviewsOf({ placeAnswerSources }: GroundingSource): { title: string; uri: string }[] {
	const snippets = placeAnswerSources?.['reviewSnippets'];
	return (Array.isArray(snippets) ? snippets : []).flatMap((snippet: unknown) => {
		if (typeof snippet !== 'object' || snippet === null) {
			return [];
		}
		const title: unknown = Reflect.get(snippet, 'title');
		const uri: unknown = Reflect.get(snippet, 'googleMapsUri');
		return typeof title === 'string' && typeof uri === 'string' ? [{ title, uri }] : [];
	});
}

/** Suggestions come as links; where there are none, at least what was searched for is said. */
function searchesView(grounding: PageGrounding): TemplateResult | typeof nothing {
	const { searchLinks = [] } = grounding;
	const queries = searchLinks.length > 0 ? [] : queriesOf(grounding);
	if (searchLinks.length + queries.length === 0) {
		return nothing;
	}
	const title = searchLinks.length > 0 ? t('searchSuggestions') : t('searchedFor');
	return html`<div class="searches" role="group" aria-label=${title}>
		<i class="codicon codicon-search" title=${title} aria-hidden="true"></i>
		${searchLinks.map(({ label, href }) => outerLink(href, label, 'search-chip'))}
		${queries.map(query => html`<span class="search-chip">${query}</span>`)}
	</div>`;
}

function queriesOf(grounding: Grounding): readonly string[] {
	const { webSearchQueries, imageSearchQueries, retrievalQueries } = grounding;
	return [...webSearchQueries, ...imageSearchQueries, ...retrievalQueries];
}

function pagesView(pages: readonly UrlContext[]): TemplateResult {
	const list = html`<ul>${pages.map(({ url, status }) => {
		const { icon, words } = statusWords(status);
		return html`<li><i class="codicon codicon-${icon}" aria-hidden="true"></i>
			${outerLink(url, url ?? t('unnamed'))} <span class="source-site">${words}</span></li>`;
	})}</ul>`;
	return fold('pages', t('pagesRead', pages.length), pages.length, list);
}

function statusWords(status: string): { readonly icon: string; readonly words: string } {
	switch (status.replace(/^URL_RETRIEVAL_STATUS_/, '')) {
		case 'SUCCESS':
			return { icon: 'check', words: t('pageSuccess') };
		case 'ERROR':
			return { icon: 'error', words: t('pageError') };
		case 'PAYWALL':
			return { icon: 'lock', words: t('pagePaywall') };
		case 'UNSAFE':
			return { icon: 'warning', words: t('pageUnsafe') };
		default:
			return { icon: 'question', words: status };
	}
}

function citationsView(citations: readonly Citation[]): TemplateResult {
	const list = html`<ul>${citations.map(
		({ uri, title, license, publicationDate }) => html`<li>
			<i class="codicon codicon-law" aria-hidden="true"></i>
			${outerLink(uri, title ?? uri ?? t('unnamed'))}
			<span class="source-site">${[license, publicationDate].filter(Boolean).join(', ')}</span></li>`,
	)}</ul>`;
	return fold('citations', t('citations', citations.length), citations.length, list);
}
