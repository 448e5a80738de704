import type { Answer } from './answer.ts';

/** Small visible obedience to the system instruction: a name, first and last words, brevity. */
export function obey(answer: Answer, system: string): Answer {
	const name =
		/\b(?:your name is|you are called|tu t’appelles|tu t'appelles)\s+([\p{L}\d-]+)/iu.exec(
			system,
		)?.[1];
	const first = wish(system, 'start|begin|commence');
	const last = wish(system, 'end|finish|termine|finis');
	const isShort = /\b(one|a single) sentence\b|\bvery (short|brief)|en une (seule )?phrase/i.test(
		system,
	);
	const at = answer.parts.findLastIndex(part => part.text !== undefined);
	const text = answer.parts[at]?.text;
	if (text === undefined) {
		return answer;
	}
	const body = isShort ? `${firstSentence(text)} *(demo)*` : text;
	const wished = [first && `${first} `, name && `**${name}**\n\n`, body, last && ` ${last}`].filter(
		Boolean,
	);
	return { ...answer, parts: answer.parts.with(at, { text: wished.join('') }) };
}

function wish(system: string, verbs: string): string | undefined {
	return new RegExp(
		`\\b(?:${verbs})\\w*\\b[^."“«\\n]{0,60}["“«]\\s*([^"”»]{1,80}?)\\s*["”»]`,
		'iu',
	).exec(system)?.[1];
}

function firstSentence(text: string): string {
	const prose = text.split('\n').find(line => /^[\p{L}*“«"]/u.test(line)) ?? text;
	return /^.*?[.!?](?=\s|$)/.exec(prose)?.[0] ?? prose;
}
