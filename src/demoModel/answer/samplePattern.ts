import type { Random } from '../random.ts';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';
const CLASSES: Readonly<Record<string, string>> = {
	d: DIGITS,
	w: LETTERS + DIGITS,
	s: ' ',
	D: LETTERS,
	W: '-',
	S: LETTERS,
};
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

/** A text that a regular expression accepts; `undefined` when the expression is beyond the simple kind. */
export function sampleOfPattern(pattern: string, random: Random): string | undefined {
	const reader = { text: pattern, at: 0 };
	const sample = alternatives(reader, random);
	try {
		return new RegExp(pattern, 'u').test(sample) ? sample : undefined;
	} catch {
		return undefined;
	}
}

interface Reader {
	readonly text: string;
	at: number;
}

function alternatives(reader: Reader, random: Random): string {
	const branches = [sequence(reader, random)];
	while (reader.text[reader.at] === '|') {
		reader.at++;
		branches.push(sequence(reader, random));
	}
	return branches[random.int(0, branches.length - 1)] ?? '';
}

function sequence(reader: Reader, random: Random): string {
	let sample = '';
	while (reader.at < reader.text.length && !'|)'.includes(reader.text[reader.at] ?? '')) {
		const start = reader.at;
		let piece = atom(reader, random);
		const end = reader.at;
		const count = quantifier(reader, random);
		const after = reader.at;
		for (let i = 0; i < count; i++) {
			if (i > 0) {
				// Read again, so that each repetition draws its own characters.
				reader.at = start;
				piece = atom(reader, random);
				reader.at = end;
			}
			sample += piece;
		}
		reader.at = after;
	}
	return sample;
}

function atom(reader: Reader, random: Random): string {
	const char = reader.text[reader.at++] ?? '';
	switch (char) {
		case '^':
		case '$':
			return '';
		case '.':
			return random.pick(['a', 'e', 'o', 't']);
		case '(':
			return group(reader, random);
		case '[':
			return draw(characterClass(reader), random);
		case '\\':
			return escaped(reader, random);
		default:
			return char;
	}
}

function group(reader: Reader, random: Random): string {
	const head = /^\?(?::|<[A-Za-z]\w*>|<?[=!])/.exec(reader.text.slice(reader.at))?.[0] ?? '';
	reader.at += head.length;
	const sample = alternatives(reader, random);
	reader.at++;
	return /[=!]$/.test(head) ? '' : sample;
}

function escaped(reader: Reader, random: Random): string {
	const char = reader.text[reader.at++] ?? '';
	if (char === 'b' || char === 'B') {
		return '';
	}
	if (char === 'p' && reader.text[reader.at] === '{') {
		const end = reader.text.indexOf('}', reader.at) + 1;
		const name = reader.text.slice(reader.at, end);
		reader.at = end;
		return draw(unicodeClass(name), random);
	}
	const set = CLASSES[char];
	return set === undefined ? (ESCAPES[char] ?? char) : draw(set, random);
}

function unicodeClass(name: string): string {
	if (name.startsWith('{N')) {
		return DIGITS;
	}
	return /Lu|Upper/.test(name) ? LETTERS.toUpperCase() : LETTERS;
}

function draw(set: string, random: Random): string {
	return set[random.int(0, set.length - 1)] ?? '';
}

const PRINTABLE = `${LETTERS}${LETTERS.toUpperCase()}${DIGITS} -_.,:;/`;

function characterClass(reader: Reader): string {
	const isNegated = reader.text[reader.at] === '^';
	reader.at += isNegated ? 1 : 0;
	let set = '';
	while (reader.at < reader.text.length && reader.text[reader.at] !== ']') {
		set += classItem(reader);
	}
	reader.at++;
	return isNegated ? [...PRINTABLE].filter(char => !set.includes(char)).join('') : set;
}

function classItem(reader: Reader): string {
	const first = classChar(reader);
	const next = reader.text[reader.at + 1];
	if (first.length !== 1 || reader.text[reader.at] !== '-' || next === ']' || next === undefined) {
		return first;
	}
	reader.at++;
	const last = classChar(reader).charCodeAt(0);
	const start = first.charCodeAt(0);
	const size = Math.min(Math.max(last - start + 1, 1), 128);
	return String.fromCharCode(...Array.from({ length: size }, (_, i) => start + i));
}

function classChar(reader: Reader): string {
	const char = reader.text[reader.at++] ?? '';
	if (char !== '\\') {
		return char;
	}
	const name = reader.text[reader.at++] ?? '';
	return CLASSES[name] ?? ESCAPES[name] ?? name;
}

function quantifier(reader: Reader, random: Random): number {
	const found = /^(?:([*+?])|\{(\d+)(,(\d*))?\})\??/.exec(reader.text.slice(reader.at));
	if (!found) {
		return 1;
	}
	reader.at += found[0].length;
	const [, symbol, min, comma, max] = found;
	if (symbol) {
		return { '*': random.int(0, 2), '+': random.int(2, 5), '?': random.int(0, 1) }[symbol] ?? 1;
	}
	const least = Number(min);
	if (comma === undefined) {
		return least;
	}
	return random.int(least, Math.min(max ? Number(max) : least + 3, least + 8));
}
