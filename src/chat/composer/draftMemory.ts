import * as vscode from 'vscode';
import * as z from 'zod';
import type { AttachmentSource } from './source.ts';

const KEY = 'cometGemini.composerAttachments';
const TEXT_KEY = 'cometGemini.unsentText';
/** Characters of all selections together; what is larger is not kept over a reload. */
const MAX_LENGTH = 500_000;

const uri = z.string().transform(text => vscode.Uri.parse(text));
const lines = z.object({ first: z.number(), last: z.number() });

const source: z.ZodType<AttachmentSource> = z.discriminatedUnion('kind', [
	z.object({ kind: z.enum(['file', 'image', 'pdf', 'audio', 'video']), uri }),
	z.object({ kind: z.literal('folder'), uri, withIgnored: z.boolean().optional() }),
	z.object({ kind: z.literal('symbol'), uri, name: z.string(), lines }),
	z.object({
		kind: z.literal('selection'),
		uri,
		lines,
		text: z.string(),
		languageId: z.string(),
	}),
	z.object({ kind: z.literal('problems') }),
	z.object({ kind: z.literal('changes'), isStaged: z.boolean() }),
	z.object({ kind: z.literal('terminal'), text: z.string() }),
]);

/**
 * What is not yet sent, over a reload of the window: what is attached, but not the bytes that were pasted, and
 * what was typed and is in the composer no more, because it waits for a decision or in the queue.
 */
export class DraftMemory {
	private readonly state: Pick<vscode.Memento, 'get' | 'update'>;
	private kept: string;
	private keptText: string;

	constructor(state: Pick<vscode.Memento, 'get' | 'update'>) {
		this.state = state;
		this.kept = JSON.stringify(state.get(KEY) ?? []);
		this.keptText = this.recallText();
	}

	recallText(): string {
		const stored: unknown = this.state.get(TEXT_KEY);
		return typeof stored === 'string' ? stored : '';
	}

	keepText(text: string): void {
		if (text !== this.keptText && text.length <= MAX_LENGTH) {
			this.keptText = text;
			void this.state.update(TEXT_KEY, text === '' ? undefined : text);
		}
	}

	/** What cannot be understood any more is left out. */
	recall(): AttachmentSource[] {
		const stored: unknown = this.state.get(KEY);
		return (Array.isArray(stored) ? stored : []).flatMap(each => source.safeParse(each).data ?? []);
	}

	keep(sources: readonly AttachmentSource[]): void {
		const plain = sources.filter(({ kind }) => kind !== 'pasted' && kind !== 'sent').map(toPlain);
		const text = JSON.stringify(plain);
		if (text !== this.kept && text.length <= MAX_LENGTH) {
			this.kept = text;
			void this.state.update(KEY, plain);
		}
	}
}

function toPlain(each: AttachmentSource): object {
	return 'uri' in each ? { ...each, uri: each.uri.toString() } : each;
}
