/**
 * Whether a text (without white space before it) is the beginning of a JSON array of objects; `undefined` when
 * too little of it is there.
 */
export function beginsArray(text: string): boolean | undefined {
	if (/^\[\s*\{/.test(text)) {
		return true;
	}
	return /^(\[\s*)?$/.test(text) ? undefined : false;
}

interface ArraySink {
	/** A whole element, as its text. */
	element(text: string): void;
	/** What stands after the array. */
	rest(text: string): void;
	/** More characters than this are in an element that has not ended. */
	tooLong(): never;
}

interface ArraySplitter {
	push(text: string): void;
	/** What there is of an element that has not ended; empty between two. */
	end(): string;
}

/** Tells the elements of a JSON array apart as they come, so that one that breaks off loses only its last one. */
export function createArraySplitter(sink: ArraySink, maxLength: number): ArraySplitter {
	/** 1 inside of the array, 2 inside of an element. */
	let depth = 0;
	let hasEnded: boolean = false;
	let isInText = false;
	let isEscaped = false;
	let pieces: string[] = [];
	let length = 0;

	const add = (piece: string) => {
		pieces.push(piece);
		length += piece.length;
		if (length > maxLength) {
			sink.tooLong();
		}
	};
	const take = () => {
		const text = pieces.join('');
		pieces = [];
		length = 0;
		return text;
	};

	return {
		push(text) {
			if (hasEnded) {
				sink.rest(text);
				return;
			}
			let from = 0;
			let at = isEscaped ? 1 : 0;
			isEscaped &&= text === '';
			for (;;) {
				const mark = nextMark(text, at, isInText);
				if (mark < 0) {
					break;
				}
				at = mark + 1;
				const sign = text[mark];
				if (sign === '\\') {
					isEscaped = at === text.length;
					at++;
				} else if (sign === '"') {
					isInText = !isInText;
				} else if (sign === '{' || sign === '[') {
					depth++;
					from = depth === 2 ? mark : from;
				} else if (--depth === 1) {
					add(text.slice(from, at));
					sink.element(take());
				} else if (depth === 0) {
					hasEnded = true;
					sink.rest(text.slice(at));
					return;
				}
			}
			if (depth > 1) {
				add(text.slice(from));
			}
		},
		end: take,
	};
}

/** Where the next character stands that begins or ends something; a picture is one long text without any. */
function nextMark(text: string, from: number, isInText: boolean): number {
	const marks = isInText ? /["\\]/g : /["{}[\]]/g;
	marks.lastIndex = from;
	return marks.exec(text)?.index ?? -1;
}
