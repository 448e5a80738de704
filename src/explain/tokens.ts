/** Letters of scripts without spaces between words: about one token each. */
const DENSE = /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9d]/g;

/** Characters of code or Latin prose to a token; on the low side, so that a budget is kept. */
const CHARACTERS_PER_TOKEN = 3.5;

/** A local estimate of what a text costs, in tokens. It is one: the endpoint counts otherwise. */
export function estimateTokens(text: string): number {
	const dense = text.match(DENSE)?.length ?? 0;
	return Math.ceil(dense * 1.25 + (text.length - dense) / CHARACTERS_PER_TOKEN);
}
