import type { Part } from '../../shared/content.ts';
import { builtInTools } from '../requestCheck/checkTools.ts';
import type { Answer } from './answer.ts';
import type { Ask } from './ask.ts';
import { demoNote } from './demoNote.ts';
import { type Say, sayIn } from './language.ts';
import { mentionsIn } from './mentions.ts';
import { thinkAbout } from './thoughts.ts';
import { topicOf } from './topic.ts';

interface Sentence {
	readonly text: string;
	/** Indices of the sources it rests on. */
	readonly sources: readonly number[];
}

/** An answer that rests on sources: search, maps, pages of the prompt, as the tools allow. */
export function groundedAnswer(ask: Ask): Answer | undefined {
	const tools = builtInTools(ask.request);
	const { urls } = mentionsIn(ask.prompt);
	if (tools.includes('urlContext') && urls.length > 0) {
		return pagesAnswer(urls.slice(0, 20), ask);
	}
	if (tools.includes('googleMaps')) {
		return mapsAnswer(ask);
	}
	return tools.includes('googleSearch') ? searchAnswer(ask) : undefined;
}

function searchAnswer(ask: Ask): Answer {
	const say = sayIn(ask.language);
	const topic = topicOf(ask.prompt);
	const query = encodeURIComponent(topic);
	const queries = [topic, say(`${topic} overview`, `${topic} présentation`)];
	const sources = [
		{ uri: `https://en.wikipedia.org/wiki/Special:Search?search=${query}`, title: 'wikipedia.org' },
		{ uri: `https://developer.mozilla.org/en-US/search?q=${query}`, title: 'mozilla.org' },
		{ uri: `https://stackoverflow.com/search?q=${query}`, title: 'stackoverflow.com' },
	];
	const { text, supports } = support(findings(topic, say), ask.model.generation < 3);
	return {
		thoughts: thinkAbout(ask, [searchThought(queries, say)]),
		parts: [
			...traces('GOOGLE_SEARCH_WEB', { queries }, ask),
			{ text: `${text}\n\n${demoNote(say)}` },
		],
		opening: { groundingMetadata: {} },
		closing: {
			groundingMetadata: {
				webSearchQueries: queries,
				searchEntryPoint: { renderedContent: entryPoint(queries) },
				groundingChunks: sources.map(web => ({ web })),
				groundingSupports: supports,
			},
		},
		toolTokens: 210,
	};
}

/** Sentences with characters of two and three bytes, so that byte offsets differ from positions. */
function findings(topic: string, say: Say): Sentence[] {
	return [
		{
			text: say(
				`“${topic}” is well covered — encyclopædia articles give the overview.`,
				`« ${topic} » est bien documenté — les articles d’encyclopédie donnent la vue d’ensemble.`,
			),
			sources: [0],
		},
		{
			text: say(
				'Reference pages are dated and precise: at 19 °C or 66 °F, they still say the same.',
				'Les pages de référence sont datées et précises : à 19 °C comme à 66 °F, elles disent la même chose.',
			),
			sources: [1],
		},
		{
			text: say(
				'Discussions show what goes wrong in practice, naïve façades included.',
				'Les discussions montrent ce qui échoue en pratique, façades naïves comprises.',
			),
			sources: [0, 2],
		},
	];
}

function searchThought(queries: readonly string[], say: Say): string {
	return say(
		`**Searching**\n\nI look for ${queries.join(' and ')} and keep what several pages agree on.`,
		`**Recherche**\n\nJe cherche ${queries.join(' et ')} et garde ce sur quoi plusieurs pages concordent.`,
	);
}

