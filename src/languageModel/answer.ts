import { fromBase64 } from '../platform/base64.ts';
import type { FunctionCall, InlineData, Part } from '../shared/content.ts';
import type { ErrorInfo } from '../shared/errorInfo.ts';
import type { ModelEvent, Usage } from '../shared/events.ts';
import { fenced } from '../shared/fence.ts';
import type { AnswerPart } from './answerPart.ts';
import type { AnswerWords, Finish } from './answerWords.ts';
import { toCallId } from './callIds.ts';
import { type AnswerRecord, METADATA_KEY, type TextSignature } from './signatureMemory.ts';
import { type Evidence, sourceLists } from './sourceList.ts';
import { usagePart } from './usagePart.ts';

export interface AnswerOptions {
	readonly model: string;
	readonly baseUrl: string;
	readonly words: AnswerWords;
	/** Whether this VS Code takes thinking parts. */
	readonly canThink: boolean;
	/** The tool behind the name that the model used. */
	toolName(functionName: string): string;
}

/** How an answer ended: with something to show, or with the reason why there is nothing. */
export type AnswerEnd =
	| {
			readonly kind: 'shown';
			readonly parts: readonly AnswerPart[];
			/** What it takes to send the answer back as it came. */
			readonly record: AnswerRecord;
			/** All the text that was reported. */
			readonly text: string;
	  }
	| { readonly kind: 'nothing'; readonly reason: string };

/** Shorter waits pass before anyone has read about them. */
const WORTH_SAYING_MS = 2_000;

/** Folds the events of one request into the parts that VS Code is to see. */
export class Answer {
	private readonly options: AnswerOptions;
	private readonly thinkingId = crypto.randomUUID();
	private readonly calls: Record<string, string> = {};
	private readonly signedTexts: TextSignature[] = [];
	private text = '';
	private hasShown: boolean;
	private finish: Finish | undefined;
	private blocked: Finish | undefined;
	private usage: Usage | undefined;
	private evidence: Evidence = {};

	constructor(options: AnswerOptions) {
		this.options = options;
		this.hasShown = false;
	}

	/** The parts to report at once. Only the first candidate counts: an answer is one. */
	accept(event: ModelEvent): readonly AnswerPart[] {
		if ('candidate' in event && event.candidate !== 0) {
			return [];
		}
		switch (event.type) {
			case 'text':
				this.sign(event.part, event.text.length);
				return this.show(event.text);
			case 'thought':
				return this.think(event.text);
			case 'functionCall':
				return this.call(event.call, event.part);
			case 'media':
				return event.draft ? [] : this.picture(event.media);
			case 'executableCode':
				return this.show(block(event.code.code, event.code.language?.toLowerCase()));
			case 'codeExecutionResult':
				return this.show(block(event.result.output ?? event.result.outcome));
			case 'part':
				this.sign(event.part, 0);
				return [];
			case 'retry':
				return this.sayWait(event);
			default:
				this.note(event);
				return [];
		}
	}

	/** `failure` is what broke the stream off, if anything did. */
	end(failure?: ErrorInfo): AnswerEnd {
		if (!this.hasShown) {
			return { kind: 'nothing', reason: this.whyNothing(failure) };
		}
		const record = this.record();
		const notes = sourceLists(this.evidence, this.options.words) + this.closingNote(failure);
		const parts = [
			...(notes === '' ? [] : this.show(notes)),
			...(this.hasRecord() || notes !== '' ? this.think('', record) : []),
			...(this.usage === undefined ? [] : [usagePart(this.usage)]),
		];
		return { kind: 'shown', parts, record, text: this.text };
	}

	private note(event: ModelEvent): void {
		switch (event.type) {
			case 'finish':
				this.finish = event;
				return;
			case 'blocked':
				this.blocked = event;
				return;
			case 'usage':
				this.usage = event.usage;
				return;
			case 'grounding':
				this.evidence = { ...this.evidence, grounding: event.grounding };
				return;
			case 'citations':
				this.evidence = { ...this.evidence, citations: event.citations };
				return;
			case 'urlContext':
				this.evidence = { ...this.evidence, urlContext: event.urls };
				return;
			default:
		}
	}

	private show(text: string): readonly AnswerPart[] {
		this.text += text;
		this.hasShown = true;
		return [{ kind: 'text', text }];
	}

	private think(text: string, record?: AnswerRecord): readonly AnswerPart[] {
		return this.options.canThink
			? [
					{
						kind: 'thinking',
						text,
						id: this.thinkingId,
						...(record !== undefined && { metadata: { [METADATA_KEY]: record } }),
					},
				]
			: [];
	}

	/** In bold, because chats show the bold line at the head of a thought as its title. */
	private sayWait({
		waitMs,
		error,
	}: Extract<ModelEvent, { type: 'retry' }>): readonly AnswerPart[] {
		return waitMs < WORTH_SAYING_MS
			? []
			: this.think(`**${this.options.words.waiting(waitMs, error)}**\n\n`);
	}

	/** A signature is reported before its call: some readers keep nothing that comes after. */
	private call(call: FunctionCall, part: Part): readonly AnswerPart[] {
		const callId = toCallId(call.id);
		const name = this.options.toolName(call.name);
		const toolCall: AnswerPart = { kind: 'toolCall', callId, name, input: call.args ?? {} };
		this.hasShown = true;
		if (part.thoughtSignature === undefined) {
			return [toolCall];
		}
		this.calls[callId] = part.thoughtSignature;
		return [...this.think('', this.record()), toolCall];
	}

	/** The words stand beside the data because not every chat shows pictures of a model. */
	private picture({ mimeType, data }: InlineData): readonly AnswerPart[] {
		const bytes = fromBase64(data);
		const words = `\n\n*${this.options.words.image(mimeType, bytes.length)}*\n\n`;
		return [{ kind: 'data', mimeType, data: bytes }, ...this.show(words)];
	}

	private sign({ thoughtSignature: signature }: Part, length: number): void {
		if (signature !== undefined) {
			this.signedTexts.push({ start: this.text.length, length, signature });
		}
	}

	private hasRecord(): boolean {
		return this.signedTexts.length > 0 || Object.keys(this.calls).length > 0;
	}

	private record(): AnswerRecord {
		const { model, baseUrl } = this.options;
		return {
			model,
			baseUrl,
			calls: { ...this.calls },
			texts: [...this.signedTexts],
			textLength: this.text.length,
		};
	}

	private whyNothing(failure: ErrorInfo | undefined): string {
		const { words } = this.options;
		if (failure !== undefined) {
			return words.failed(failure);
		}
		return this.blocked === undefined
			? (words.finished(this.finish, true) ?? '')
			: words.blocked(this.blocked);
	}

	private closingNote(failure: ErrorInfo | undefined): string {
		const { words } = this.options;
		const note = failure === undefined ? words.finished(this.finish, false) : words.failed(failure);
		return note === undefined ? '' : `\n\n> ${note.replaceAll('\n', '\n> ')}\n`;
	}
}

/** Code that stands apart from the text around it. */
function block(code: string, language?: string): string {
	return `\n\n${fenced(code, language)}\n\n`;
}
