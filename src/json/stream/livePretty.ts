const SCALAR_START = /["\-\dtfn]/;
/** A bracket with what has to follow it in JSON; in prose, brackets are followed by other things. */
const STARTS = /^(?:\{["}]|\[(?:["[\]{\-\d]|true|false|null))/;
const MAY_START = /^\[(?:t(?:ru?)?|f(?:al?|als)?|n(?:ul?)?)$/;

type State =
	/** Before a document: prose is passed over. */
	| 'outside'
	/** In a line that opens or closes a code fence. */
	| 'fence'
	/** After a bracket that begins a document if what follows can stand in one. */
	| 'opening'
	/** Inside a document. */
	| 'inside'
	/** Inside a string of the document. */
	| 'string'
	/** After the backslash in a string. */
	| 'escape'
	/** Inside a number or a literal that is the whole document. */
	| 'scalar';

interface Frame {
	/** Nothing was written into it yet. */
	empty: boolean;
}

export interface LivePrettyOptions {
	/** One level of indentation; empty: each document stays on one line, as in JSONL. Default: two spaces. */
	readonly indent?: string | undefined;
	/**
	 * The document may be a lone string, number or literal. Default: false, because the words of prose
	 * before a document begin like them.
	 */
	readonly scalars?: boolean | undefined;
}

/**
 * Lays JSON out while it arrives: each piece of raw text gives the pretty text to append, and nothing that
 * was given is ever changed. Prose and code fences around the JSON are left out; several documents one after
 * another (JSONL) come out one below another. Linear in the length of the text.
 */
export class LivePretty {
	readonly #indent: string;
	readonly #scalars: boolean;
	readonly #frames: Frame[] = [];
	#state: State = 'outside';
	#opening = '';
	#documents = 0;
	/** A number or a literal inside a container is being written. */
	#inScalar: boolean = false;

	constructor({ indent, scalars }: LivePrettyOptions = {}) {
		this.#indent = indent ?? '  ';
		this.#scalars = scalars ?? false;
	}

	/** Documents that have been begun. */
	get documents(): number {
		return this.#documents;
	}

	/** Every document that was begun has also ended, as far as can be known. */
	get isComplete(): boolean {
		const closed = this.#state === 'outside' || this.#state === 'fence';
		return this.#documents > 0 && (closed || this.#state === 'scalar');
	}

	/** The pretty text to append for a piece of raw text. */
	push(delta: string): string {
		let out = '';
		let at = 0;
		while (at < delta.length) {
			if (this.#state === 'string') {
				const end = endOfPlain(delta, at);
				out += delta.slice(at, end);
				at = end;
			}
			if (at < delta.length) {
				out += this.#take(delta.charAt(at));
				at += 1;
			}
		}
		return out;
	}

	#take(character: string): string {
		switch (this.#state) {
			case 'outside':
				return this.#begin(character);
			case 'fence':
				this.#state = character === '\n' ? 'outside' : 'fence';
				return '';
			case 'opening':
				return this.#confirm(character);
			case 'inside':
				return this.#structure(character);
			case 'string':
				return this.#inString(character);
			case 'escape':
				this.#state = 'string';
				return character;
			case 'scalar':
				return this.#loneScalar(character);
		}
	}

	#begin(character: string): string {
		if (character === '{' || character === '[') {
			this.#opening = character;
			this.#state = 'opening';
		} else if (character === '`') {
			this.#state = 'fence';
		} else if (this.#scalars && SCALAR_START.test(character)) {
			this.#state = character === '"' ? 'string' : 'scalar';
			return this.#separator() + character;
		}
		return '';
	}

	#confirm(character: string): string {
		if (isSpace(character)) {
			return '';
		}
		this.#opening += character;
		if (MAY_START.test(this.#opening)) {
			return '';
		}
		const [bracket = '', ...rest] = this.#opening;
		if (!STARTS.test(this.#opening)) {
			this.#state = 'outside';
			return this.#begin(character);
		}
		this.#state = 'inside';
		const lead = this.#separator() + this.#open(bracket);
		return lead + rest.map(each => this.#structure(each)).join('');
	}

	#separator(): string {
		this.#documents += 1;
		return this.#documents > 1 ? '\n' : '';
	}

	#structure(character: string): string {
		switch (character) {
			case '{':
			case '[':
				return this.#lead() + this.#open(character);
			case '}':
			case ']':
				return this.#close(character);
			case ',':
				this.#inScalar = false;
				return this.#newLine(',');
			case ':':
				this.#inScalar = false;
				return ': ';
			case '"':
				this.#state = 'string';
				return `${this.#lead()}"`;
			default:
				return this.#scalar(character);
		}
	}

	#scalar(character: string): string {
		if (isSpace(character)) {
			this.#inScalar = false;
			return '';
		}
		if (this.#inScalar) {
			return character;
		}
		const lead = this.#lead();
		this.#inScalar = true;
		return lead + character;
	}

	#loneScalar(character: string): string {
		if (/[\w.+-]/.test(character)) {
			return character;
		}
		this.#state = 'outside';
		return this.#begin(character);
	}

	#inString(character: string): string {
		if (character === '"') {
			this.#state = this.#frames.length > 0 ? 'inside' : 'outside';
		} else if (character === '\\') {
			this.#state = 'escape';
		}
		return character;
	}

	#open(character: string): string {
		this.#frames.push({ empty: true });
		return character;
	}

	#close(character: string): string {
		this.#inScalar = false;
		const frame = this.#frames.pop();
		const lead = frame === undefined || frame.empty ? '' : this.#newLine();
		if (this.#frames.length === 0) {
			this.#state = 'outside';
		}
		return lead + character;
	}

	/** The line break before the first entry of a container. */
	#lead(): string {
		const frame = this.#frames.at(-1);
		if (frame === undefined || !frame.empty) {
			return '';
		}
		frame.empty = false;
		return this.#newLine();
	}

	#newLine(after = ''): string {
		if (this.#indent === '') {
			return after === '' ? '' : `${after} `;
		}
		return `${after}\n${this.#indent.repeat(this.#frames.length)}`;
	}
}

function isSpace(character: string): boolean {
	return character === ' ' || character === '\n' || character === '\r' || character === '\t';
}

/** Where the run of characters ends that mean nothing special in a string. */
function endOfPlain(text: string, from: number): number {
	let at = from;
	while (at < text.length && text.charCodeAt(at) !== 0x22 && text.charCodeAt(at) !== 0x5c) {
		at += 1;
	}
	return at;
}