function mapsAnswer(ask: Ask): Answer {
	const say = sayIn(ask.language);
	const { latitude = 48.8584, longitude = 2.2945 } =
		ask.request.toolConfig?.retrievalConfig?.latLng ?? {};
	const places = ['Café de la Comète', 'Boulangerie Étoile', 'Jardin des Orbites'];
	const sentences = places.map((name, index) => ({
		text: say(
			`**${name}** is ${(index + 1) * 150} m away and open until ${19 + index}:00.`,
			`**${name}** est à ${(index + 1) * 150} m et ouvre jusqu’à ${19 + index} h.`,
		),
		sources: [index],
	}));
	const { text, supports } = support(sentences, false);
	return {
		thoughts: thinkAbout(ask, []),
		parts: [
			...traces('GOOGLE_MAPS', { latitude, longitude }, ask),
			{ text: `${text}\n\n${demoNote(say)}` },
		],
		closing: {
			groundingMetadata: {
				groundingChunks: places.map((title, index) => ({
					maps: {
						uri: `https://www.google.com/maps/search/?api=1&query=${latitude + index / 1000},${longitude}`,
						title,
						placeId: `places/demo-${index + 1}`,
					},
				})),
				groundingSupports: supports,
			},
		},
		toolTokens: 120,
	};
}

function pagesAnswer(urls: readonly string[], ask: Ask): Answer {
	const say = sayIn(ask.language);
	const urlMetadata = urls.map(retrievedUrl => ({
		retrievedUrl,
		urlRetrievalStatus: retrievalStatus(retrievedUrl),
	}));
	const read = urlMetadata.filter(each => each.urlRetrievalStatus.endsWith('SUCCESS'));
	const sentences = read.map(({ retrievedUrl }, index) => ({
		text: say(
			`The page at ${new URL(retrievedUrl).hostname} — a demo never opens it — would be summarised here.`,
			`La page de ${new URL(retrievedUrl).hostname} — une démo ne l’ouvre jamais — serait résumée ici.`,
		),
		sources: [index],
	}));
	const none = say('None of the pages could be read.', 'Aucune des pages n’a pu être lue.');
	const { text, supports } = support(sentences, false);
	return {
		thoughts: thinkAbout(ask, []),
		parts: [
			...traces('URL_CONTEXT', { urls }, ask),
			{ text: `${text || none}\n\n${demoNote(say)}` },
		],
		opening: { groundingMetadata: {}, urlContextMetadata: { urlMetadata } },
		closing: {
			groundingMetadata: {
				groundingChunks: read.map(({ retrievedUrl: uri }) => ({
					web: { uri, title: new URL(uri).hostname },
				})),
				groundingSupports: supports,
			},
		},
		toolTokens: 619,
	};
}

function retrievalStatus(url: string): string {
	const status = /paywall|unsafe|error/.exec(url)?.[0].toUpperCase() ?? 'SUCCESS';
	return `URL_RETRIEVAL_STATUS_${status}`;
}

/** Only when asked for by `includeServerSideToolInvocations`: the tool's call and its result as parts. */
function traces(
	toolType: string,
	args: Readonly<Record<string, unknown>>,
	{ request }: Ask,
): Part[] {
	if (!request.toolConfig?.includeServerSideToolInvocations) {
		return [];
	}
	const id = `st_${toolType.toLowerCase()}`;
	return [
		{ toolCall: { id, toolType, args } },
		{ toolResponse: { id, toolType, response: { status: 'OK' } } },
	];
}

/** Joins sentences, and says in UTF-8 bytes where each stands; an index of 0 is left out. */
function support(sentences: readonly Sentence[], withConfidence: boolean) {
	const bytes = (text: string) => new TextEncoder().encode(text).length;
	let text = '';
	const supports = sentences.map(sentence => {
		text += text === '' ? '' : '\n\n';
		const startIndex = bytes(text);
		text += sentence.text;
		return {
			segment: {
				...(startIndex > 0 && { startIndex }),
				endIndex: bytes(text),
				text: sentence.text,
			},
			groundingChunkIndices: sentence.sources,
			...(withConfidence && {
				confidenceScores: sentence.sources.map((_, index) => 0.97 - index / 10),
			}),
		};
	});
	return { text, supports };
}

function entryPoint(queries: readonly string[]): string {
	const chips = queries.map(
		query =>
			`<a class="chip" href="https://www.google.com/search?q=${encodeURIComponent(query)}">${escapeHtml(query)}</a>`,
	);
	return `<style>\n.chip { border: solid 1px; border-radius: 16px; padding: 5px 16px; }\n</style>\n<div class="container"><div class="carousel">${chips.join('')}</div></div>\n`;
}

function escapeHtml(text: string): string {
	return text.replace(/[&<>"]/g, char => `&#${char.charCodeAt(0)};`);
}
