import type { Attachment } from '../shared/attachments.ts';
import type { Part } from '../shared/content.ts';
import type { Conversation, ModelTurn, Turn, UserTurn } from '../shared/conversation.ts';
import { fenced } from '../shared/fence.ts';
import { citationLink, Footnotes, sourceLink, withFootnotes } from './footnotes.ts';
import { type MediaFile, type MediaPlace, MediaWriter } from './markdownMedia.ts';
import { folded, link, plain, selfContained } from './markdownText.ts';

/** The document's own words, in the person's language. */
export interface MarkdownLabels {
	readonly untitled: string;
	readonly you: string;
	readonly toolResults: string;
	readonly thoughts: string;
	readonly sources: string;
	readonly citations: string;
	readonly output: string;
	readonly stopped: string;
	readonly interrupted: string;
	/** `message`: what went wrong, as the engine or an endpoint put it. */
	failed(message: string | undefined): string;
	readonly blocked: string;
	/** For a reason to end that is not the usual one, e.g. `MAX_TOKENS`. */
	readonly ended: string;
}

export interface MarkdownOptions {
	readonly labels: MarkdownLabels;
	readonly media: MediaPlace;
}

export interface MarkdownExport {
	readonly markdown: string;
	/** What has to be written beside the document; none with `dataUri`. */
	readonly files: readonly MediaFile[];
}

/** A conversation as a document to read: sources as footnotes, thoughts folded away. */
export function exportMarkdown(
	conversation: Conversation,
	{ labels, media }: MarkdownOptions,
): MarkdownExport {
	const document: Document = { labels, media: new MediaWriter(media), footnotes: new Footnotes() };
	const blocks = [
		`# ${plain(conversation.title) || labels.untitled}`,
		...conversation.turns.flatMap(turn => turnBlocks(turn, document)),
		document.footnotes.definitions(),
	];
	const markdown = `${blocks.filter(block => block !== '').join('\n\n')}\n`;
	return { markdown, files: document.media.files };
}

/** One turn without heading, e.g. for the clipboard. */
export function turnMarkdown(turn: Turn, { labels, media }: MarkdownOptions): MarkdownExport {
	const document: Document = { labels, media: new MediaWriter(media), footnotes: new Footnotes() };
	const [, ...blocks] = turnBlocks(turn, document);
	const notes = document.footnotes.definitions();
	const markdown = `${[...blocks, notes].filter(block => block !== '').join('\n\n')}\n`;
	return { markdown, files: document.media.files };
}

interface Document {
	readonly labels: MarkdownLabels;
	readonly media: MediaWriter;
	readonly footnotes: Footnotes;
}

function turnBlocks(turn: Turn, document: Document): string[] {
	const { labels } = document;
	if (turn.role === 'user') {
		const heading = turn.isToolResults ? labels.toolResults : labels.you;
		const label = turn.label === undefined ? [] : [`**${plain(turn.label)}**`];
		return [`## ${heading}`, ...label, ...questionBlocks(turn, document)];
	}
	const heading = `## ${plain(turn.meta?.modelVersion ?? turn.model)}`;
	return [heading, ...partBlocks(turn, document), ...endBlocks(turn, document)];
}

/** What was attached stands folded before what was typed. */
function questionBlocks(turn: UserTurn, document: Document): string[] {
	const attachments = (turn.attachments ?? []).filter(({ part }) => part !== undefined);
	const attached = new Set(attachments.map(({ part }) => part));
	const typed = { ...turn, parts: turn.parts.filter((_, index) => !attached.has(index)) };
	return [
		...attachments.map(attachment => attachmentBlock(attachment, turn, document)),
		...partBlocks(typed, document),
	];
}

function attachmentBlock(
	{ label, detail, part = -1 }: Attachment,
	{ parts }: UserTurn,
	document: Document,
): string {
	const held = parts[part] ?? {};
	return held.text === undefined
		? otherBlock(held, document)
		: folded(detail ?? label, selfContained(held.text));
}

