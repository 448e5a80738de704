import type { CompletionTrigger } from '../../shared/protocol.ts';

/** A name that is being typed: `@sched`, `#sel`, or at the very beginning `/fi`. */
export interface CompletionToken {
	readonly trigger: CompletionTrigger;
	readonly query: string;
	/** Where its trigger stands. */
	readonly start: number;
}

const NAME = /(?:^|\s)([@#])([^\s@#]{0,200})$/;
const COMMAND = /^(\/)([\w.-]{0,100})$/;

/** The name that ends at the cursor. */
export function completionToken(text: string, cursor: number): CompletionToken | undefined {
	const before = text.slice(0, cursor);
	const [, trigger, query = ''] = COMMAND.exec(before) ?? NAME.exec(before) ?? [];
	return trigger === '@' || trigger === '#' || trigger === '/'
		? { trigger, query, start: cursor - query.length - 1 }
		: undefined;
}
