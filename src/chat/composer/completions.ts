import type { CompletionItem } from '../../shared/protocol.ts';
import {
	type Candidate,
	editorCandidates,
	fileCandidates,
	symbolCandidates,
} from './attachmentCompletions.ts';
import type { ComposerRequest } from './composerRequests.ts';
import type { AttachmentSource } from './source.ts';
import type { WorkspaceFiles } from './workspaceFiles.ts';

type Completion = Extract<ComposerRequest, { type: 'complete' }>;

/** What the names stand for that are being typed in one composer. */
export class Completions {
	private readonly files: WorkspaceFiles;
	private readonly answer: (request: number, items: readonly CompletionItem[]) => void;
	/** What the rows of the last list stand for. */
	private offered = new Map<string, Candidate>();
	private latest = 0;

	constructor(
		files: WorkspaceFiles,
		answer: (request: number, items: readonly CompletionItem[]) => void,
	) {
		this.files = files;
		this.answer = answer;
	}

	/** Files at once; symbols when the language servers have answered. */
	async complete({ request, trigger, query }: Completion): Promise<void> {
		this.latest = request;
		if (trigger === '/') {
			const { slashCompletions } = await import('./slash/onDemand.ts');
			this.answer(request, await slashCompletions(query));
			return;
		}
		const fixed = editorCandidates(query);
		const named = trigger === '@' ? await fileCandidates(query, this.files) : [];
		this.offer(request, [...fixed, ...named]);
		const symbols = trigger === '@' && request === this.latest ? await symbolCandidates(query) : [];
		if (symbols.length > 0) {
			this.offer(request, [...fixed, ...named, ...symbols]);
		}
	}

	/** What a row of the last list stands for, read now. */
	async source(id: string): Promise<AttachmentSource | undefined> {
		return this.offered.get(id)?.source();
	}

	/** An answer that was overtaken by a later question would take that one's rows away. */
	private offer(request: number, candidates: readonly Candidate[]): void {
		if (request !== this.latest) {
			return;
		}
		const rows = candidates.map((candidate, index) => ({ id: `${request}-${index}`, candidate }));
		this.offered = new Map(rows.map(({ id, candidate }) => [id, candidate]));
		this.answer(
			request,
			rows.map(({ id, candidate: { icon, label, description, mention } }): CompletionItem => {
				return { id, icon, label, description, insert: `@${mention}` };
			}),
		);
	}
}