/** Text that a signature or a lone mark has cut stays one text. */
function partBlocks(turn: Turn, document: Document): string[] {
	const blocks: string[] = [];
	let text = '';
	let thought = '';
	let offset = 0;
	const flush = () => {
		blocks.push(textBlock(text, offset, turn, document));
		blocks.push(thought.trim() && folded(document.labels.thoughts, thought));
		offset += text.length;
		text = '';
		thought = '';
	};
	for (const part of turn.parts) {
		const block = part.text ? '' : otherBlock(part, document);
		if (block !== '' || (part.text && Boolean(part.thought) !== Boolean(thought))) {
			flush();
		}
		blocks.push(block);
		text += part.thought ? '' : (part.text ?? '');
		thought += part.thought ? (part.text ?? '') : '';
	}
	flush();
	return blocks.filter(block => block !== '');
}

function textBlock(text: string, offset: number, turn: Turn, { footnotes }: Document): string {
	const grounding = turn.role === 'model' ? turn.grounding : undefined;
	const noted = grounding ? withFootnotes(text, offset, grounding, footnotes) : text;
	return selfContained(noted).replace(/^\n+/, '');
}

function otherBlock(part: Part, { media, labels }: Document): string {
	if (part.inlineData) {
		return media.add(part.inlineData);
	}
	if (part.fileData) {
		return link(part.fileData.displayName ?? part.fileData.fileUri, part.fileData.fileUri);
	}
	if (part.executableCode) {
		return fenced(part.executableCode.code, part.executableCode.language?.toLowerCase());
	}
	if (part.codeExecutionResult) {
		const { outcome, output } = part.codeExecutionResult;
		return folded(`${labels.output}: ${outcome}`, fenced(output ?? ''));
	}
	if (part.functionCall) {
		return folded(part.functionCall.name, json(part.functionCall.args));
	}
	if (part.functionResponse) {
		const { name, response, parts } = part.functionResponse;
		const pictures = parts?.flatMap(({ inlineData }) => (inlineData ? media.add(inlineData) : []));
		return [folded(name, json(response)), ...(pictures ?? [])].join('\n\n');
	}
	const trace = part.toolCall ?? part.toolResponse;
	return trace ? folded(trace.toolType ?? trace.name ?? '', json(trace)) : '';
}

function json(value: unknown): string {
	return fenced(JSON.stringify(value ?? {}, undefined, '\t'), 'json');
}

function endBlocks(turn: ModelTurn, { labels, footnotes }: Document): string[] {
	const { grounding, citations = [] } = turn;
	const unreferenced = grounding?.sources.filter(source => !footnotes.has(source)) ?? [];
	return [
		list(labels.sources, unreferenced.map(sourceLink)),
		list(labels.citations, citations.map(citationLink)),
		...outcomes(turn, labels).map(words => `> **${words}**`),
	];
}

function list(heading: string, items: readonly string[]): string {
	const lines = items.filter(item => item !== '').map(item => `- ${item}`);
	return lines.length === 0 ? '' : `**${heading}**\n\n${lines.join('\n')}`;
}

/** What a reader should know of how an answer ended; nothing about one that ended as usual. */
function outcomes({ status, finish, blocked, error }: ModelTurn, labels: MarkdownLabels): string[] {
	const reason = finish === undefined || finish.reason === 'STOP' ? undefined : finish;
	return [
		status === 'stopped' ? labels.stopped : '',
		status === 'interrupted' || status === 'streaming' ? labels.interrupted : '',
		status === 'failed' || error ? plain(labels.failed(error?.message)) : '',
		blocked ? sentence(labels.blocked, blocked.message ?? blocked.reason) : '',
		reason ? sentence(labels.ended, reason.message ?? reason.reason) : '',
	].filter(words => words !== '');
}

function sentence(label: string, detail: string | undefined): string {
	return detail === undefined ? label : `${label}: ${plain(detail)}`;
}
