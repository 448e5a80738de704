/** What the process that will be killed says of itself, a line each. */
export type CrashReport =
	| {
			readonly type: 'saved';
			readonly conversationId: string;
			readonly turnId: string;
			readonly text: string;
	  }
	| {
			readonly type: 'shown';
			readonly conversationId: string;
			readonly turnId: string;
			readonly delta: string;
			readonly at: number;
	  }
	| { readonly type: 'removing' | 'removed'; readonly turnIds: readonly string[] };

export function questionText(turnId: string): string {
	return `Question ${turnId}`;
}
