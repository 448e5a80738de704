import type { StoreProblem } from '../conversationStore.ts';
import { failureCode } from './files.ts';

type Listener = (problem: StoreProblem) => void;

/** Tells each problem once; keeps those that come before there is somebody to tell. */
export class Problems {
	private readonly listeners = new Set<Listener>();
	private readonly told = new Set<string>();
	private waiting: StoreProblem[] = [];

	listen(listener: Listener): { dispose(): void } {
		this.listeners.add(listener);
		for (const problem of this.waiting.splice(0)) {
			listener(problem);
		}
		return { dispose: () => this.listeners.delete(listener) };
	}

	/** About one file: the same is not told twice. */
	file(kind: StoreProblem['kind'], file: string, detail: string, conversationId: string): void {
		if (!this.told.has(`${kind} ${file}`)) {
			this.told.add(`${kind} ${file}`);
			this.tell({ kind, conversationId, file, detail });
		}
	}

	cannotSave(error: unknown, conversationId: string): void {
		this.tell({ kind: 'cannotSave', conversationId, file: '', detail: failureCode(error) });
	}

	cannotRead(error: unknown, file: string): void {
		this.tell({ kind: 'cannotRead', conversationId: undefined, file, detail: failureCode(error) });
	}

	private tell(problem: StoreProblem): void {
		if (this.listeners.size === 0) {
			this.waiting.push(problem);
		}
		for (const listener of this.listeners) {
			listener(problem);
		}
	}
}
